import { answered, anyOf, NO_ANSWER } from '../../support/complaints.ts';
import { expect, type Page, test } from '../../support/fixtures.ts';
import { loseFirstReply } from '../../support/lost_reply.ts';
import { daysAgo, RepossessionPage, today } from '../../support/pages/repossession.ts';
import { accountOf, pendingAccount, writeOffByRequest } from '../../support/requests.ts';

test.use({ signedInAs: 'Call Centre Basic', mayComplain: anyOf(answered(409), NO_ANSWER) });

async function open(page: Page, account: string): Promise<void> {
  await page.goto(`/accounts/${account}/failed-attempt`);
  await expect(page.getByTestId('attempted-on')).toBeVisible();
}

test('an attempt is recorded from the list, and shown there', async ({ page, people, server }) => {
  const account = await pendingAccount(server, people.admin);
  await page.goto('/actions');
  const row = page.locator(`[data-testid="pending-action"][data-account="${account}"]`);
  await row.getByTestId('record-failed-attempt').click();
  const reasons = page.getByTestId('reason').locator('option');
  await expect(reasons).toHaveCount(9);
  await page.getByTestId('attempted-on').fill(today());
  await page.getByTestId('reason').selectOption('promised_to_pay');
  await page.getByTestId('promised-on').fill(daysAgo(-7));
  await page.getByTestId('note').fill('After the harvest');
  await page.getByTestId('save').dblclick();
  await expect(page.getByTestId('recorded')).toContainText('After the harvest');
  const { attempts, actions } = await accountOf(server, people.admin, account);
  expect(attempts[0]).toMatchObject({ reason: 'promised_to_pay', note: 'After the harvest' });
  expect(attempts.filter(({ note }) => note !== null)).toHaveLength(1);
  expect(actions[0]?.status).toBe('pending');

  await page.getByRole('link', { name: 'Back to Actions' }).click();
  await expect(row).toContainText('promised to pay');
});

test('each field says what is wrong with it, and a draft survives', async ({
  page,
  people,
  server,
}) => {
  const form = new RepossessionPage(page);
  await open(page, await pendingAccount(server, people.admin));
  const day = page.getByTestId('attempted-on');
  const reason = page.getByTestId('reason');
  const promise = page.getByTestId('promised-on');
  const note = page.getByTestId('note');
  await page.getByTestId('save').click();
  await expect(day).toBeFocused();
  await form.expectWrong(day, /needed/);
  await form.expectWrong(reason, /needed/);
  await expect(promise).toHaveCount(0);
  await day.fill(daysAgo(-1));
  await form.expectWrong(day, /still to come/);
  await day.fill(today());
  await reason.selectOption('promised_to_pay');
  await form.expectWrong(promise, /needed/);
  await promise.fill(daysAgo(1));
  await form.expectWrong(promise, /or a later one/, daysAgo(1));
  await note.fill('x'.repeat(501));
  await form.expectWrong(note, /At most 500/);
  await page.reload();
  await expect(note).toHaveValue('x'.repeat(501));
  await expect(promise).toHaveValue(daysAgo(1));
  await note.fill('');
  await promise.fill(today());
  await page.getByTestId('save').click();
  await expect(page.getByTestId('recorded')).toBeVisible();
});

test('a lost reply is asked for again: one attempt', async ({ page, people, server }) => {
  const account = await pendingAccount(server, people.admin);
  const before = (await accountOf(server, people.admin, account)).attempts.length;
  await open(page, account);
  await page.getByTestId('attempted-on').fill(today());
  await page.getByTestId('reason').selectOption('home_not_found');
  const ids = await loseFirstReply(page, '**/api/failed-attempts/*');
  await page.getByTestId('save').click();
  await page.getByTestId('try-again').click();
  await expect(page.getByTestId('recorded')).toBeVisible();
  expect(new Set(ids).size).toBe(1);
  expect((await accountOf(server, people.admin, account)).attempts).toHaveLength(before + 1);
});

test('where the repossession is done meanwhile, it is said by whom', async ({
  page,
  people,
  server,
}) => {
  const account = await pendingAccount(server, people.admin);
  await open(page, account);
  await page.getByTestId('attempted-on').fill(today());
  await page.getByTestId('reason').selectOption('home_not_found');
  await writeOffByRequest(server, people.admin, [account]);
  await page.getByTestId('save').click();
  await expect(page.getByTestId('not-possible')).toBeVisible();
  await expect(page.getByTestId('changed')).toContainText('Written off by A. Wanjiku');
});
