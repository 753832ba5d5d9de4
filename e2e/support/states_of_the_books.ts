import { expect, type Page } from '@playwright/test';

import type { Look } from './every_state.ts';
import { csv } from './pages/bulk_write_off.ts';
import { AccountPaymentsPage, PaymentsPage } from './pages/payments.ts';
import { ReportPage, REPORTS } from './pages/report.ts';
import { daysAgo, today } from './pages/repossession.ts';

/** Leads through the pages about money, and every state of them. */
export async function throughTheBooks(page: Page, look: Look): Promise<void> {
  const account = await payments(page, look);
  await paymentsOfAccount(page, account, look);
  await recoveries(page, look);
  await journal(page, look);
  await reports(page, look);
  await page.goto('/daily-runs');
  await expect(page.getByTestId('daily-run-row').first()).toBeVisible();
  await look('daily runs');
}

/** An account that paid, on the way. */
async function payments(page: Page, look: Look): Promise<string> {
  const payments = new PaymentsPage(page);
  await payments.open();
  const account = (await payments.rows.first().getAttribute('data-account')) ?? '';
  await look('payments');
  await payments.input.setInputFiles(csv('columns.csv', ['account ID,amount', 'NOBODY-1,1']));
  await expect(payments.problem).toBeVisible();
  await look('payments, a file that is not taken');
  const rows = [
    'payment ID,account ID,date,amount,channel',
    `WALK-1,${account},${today()},100,cash`,
    `WALK-2,NOBODY-1,${today()},100,cash`,
    `WALK-3,${account},some day,a lot,shells`,
  ];
  await payments.preview(csv('payments.csv', rows));
  await look('payments, preview');
  await payments.save.click();
  await expect(payments.confirm).toBeVisible();
  await look('payments, confirmation');
  await payments.cancel.click();
  await payments.recordAll();
  await look('payments, result');
  return account;
}

async function paymentsOfAccount(page: Page, account: string, look: Look): Promise<void> {
  const payments = new AccountPaymentsPage(page);
  await payments.open(account);
  await look('an account that paid');
  await payments.record.click();
  await expect(payments.id).toBeVisible();
  await payments.save.click();
  await expect(payments.id).toBeFocused();
  await look('a payment by hand, with faults');
  await page.keyboard.press('Escape');
  await payments.reverse('WALK-1');
  await look('a payment to be taken back');
  await payments.confirm.click();
  await expect(payments.row('WALK-1').getByTestId('reversed')).toBeVisible();
  await look('a payment that was taken back');
}

async function recoveries(page: Page, look: Look): Promise<void> {
  await page.goto('/recoveries');
  await expect(page.getByTestId('recovery-row').first()).toBeVisible();
  await look('recoveries');
  await page.getByTestId('deal-with').first().click();
  await page.getByTestId('recovery-save').click();
  await expect(page.locator('#field-note-fault')).not.toBeEmpty();
  await look('recoveries, without a note');
  await page.getByTestId('recovery-note-input').fill('Called. Pays the rest by instalments.');
  await page.getByTestId('recovery-save').click();
  await expect(page.getByTestId('recovery-note')).toBeVisible();
  await look('recoveries, dealt with');
}

async function journal(page: Page, look: Look): Promise<void> {
  await page.goto('/journal?cause=payment');
  const entry = page.getByTestId('journal-entry').first();
  await expect(entry).toBeVisible();
  await page.locator('.export summary').click();
  await look('journal');
  await entry.getByRole('link').first().click();
  await expect(page.getByTestId('correct-entry')).toBeVisible();
  await page.getByTestId('correct-entry').click();
  await page.getByTestId('save-correction').click();
  await expect(page.locator('#field-reason-fault')).not.toBeEmpty();
  await look('an entry, its correction with faults');
  await page.goto('/journal/999999999');
  await expect(page.getByRole('main').getByRole('heading')).toBeVisible();
  await look('no such entry');
}

async function reports(page: Page, look: Look): Promise<void> {
  const report = new ReportPage(page);
  // A register has hundreds of rows, of which those of two days look the same.
  const ofTwoDays = `?from=${daysAgo(1)}&to=${today()}`;
  for (const name of REPORTS) {
    await report.open(name, name === 'write-off-register' ? ofTwoDays : '');
    await look(`report ${name}`);
  }
  await report.open('write-off-ratio');
  await report.from.fill('2001-01-01');
  await report.from.blur();
  await expect(report.to).toHaveAttribute('aria-invalid', 'true');
  await look('report, with a period that is wrong');
}
