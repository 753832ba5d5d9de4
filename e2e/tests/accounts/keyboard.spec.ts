import { expect, test } from '../../support/fixtures.ts';
import { AccountStatusPage } from '../../support/pages/account_status.ts';

test('from the search field to a result and to its account by keyboard alone', async ({ page }) => {
  const status = new AccountStatusPage(page);
  await status.open();
  const [account = '', other = ''] = await status.accounts();
  await expect(status.search).toBeFocused();
  await page.keyboard.type(account.slice(0, 6));
  await expect(page).toHaveURL(/q=/);
  await expect(status.row(account)).toBeVisible();
  const link = (of: string) => status.row(of).getByRole('link');
  await page.keyboard.press('ArrowDown');
  await expect(link(account)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(link(other)).toBeFocused();
  await page.keyboard.press('End');
  await expect(status.rows.last().getByRole('link')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(status.search).toBeFocused();
  // What is typed on goes on where it stood.
  await page.keyboard.press('End');
  await page.keyboard.type(account.slice(6));
  await expect(status.rows).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/accounts/${account}$`));
  await expect(page.getByTestId('account-state')).toBeVisible();
  await page.goBack();
  await expect(status.search).toHaveValue(account);
});

test('Enter asks at once, without waiting for a pause', async ({ page }) => {
  const status = new AccountStatusPage(page);
  await status.open();
  const { account } = await status.first();
  await status.search.fill(account);
  await status.search.press('Enter');
  await expect(status.rows).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`q=${account}$`));
});
