import { answered, anyOf, NO_ANSWER } from '../../support/complaints.ts';
import { expect, test } from '../../support/fixtures.ts';
import { loseFirstReply } from '../../support/lost_reply.ts';
import { ProcessPage } from '../../support/pages/process.ts';
import { commentByRequest, pathOf, processOf, startProcess } from '../../support/processes.ts';

test.use({
  signedInAs: 'Back Office Management',
  mayComplain: anyOf(answered(409, 422), NO_ANSWER),
});

test('every page has the title, and the main page every field', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process);
  const title = `${process.account.customer}, Active, Events Pending, Standard control, `;
  await expect(shown.title).toContainText(title);
  await expect(page.getByTestId('process-account')).toHaveText(process.account.account);
  await expect(shown.status).toHaveText('Active');
  await expect(shown.reason).toHaveText('Events Pending');
  await expect(shown.control).toHaveValue('standard');
  await expect(shown.control).toBeDisabled();
  await expect(shown.template).toHaveValue('residential');
  await expect(page.getByTestId('process-created')).toContainText('09:00');
  await expect(shown.tree).toContainText(String(process.contracts[0]?.contract));
  await expect(shown.tree).toContainText('Write off');
  await expect(shown.tree).toContainText('Repossession pending');
  await expect(page.getByTestId('process-history').first()).toContainText('Started');
  for (const tab of ['events', 'contracts'] as const) {
    await shown.go(tab, process);
    await expect(page).toHaveURL(pathOf(process, tab));
    await expect(shown.title).toContainText(title);
  }
});

test('what is typed is kept from page to page and saved once', async ({ page, server, people }) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process);
  await expect(shown.save).toBeDisabled();
  await shown.comments.fill('Called. <Pays> on Friday.');
  await shown.go('events', process);
  await page.reload();
  await expect(shown.discard).toBeVisible();
  expect((await processOf(server, people.admin, process.id)).comments).toBe('');
  const paths = await loseFirstReply(page, '**/api/write-off-processes/*/changes/*');
  await shown.save.click();
  await page.getByTestId('try-again').click();
  await expect(shown.discard).toHaveCount(0);
  expect(paths).toHaveLength(2);
  expect(paths[1]).toBe(paths[0]);
  const saved = await processOf(server, people.admin, process.id);
  expect(saved.comments).toBe('Called. <Pays> on Friday.');
  expect(saved.version).toBe(process.version + 1);
  await shown.go('', process);
  await expect(shown.comments).toHaveValue('Called. <Pays> on Friday.');
  await expect(page.getByTestId('process-history').first()).toContainText('Changed');
});

test('leaving with changes asks, by a link and by a step back', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await page.goto('/write-off-processes');
  await page.getByRole('main').getByRole('link', { name: pathOf(process).slice(-10) }).click();
  await expect(shown.title).toBeVisible();
  await shown.comments.fill('not saved');
  await page.locator('.crumbs a').click();
  await expect(shown.dialog).toBeVisible();
  await page.getByTestId('stay').click();
  await expect(page).toHaveURL(pathOf(process));
  await expect(shown.comments).toHaveValue('not saved');

  await page.goBack();
  await expect(shown.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shown.dialog).toHaveCount(0);
  await expect(page).toHaveURL(pathOf(process));
  await expect(shown.comments).toHaveValue('not saved');

  await page.goBack();
  await page.getByTestId('leave').click();
  await expect(page).toHaveURL(/\/write-off-processes$/);
  await page.goto(pathOf(process));
  await expect(shown.comments).toHaveValue('');
});

test('what somebody else saved meanwhile is said, and nothing typed is lost', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process);
  await shown.comments.fill('mine');
  await commentByRequest(server, people.admin, process, 'theirs');
  await shown.save.click();
  await expect(shown.notice).toContainText('has changed since you began');
  await expect(page.getByTestId('process-history').first()).toContainText('Changed');
  await expect(shown.comments).toHaveValue('mine');
  await shown.saved();
  expect((await processOf(server, people.admin, process.id)).comments).toBe('mine');
});

test('another template replaces the events on Save', async ({ page, server, people }) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process);
  await shown.template.selectOption('commercial');
  await expect(page.getByTestId('planned-event')).toHaveCount(5);
  expect((await processOf(server, people.admin, process.id)).template).toBe('residential');
  await shown.go('events', process);
  await expect(shown.events).toHaveCount(5);
  await shown.saved();
  await expect(shown.events).toHaveCount(5);
  const saved = await processOf(server, people.admin, process.id);
  expect(saved.template).toBe('commercial');
  expect(saved.events.map(({ event_type }) => event_type)).toContain('check-agency');
});

test('comments that are too long are said at the field', async ({ page, server, people }) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process);
  await shown.comments.fill('x'.repeat(501));
  await expect(shown.comments).toHaveAttribute('aria-invalid', 'true');
  await shown.go('events', process);
  await shown.save.click();
  await page.getByTestId('wrong-elsewhere').getByRole('link').click();
  await expect(shown.comments).toHaveAttribute('aria-invalid', 'true');
  await shown.comments.fill('x'.repeat(500));
  await shown.saved();
});

test('a process is canceled after it was asked once more, and can then only be read', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process);
  await page.getByTestId('cancel-process').click();
  await expect(shown.dialog).toContainText('Write off');
  await expect(page.getByTestId('cancel')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(shown.dialog).toHaveCount(0);
  await page.getByTestId('cancel-process').click();
  await page.getByTestId('confirm').dblclick();
  await expect(shown.reason).toHaveText('Canceled by User');
  await expect(shown.status).toHaveText('Inactive');
  await expect(page.getByTestId('read-only')).toContainText('has ended');
  await expect(page.getByTestId('cancel-process')).toHaveCount(0);
  await expect(shown.save).toHaveCount(0);
  await expect(shown.comments).toHaveAttribute('readonly', '');
  await shown.go('events', process);
  await expect(page.locator('[data-testid="process-event"][data-status="cancelled"]')).toHaveCount(4);
  await shown.go('contracts', process);
  await expect(shown.contracts).toHaveAttribute('data-status', 'inactive');
  await expect(shown.contracts).toContainText('process ended');
});

test.describe('of a role that may only look', () => {
  test.use({ signedInAs: 'Sales' });

  test('nothing can be changed, and it is said who may', async ({ page, server, people }) => {
    const process = await startProcess(server, people.admin);
    const shown = new ProcessPage(page);
    await shown.open(process);
    await expect(page.getByTestId('read-only')).toContainText('Back Office Management');
    await expect(shown.template).toBeDisabled();
    await expect(page.getByTestId('reschedule')).toHaveCount(0);
    await shown.go('events', process);
    await expect(shown.events).toHaveCount(4);
    await expect(page.getByTestId('trigger-date')).toHaveCount(0);
    await page.goto(`/accounts/${process.account.account}/write-off-process`);
    await expect(page.getByRole('main')).toContainText('Back Office Management');
  });
});
