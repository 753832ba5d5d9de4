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

test('whoever is among the results already keeps their place when others come', async ({ page }) => {
  const status = new AccountStatusPage(page);
  await status.open();
  const accounts = await status.accounts();
  const third = accounts[2] ?? '';
  const link = (of: string) => status.row(of).getByRole('link');
  // Answers are held back until the person is among the results of before.
  for (const [typed, stays] of [
    [third.slice(0, -1), true],
    [accounts.at(-1) ?? '', false],
  ] as const) {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/api/accounts?*', async (route) => {
      await held;
      await route.continue();
    });
    await status.search.fill(typed);
    await expect(page).toHaveURL(new RegExp(`q=${typed}$`));
    const shown = await status.accounts();
    for (let row = 0; row <= shown.indexOf(third); row += 1) await page.keyboard.press('ArrowDown');
    await expect(link(third)).toBeFocused();
    letGo();
    await expect.poll(() => status.accounts()).not.toEqual(shown);
    await page.unroute('**/api/accounts?*');
    await expect(stays ? link(third) : status.rows.first().getByRole('link')).toBeFocused();
  }
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
