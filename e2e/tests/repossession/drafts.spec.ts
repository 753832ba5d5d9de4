import { answered, anyOf, NO_ANSWER } from '../../support/complaints.ts';
import { expect, test } from '../../support/fixtures.ts';
import { loseFirstReply } from '../../support/lost_reply.ts';
import { RepossessionPage, today } from '../../support/pages/repossession.ts';
import { SignInForm } from '../../support/pages/sign_in.ts';
import { accountOf, pendingAccount, pendingAccounts, writeOffByRequest } from '../../support/requests.ts';
import { takeSession } from '../../support/session.ts';

test.use({ mayComplain: anyOf(answered(401, 409, 503), NO_ANSWER) });

test('what was typed survives a reload, at the step that it was typed in', async ({
  page,
  people,
  server,
}) => {
  const account = await pendingAccount(server, people.admin);
  const form = new RepossessionPage(page);
  await form.open(account);
  await form.fillFirstStep();
  await form.cuNumber.fill('CU-77');
  await page.reload();
  await expect(form.date).toHaveValue(today());
  await expect(form.cuNumber).toHaveValue('CU-77');
  await expect(form.condition).toHaveValue('used');
  await form.next.click();
  await form.quantities.first().fill('1');
  await page.reload();
  await expect(form.quantities.first()).toHaveValue('1');
  await form.fillQuantities('1');
  await form.save.click();
  await expect(form.recorded).toBeVisible();
  // Once it is recorded, nothing of it is kept.
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('the draft of one account is not that of another, nor of another person', async ({
  page,
  people,
  server,
}) => {
  const [first = '', second = ''] = await pendingAccounts(server, people.admin);
  const form = new RepossessionPage(page);
  await form.open(first);
  await form.cuNumber.fill('CU-77');
  await form.open(second);
  await expect(form.cuNumber).toHaveValue('');
  await takeSession(page.context(), people.withRole('Sales'));
  await form.open(first);
  await expect(form.cuNumber).toHaveValue('');
  await takeSession(page.context(), people.admin);
  await form.open(first);
  await expect(form.cuNumber).toHaveValue('CU-77');
});

test('a session that ends costs nothing, and Save goes on by itself', async ({
  page,
  people,
  server,
}) => {
  const account = await pendingAccount(server, people.admin);
  const form = new RepossessionPage(page);
  await form.fillIn(account);
  await page.context().clearCookies();
  await form.save.click();
  const signIn = new SignInForm(page);
  await expect(signIn.dialog).toBeVisible();
  await expect(form.quantities.first()).toHaveValue('1');
  await signIn.signIn(people.admin);
  await expect(form.recorded).toBeVisible();
  expect((await accountOf(server, people.admin, account)).repossessions).toHaveLength(1);
});

test('another person who signs in over it finds a form of their own', async ({
  page,
  people,
  server,
}) => {
  const form = new RepossessionPage(page);
  await form.fillIn(await pendingAccount(server, people.admin));
  await page.context().clearCookies();
  await form.save.click();
  const signIn = new SignInForm(page);
  await expect(signIn.dialog).toBeVisible();
  await signIn.signIn(people.withRole('Field Management'));
  await expect(form.date).toBeVisible();
  await expect(form.date).toHaveValue('');
  await expect(form.tick).toHaveCount(0);
});

test('a lost reply is asked for again under the same number: one effect', async ({
  page,
  people,
  server,
}) => {
  const account = await pendingAccount(server, people.admin);
  const form = new RepossessionPage(page);
  await form.fillIn(account);
  const ids = await loseFirstReply(page, '**/api/repossessions/*');
  await form.save.click();
  await expect(page.getByRole('heading', { name: 'Not confirmed yet' })).toBeVisible();
  // Also after a reload: the account has ended meanwhile, by what nobody has confirmed.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Not confirmed yet' })).toBeVisible();
  await page.getByTestId('try-again').click();
  await expect(form.recorded).toBeVisible();
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect((await accountOf(server, people.admin, account)).repossessions).toHaveLength(1);
});

test('a server that is down and comes back: nothing has to be typed twice', async ({
  page,
  people,
  server,
}) => {
  const account = await pendingAccount(server, people.admin);
  const form = new RepossessionPage(page);
  await form.fillIn(account);
  await server.stop();
  await form.save.click();
  await expect(page.getByTestId('try-again')).toBeVisible();
  await server.start();
  await page.getByTestId('try-again').click();
  await expect(form.recorded).toBeVisible();
});

test('who comes second is told what happened and who did it', async ({ page, people, server }) => {
  const account = await pendingAccount(server, people.admin);
  const form = new RepossessionPage(page);
  await form.fillIn(account);
  await writeOffByRequest(server, people.admin, [account]);
  await form.save.click();
  await expect(form.notPossible).toBeVisible();
  await expect(page.getByTestId('changed')).toContainText('contracts');
  await expect(page.getByTestId('changed')).toContainText('Written off by A. Wanjiku');
  // What was typed can be read until the person lets it go.
  await expect(page.getByText('What you had typed')).toBeVisible();
  await page.getByTestId('forget-draft').click();
  await expect(page.getByText('What you had typed')).toHaveCount(0);
});

test('a draft whose account has changed meanwhile says so', async ({ page, people, server }) => {
  const account = await pendingAccount(server, people.admin);
  const form = new RepossessionPage(page);
  await form.open(account);
  await form.cuNumber.fill('CU-77');
  await page.goto('/actions');
  await writeOffByRequest(server, people.admin, [account]);
  await form.open(account);
  await expect(page.getByTestId('changed')).toContainText('contracts');
  await expect(form.notPossible).toContainText('A. Wanjiku');
  await expect(page.getByRole('main')).toContainText('CU-77');
});
