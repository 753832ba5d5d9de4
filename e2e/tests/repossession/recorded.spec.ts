import { expect, test } from '../../support/fixtures.ts';
import { RepossessionPage } from '../../support/pages/repossession.ts';
import { accountOf, pendingAccount } from '../../support/requests.ts';

test.use({ signedInAs: 'Field Technician' });

test('from the list of actions to what was recorded, and back', async ({ page, people, server }) => {
  const technician = people.withRole('Field Technician');
  const account = await pendingAccount(server, technician);
  const before = await accountOf(server, technician, account);
  await page.goto('/actions');
  const row = page.locator(`[data-testid="pending-action"][data-account="${account}"]`);
  await row.getByTestId('record-repossession').click();
  await expect(page).toHaveURL(new RegExp(`/accounts/${account}/repossession$`));

  const form = new RepossessionPage(page);
  await expect(form.tick).toHaveCount(0);
  await form.fillFirstStep();
  await form.cuNumber.fill('cu 00-77');
  await form.next.click();
  await expect(form.quantities.first()).toBeFocused();
  await form.fillQuantities('0');
  await form.quantities.first().fill('1');
  await form.save.click();

  // What went where, and how the account and its contracts stand: nothing is asked once more.
  await expect(form.recorded).toHaveAttribute('data-write-off', 'false');
  await expect(form.recorded).toContainText('CU00-77');
  await expect(form.recorded).toContainText('Defaulted');
  await expect(form.recorded).toContainText('Terminated');
  const after = await accountOf(server, technician, account);
  const lines = after.repossessions[0]?.lines ?? [];
  await expect(page.getByTestId('moved')).toHaveCount(lines.length);
  expect(lines.map(({ returned }) => returned)).toEqual([1, ...lines.slice(1).map(() => 0)]);
  expect(after.state).toBe('defaulted');
  expect(before.standing.contracts.length).toBeGreaterThan(0);
  expect(after.standing.contracts).toEqual([]);

  await page.getByRole('link', { name: 'Back to Actions' }).click();
  await expect(page).toHaveURL(/\/actions$/);
  await expect(page.getByTestId('pending-action').first()).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('a double click on Save records once', async ({ page, people, server }) => {
  const technician = people.withRole('Field Technician');
  const account = await pendingAccount(server, technician);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.url());
  });
  const form = new RepossessionPage(page);
  await form.fillIn(account);
  await form.save.dblclick();
  await expect(form.recorded).toBeVisible();
  expect(sent).toHaveLength(1);
  const { repossessions } = await accountOf(server, technician, account);
  expect(repossessions).toHaveLength(1);
});
