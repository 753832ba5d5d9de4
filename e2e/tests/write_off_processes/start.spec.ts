import { answered, anyOf, NO_ANSWER } from '../../support/complaints.ts';
import { expect, test } from '../../support/fixtures.ts';
import { loseFirstReply } from '../../support/lost_reply.ts';
import { ProcessPage } from '../../support/pages/process.ts';
import { daysAgo, today } from '../../support/pages/repossession.ts';
import { freeAccount, groundsOf } from '../../support/processes.ts';

test.use({
  signedInAs: 'Back Office Management',
  mayComplain: anyOf(answered(404), NO_ANSWER),
});

test('a process is started from an account, with its events shown before', async ({
  page,
  server,
  people,
}) => {
  const { account } = await freeAccount(server, people.admin);
  await page.goto(`/accounts/${account.account}`);
  await page.getByTestId('start-process').click();
  await expect(page.getByTestId('start-control')).toHaveValue('standard');
  const planned = page.getByTestId('planned-event');
  await page.getByTestId('start-template').selectOption('residential');
  await expect(planned).toHaveCount(4);
  await expect(planned.first()).toHaveAttribute('data-trigger-date', today());
  await page.getByTestId('start-created-at').fill(`${daysAgo(-1)}T08:30`);
  await expect(planned.last()).toHaveAttribute('data-trigger-date', daysAgo(-61));
  const ticks = page.locator('[data-testid="contract-tick"]:checked');
  const linked = await ticks.count();
  for (let left = linked; left > 0; left -= 1) await ticks.first().uncheck();
  await page.getByTestId('start').click();
  await expect(page.locator('.field-fault').filter({ hasText: /\S/ })).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('start-created-at')).toHaveValue(`${daysAgo(-1)}T08:30`);
  await page.locator('[data-testid="contract-tick"]:enabled').first().check();
  await page.getByTestId('start-comments').fill('Agreed with the branch.');

  const paths = await loseFirstReply(page, '**/api/write-off-processes/starts/*');
  await page.getByTestId('start').dblclick();
  await page.getByTestId('try-again').click();
  const shown = new ProcessPage(page);
  await expect(shown.title).toContainText(`${account.customer}, Active, Events Pending`);
  await expect(shown.comments).toHaveValue('Agreed with the branch.');
  expect(paths).toHaveLength(2);
  const after = await groundsOf(server, people.admin, account.account);
  expect(after.account.processes).toHaveLength(1);
});

test('an account is held, and the hold is lifted', async ({ page, server, people }) => {
  const { account } = await freeAccount(server, people.admin);
  await page.goto(`/accounts/${account.account}`);
  await page.getByTestId('hold-account').click();
  await page.getByTestId('hold-until').fill(daysAgo(-4000));
  await page.getByTestId('save-hold').click();
  await expect(page.getByTestId('hold-until')).toHaveAttribute('aria-invalid', 'true');
  await page.getByTestId('hold-until').fill(daysAgo(-12));
  await page.getByTestId('save-hold').click();
  await expect(page.getByTestId('held-until')).toContainText('On hold');
  await page.getByTestId('hold-account').click();
  await expect(page.getByTestId('hold-until')).toHaveValue(daysAgo(-12));
  await page.getByTestId('hold-until').fill('');
  await page.getByTestId('save-hold').click();
  await expect(page.getByTestId('held-until')).toHaveCount(0);
});

test('an account that does not exist has no process to start', async ({ page }) => {
  await page.goto('/accounts/NOBODY-1/write-off-process');
  await expect(page.getByRole('main').getByRole('heading')).toHaveText('There is no such account');
});
