import { answered } from '../../support/complaints.ts';
import { expect, type Page, test } from '../../support/fixtures.ts';
import { today } from '../../support/pages/repossession.ts';
import {
  groundsOf,
  linkable,
  numberOf,
  pathOf,
  startProcess,
  startProcessOf,
} from '../../support/processes.ts';

test.use({ signedInAs: 'Back Office Management', mayComplain: answered(404) });

const rows = (page: Page) => page.getByTestId('process-row');

test('processes are found from the nine dots, and what narrows them stands in the address', async ({
  page,
}) => {
  await page.goto('/account-status');
  await page.getByTestId('nine-dots').click();
  await page.locator('[popover]:popover-open a[href="/write-off-processes"]').click();
  await expect(rows(page).first()).toBeVisible();

  await page.getByTestId('filter-reason').selectOption('canceled_by_user');
  await expect(page).toHaveURL(/\?reason=canceled_by_user$/);
  const others = page.locator('[data-testid="process-row"]:not([data-reason="canceled_by_user"])');
  await expect(others).toHaveCount(0);
  await expect(rows(page).first()).toContainText('Inactive, Canceled by User');
  await page.getByTestId('filter-control').selectOption('standard');
  await expect(page).toHaveURL(/reason=canceled_by_user&control=standard$/);
  await page.reload();
  await expect(page.getByTestId('filter-reason')).toHaveValue('canceled_by_user');
  await expect(page.getByTestId('filter-control')).toHaveValue('standard');

  await page.getByTestId('filter-clear').click();
  await expect(page).toHaveURL(/\/write-off-processes$/);
  await page.getByTestId('filter-status').selectOption('active');
  await page.getByTestId('filter-created-from').fill(today());
  await page.getByTestId('filter-created-from').blur();
  await expect(page).toHaveURL(new RegExp(`status=active&created_from=${today()}$`));
});

test('the only process of an account is opened, several are listed', async ({
  page,
  server,
  people,
}) => {
  const first = await startProcess(server, people.admin, { of: 2 });
  const { account } = first.account;
  await page.goto(`/write-off-processes?account=${account}`);
  await expect(page).toHaveURL(pathOf(first));
  await expect(page.getByTestId('process-title')).toContainText(first.account.customer);

  const grounds = await groundsOf(server, people.admin, account);
  expect(linkable(grounds)).not.toHaveLength(0);
  const second = await startProcessOf(server, people.admin, grounds);
  await page.goto('/write-off-processes');
  await page.getByTestId('filter-account').fill(account.toLowerCase());
  await page.getByTestId('filter-account').press('Enter');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText(numberOf(second));
  await rows(page).last().getByRole('link').first().click();
  await expect(page).toHaveURL(pathOf(first));

  // From the page of the account as well.
  await page.getByTestId('process-account').click();
  await expect(page.getByTestId('account-process')).toHaveCount(2);
  await page.getByTestId('account-process').first().getByRole('link').click();
  await expect(page).toHaveURL(pathOf(second));
});

test('a process is found by its number and by its customer', async ({ page, server, people }) => {
  const process = await startProcess(server, people.admin);
  await page.goto('/write-off-processes');
  await page.getByTestId('filter-id').fill(String(process.id));
  await page.getByTestId('filter-id').press('Enter');
  await expect(page).toHaveURL(pathOf(process));

  await page.goto('/write-off-processes');
  await page.getByTestId('filter-customer').fill(process.account.customer);
  await page.getByTestId('filter-customer').press('Enter');
  await expect(rows(page).filter({ hasText: numberOf(process) })).toHaveCount(1);
  await expect(rows(page).filter({ hasNotText: process.account.customer })).toHaveCount(0);
});

test('what is found by nothing says what to do', async ({ page }) => {
  await page.goto('/write-off-processes?customer=Nobody%20At%20All');
  await expect(page.getByText('No process fits.')).toBeVisible();
  await page.goto('/write-off-processes/0009999999');
  await expect(page.getByRole('main').getByRole('heading')).toHaveText('There is no such process');
  await page.goto('/write-off-processes/x');
  await expect(page.getByRole('main').getByRole('heading')).toHaveText('There is no such process');
});
