import { readFile } from 'node:fs/promises';

import { expect, type Locator, type Page, test } from '../support/fixtures.ts';
import { daysAgo, today } from '../support/pages/repossession.ts';

test.use({ signedInAs: 'Back Office Management' });

const entries = (page: Page) => page.getByTestId('journal-entry');

/** The line of an entry that debits or credits a ledger account. */
const line = (entry: Locator, ledger: string) =>
  entry.locator(`[data-testid="journal-line"][data-ledger="${ledger}"]`);

/** Opens the latest entry of a payment by mobile money; its number. */
async function openPayment(page: Page): Promise<string> {
  await page.goto('/journal?cause=payment&ledger_account=clearing_mobile_money');
  const number = (await entries(page).first().getAttribute('data-number')) ?? '';
  await entries(page).first().getByRole('link', { name: number, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/journal/${number}$`));
  await expect(page.getByTestId('correct-entry')).toBeVisible();
  return number;
}

test('cause and account narrow the journal, and stand in the address', async ({ page }) => {
  await page.goto('/journal');
  await expect(entries(page)).toHaveCount(50);
  await page.getByTestId('filter-cause').selectOption('write_off');
  await expect(page).toHaveURL(/\?cause=write_off$/);
  const others = page.locator('[data-testid="journal-entry"]:not([data-cause="write_off"])');
  await expect(others).toHaveCount(0);
  const ofAccount = entries(page).first().locator('a[href^="/accounts/"]');
  const account = (await ofAccount.textContent()) ?? '';

  await page.getByTestId('filter-account').fill(account);
  await page.getByTestId('filter-account').press('Enter');
  await expect(page).toHaveURL(new RegExp(`[?&]account=${account}(&|$)`));
  await expect(entries(page).filter({ hasNotText: account })).toHaveCount(0);
  await expect(entries(page).first()).toContainText('Write-off');
  await page.reload();
  await expect(page.getByTestId('filter-account')).toHaveValue(account);
  await expect(page.getByTestId('filter-cause')).toHaveValue('write_off');
  await expect(entries(page).filter({ hasNotText: account })).toHaveCount(0);

  await page.getByTestId('filter-clear').click();
  await expect(page).toHaveURL(/\/journal$/);
  await expect(entries(page)).toHaveCount(50);
});

test('an entry is corrected by two others, each linked with it', async ({ page }) => {
  const number = await openPayment(page);
  const [money, cash] = ['clearing_mobile_money', 'clearing_cash'] as const;
  const amount = (await line(entries(page), money).getAttribute('data-debit')) ?? '';
  await page.getByTestId('correct-entry').click();
  const save = page.getByTestId('save-correction');
  await save.click();
  await expect(page.locator('.field-fault').filter({ hasText: 'Change a line' })).toBeVisible();
  // What follows the accounts stays; the other side is chosen anew.
  await expect(page.getByTestId('correction-account').nth(1)).toBeDisabled();
  await page.getByTestId('correction-account').first().selectOption(cash);
  await page.getByTestId('correction-debit').first().fill('0.01');
  await expect(page.getByTestId('difference')).toContainText('Difference');
  await page.getByTestId('correction-debit').first().fill(String(Number(amount) / 100));
  await expect(page.getByTestId('difference')).toHaveText('Debits equal credits.');
  await page.getByTestId('correction-reason').fill('Paid over the counter');
  await save.click();
  await expect(page.getByTestId('cancel')).toBeFocused();
  await page.getByTestId('confirm').dblclick();

  await expect(page.getByTestId('not-correctable')).toContainText('corrected already');
  const corrections = entries(page).locator('dl a[href^="/journal/"]');
  await expect(corrections).toHaveCount(2);
  await expect(line(entries(page), money)).toHaveAttribute('data-debit', amount);
  await corrections.last().click();
  await expect(entries(page)).toContainText('Paid over the counter');
  await expect(line(entries(page), cash)).toHaveAttribute('data-debit', amount);
  await expect(page.getByTestId('correct-entry')).toBeVisible();
  await entries(page).locator(`dl a[href="/journal/${number}"]`).click();
  await corrections.first().click();
  await expect(line(entries(page), money)).toHaveAttribute('data-credit', amount);
  await expect(page.getByTestId('not-correctable')).toContainText('reverses another one');
});

test('the export of a period has the entry', async ({ page }) => {
  // The demonstration was made today, or just before midnight.
  const from = daysAgo(1);
  const to = today();
  await page.goto(`/journal?from=${from}&to=${to}`);
  await expect(entries(page).first()).toBeVisible();
  const number = (await entries(page).first().getAttribute('data-number')) ?? '';
  await page.locator('.export summary').click();
  await expect(page.getByTestId('export-from')).toHaveValue(from);
  const saved = page.waitForEvent('download');
  await page.getByTestId('journal-export').click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe(`journal-${from}-${to}.csv`);
  const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n').slice(1);
  expect(rows.filter((row) => row.split(',')[0] === number).length).toBeGreaterThanOrEqual(2);
});

test('without a period there is nothing to download', async ({ page }) => {
  await page.goto('/journal');
  await page.locator('.export summary').click();
  const link = page.getByTestId('journal-export');
  await expect(link).not.toHaveAttribute('href', /./);
  await page.getByTestId('export-from').fill(today());
  await page.getByTestId('export-to').fill('2001-01-01');
  await page.getByTestId('export-to').blur();
  await expect(page.getByTestId('export-why-not')).not.toBeEmpty();
  await expect(link).not.toHaveAttribute('href', /./);
  await page.getByTestId('export-to').fill(today());
  await page.getByTestId('export-to').blur();
  await expect(page.getByTestId('export-why-not')).toBeEmpty();
  await expect(link).toHaveAttribute('href', /format=csv/);
});
