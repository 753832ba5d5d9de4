import { expectAccessible, expectNoSidewaysScroll } from '../../support/accessible.ts';
import { expect, type Page, test } from '../../support/fixtures.ts';
import { AccountStatusPage } from '../../support/pages/account_status.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';

const use = (page: Page) => page.getByTestId('use-as-bulk-write-off');

/** The accounts of the file that is kept with the operation on the page. */
async function keptAccounts(page: Page): Promise<string[]> {
  const href = (await page.getByTestId('download-file').getAttribute('href')) ?? '';
  const text = await (await page.request.get(href)).text();
  return text.trim().split('\r\n').slice(1);
}

test('ticked accounts are written off, and their list is kept', async ({ page }) => {
  const list = new AccountStatusPage(page);
  await list.open('?days_min=100&days_max=130');
  const accounts = (await list.accounts()).slice(0, 3);
  expect(accounts).toHaveLength(3);
  for (const account of accounts) await list.row(account).getByTestId('tick').check();
  await expect(use(page)).toHaveAttribute('data-count', '3');
  await expectAccessible(page, 'ticked accounts');
  await use(page).click();

  const bulk = new BulkWriteOffPage(page);
  await expect(bulk.summary).toHaveAttribute('data-entries', '3');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('account-status.csv');

  // Back to the list as it was, ticks included.
  await page.goBack();
  await expect(page).toHaveURL(/\/account-status\?days_min=100&days_max=130$/);
  await expect(list.row(accounts[0] ?? '').getByTestId('tick')).toBeChecked();
  await use(page).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Account status' }).click();
  await expect(page).toHaveURL(/\/account-status\?days_min=100&days_max=130$/);

  await use(page).click();
  await bulk.writeOff();
  expect(await keptAccounts(page)).toEqual(accounts);
  // What was ticked is done.
  await list.open('?days_min=100&days_max=130');
  await expect(page.getByTestId('untick-all')).toHaveCount(0);
});

test('ticks stay from page to page and from filter to filter', async ({ page }) => {
  const list = new AccountStatusPage(page);
  await list.open();
  await page.getByTestId('tick').first().check();
  await page.getByTestId('next-page').click();
  await expect(use(page)).toHaveAttribute('data-count', '1');
  await expect(page.getByTestId('tick').first()).not.toBeChecked();
  await page.getByTestId('tick').first().check();
  await expect(use(page)).toHaveAttribute('data-count', '2');
  const ticked = page.getByTestId('account-row').filter({ has: page.getByTestId('tick').and(page.locator(':checked')) });
  const account = (await ticked.first().getAttribute('data-account')) ?? '';
  await list.daysMin.fill('100');
  await expect(page).toHaveURL(/days_min=100/);
  await expect(use(page)).toHaveAttribute('data-count', '2');
  await list.daysMin.fill('');
  await expect(page).not.toHaveURL(/days_min/);
  await use(page).click();
  const bulk = new BulkWriteOffPage(page);
  await expect(bulk.summary).toHaveAttribute('data-entries', '2');
  expect((await bulk.readRows()).map((row) => row.account)).toContain(account);
});

test('all that match are taken', async ({ page }) => {
  const list = new AccountStatusPage(page);
  await list.open('?days_min=100&days_max=130');
  const count = await use(page).getAttribute('data-count');
  await use(page).click();
  const bulk = new BulkWriteOffPage(page);
  await expect(bulk.summary).toHaveAttribute('data-entries', count ?? '');
});

test('more than 2,000 are not offered, and refused where they are asked for', async ({ page }) => {
  const list = new AccountStatusPage(page);
  await list.open('?state=any');
  await expect(page.getByTestId('too-many-listed')).toContainText('2,000');
  await expect(use(page)).toHaveCount(0);
  await page.goto('/actions/bulk-write-off?from=account-status&state=any');
  const problem = page.getByTestId('upload-problem');
  await expect(problem).toHaveAttribute('data-code', 'too_many_entries');
  await expect(problem).toContainText('2,000');
  await expect(problem).toContainText('narrow the list');
  await problem.getByTestId('back-to-list').click();
  await expect(page).toHaveURL(/\/account-status\?state=any$/);
});

test('the accounts of actions, ticked or all', async ({ page }) => {
  await page.goto('/actions?days_max=60');
  const rows = page.getByTestId('pending-action');
  await expect(rows.first()).toBeVisible();
  const account = await rows.first().getAttribute('data-account');
  await rows.first().getByTestId('tick').check();
  await use(page).click();
  const bulk = new BulkWriteOffPage(page);
  await expect(bulk.summary).toHaveAttribute('data-entries', '1');
  expect((await bulk.readRows())[0]?.account).toBe(account);

  await page.goBack();
  await expect(page).toHaveURL(/\/actions\?days_max=60$/);
  await page.getByTestId('untick-all').click();
  await use(page).click();
  await expect(bulk.summary).toBeVisible();
  const listed = await bulk.readRows();
  expect(listed.length).toBeGreaterThan(1);
  expect(new Set(listed.map(({ account: one }) => one)).size).toBe(listed.length);
});

test('on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['/account-status', '/actions']) {
    await page.goto(path);
    await expect(page.getByTestId('tick').first()).toBeVisible();
    await page.getByTestId('tick').first().check();
    await expectNoSidewaysScroll(page, path);
    await expectAccessible(page, `${path} on a phone`);
    await page.getByTestId('untick-all').click();
  }
});

test.describe('who may not write off from a file', () => {
  test.use({ signedInAs: 'Back Office Management' });

  test('has nothing to tick', async ({ page }) => {
    for (const path of ['/account-status', '/actions']) {
      await page.goto(path);
      const rows = page.getByTestId(path === '/actions' ? 'pending-action' : 'account-row');
      await expect(rows.first()).toBeVisible();
      await expect(page.getByTestId('tick')).toHaveCount(0);
      await expect(use(page)).toHaveCount(0);
    }
  });
});
