import { readFile } from 'node:fs/promises';

import { answered } from '../support/complaints.ts';
import { expect, test } from '../support/fixtures.ts';
import { pressUntilFocused } from '../support/keyboard.ts';
import { csv } from '../support/pages/bulk_write_off.ts';
import { AccountPaymentsPage, PaymentsPage } from '../support/pages/payments.ts';
import { daysAgo, RepossessionPage, today } from '../support/pages/repossession.ts';
import {
  accountOf,
  paidInAll,
  type Payment,
  pendingAccount,
  pendingAccounts,
} from '../support/requests.ts';

test.use({ signedInAs: 'Back Office Management' });

/** The payment of that number, of those that were made. */
function paymentOf(payments: readonly Payment[], id: string): Payment {
  const payment = payments.find((one) => one.id === id);
  if (payment === undefined) throw new Error(`no payment ${id}`);
  return payment;
}

for (const { locale, typed, shown, contract } of [
  { locale: 'en-GB', typed: '1,250.50', shown: '1,250.50', contract: /contract\s\d+: / },
  { locale: 'fr-FR', typed: '1 250,50', shown: '1 250,50', contract: /contrat\s\d+\s: / },
]) {
  test.describe(locale, () => {
    test.use({ locale });

    test('a payment is recorded by hand, and the account shows what it paid', async ({
      page,
      people,
      server,
    }) => {
      const account = await pendingAccount(server, people.admin);
      const payments = new AccountPaymentsPage(page);
      await payments.open(account);
      await payments.fillIn({ id: 'Receipt 7', amount: typed, channel: 'cash' });
      await payments.save.dblclick();
      await expect(payments.toast).toBeVisible();
      await expect(payments.dialog).toHaveCount(0);
      const row = payments.row('Receipt 7');
      await expect(payments.rows.first()).toHaveAttribute('data-payment', 'Receipt 7');
      await expect(row.locator('.amount')).toContainText(shown);
      await expect(row.locator('.paid')).toContainText(contract);
      await expect(row).toContainText("F. Ng'endo");

      const { payments: made } = await accountOf(server, people.admin, account);
      expect(made.filter(({ id }) => id === 'Receipt 7')).toHaveLength(1);
      const payment = paymentOf(made, 'Receipt 7');
      expect(payment).toMatchObject({ amount: 125_050, channel: 'cash' });
      expect(paidInAll(payment)).toBe(125_050);
    });
  });
}

test('each field says what is wrong with it, and a draft survives', async ({
  page,
  people,
  server,
}) => {
  const form = new RepossessionPage(page);
  const payments = new AccountPaymentsPage(page);
  await payments.open(await pendingAccount(server, people.admin));
  await payments.record.click();
  await payments.save.click();
  await expect(payments.id).toBeFocused();
  await form.expectWrong(payments.id, /is 1 to 64 characters/);
  await form.expectWrong(payments.amount, /needed/);
  await form.expectWrong(payments.channel, /needed/);
  for (const [typed, wrong] of [
    ['1,250', /two amounts/],
    ['1.005', /two amounts|decimals/],
    ['0', /above nothing/],
    ['-5', /above nothing/],
    ['a lot', /in digits/],
  ] as const) {
    await payments.amount.fill(typed);
    await form.expectWrong(payments.amount, wrong, typed);
  }
  await payments.day.fill(daysAgo(-1));
  await form.expectWrong(payments.day, /still to come/, daysAgo(-1));
  await payments.id.fill('R-8');
  await page.reload();
  await payments.record.click();
  await expect(payments.id).toHaveValue('R-8');
  await expect(payments.amount).toHaveValue('a lot');
});

test.describe('a number that stands for another payment', () => {
  test.use({ mayComplain: answered(409) });

  test('is refused, and what was typed stays', async ({ page, people, server }) => {
    const account = await pendingAccount(server, people.admin);
    const payments = new AccountPaymentsPage(page);
    await payments.open(account);
    await payments.fillIn({ id: 'R-9', amount: '100', channel: 'bank' });
    await payments.save.click();
    await expect(payments.row('R-9')).toBeVisible();
    await payments.fillIn({ id: 'R-9', amount: '200', channel: 'bank' });
    await payments.save.click();
    await expect(page.getByRole('heading', { name: 'Nothing was recorded' })).toBeVisible();
    await page.getByRole('button', { name: 'Back to the form' }).click();
    await expect(payments.id).toHaveValue('R-9');
    await expect(payments.amount).toHaveValue('200');
    await expect(payments.channel).toHaveValue('bank');
    const { payments: made } = await accountOf(server, people.admin, account);
    expect(made.filter(({ id }) => id === 'R-9').map(({ amount }) => amount)).toEqual([10_000]);

    await payments.id.fill('R-10');
    await payments.save.click();
    await expect(payments.row('R-10').locator('.amount')).toContainText('200.00');
  });
});

test('a payment is reversed once that was asked twice', async ({ page, people, server }) => {
  const account = await pendingAccount(server, people.admin);
  const payments = new AccountPaymentsPage(page);
  await payments.open(account);
  await payments.fillIn({ id: 'R-11', amount: '300', channel: 'mobile_money' });
  await payments.save.click();
  await payments.reverse('R-11');
  await expect(payments.dialog).toContainText('KES 300.00');
  await expect(payments.cancel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(payments.dialog).toHaveCount(0);
  await expect(payments.row('R-11').getByTestId('reversed')).toHaveCount(0);

  await payments.reverse('R-11');
  await payments.confirm.dblclick();
  await expect(payments.row('R-11').getByTestId('reversed')).toBeVisible();
  await expect(payments.row('R-11').getByTestId('reverse-payment')).toHaveCount(0);
  const { payments: made } = await accountOf(server, people.admin, account);
  expect(paymentOf(made, 'R-11').reversed_on).toBe(today());
});

test('a file is looked over row by row, recorded, and what was refused is handed out', async ({
  page,
  people,
  server,
}) => {
  const [first = '', second = ''] = await pendingAccounts(server, people.admin);
  const file = csv('statement.csv', [
    'payment ID,account ID,date,amount,channel',
    `F-1,${first},${today()},"1,000.00",M-Pesa`,
    `F-2,${second},${daysAgo(1)},250.5,cash`,
    `F-3,NOBODY-1,${today()},100,cash`,
    `F-4,${first},${daysAgo(-1)},100,cash`,
    `F-5,${first},${today()},0,cash`,
    `F-6,${first},${today()},12x,cash`,
  ]);
  const payments = new PaymentsPage(page);
  await payments.open();
  await payments.preview(file);
  expect(await payments.fates()).toEqual({
    2: 'will_record',
    3: 'will_record',
    4: 'refused',
    5: 'refused',
    6: 'unreadable',
    7: 'unreadable',
  });
  const said = {
    4: 'There is no such account.',
    5: 'The day is still to come.',
    6: 'Amount “0”: An amount above nothing.',
    7: 'Amount “12x”: An amount in digits',
  };
  for (const [line, why] of Object.entries(said)) {
    await expect(payments.line(Number(line))).toContainText(why);
  }
  await expect(payments.counts).toContainText('KES 1,250.50');

  await expect(payments.save).toHaveText('Record 2 payments…');
  await payments.recordAll();
  await expect(page.getByText('2 payments recorded, 4 not')).toBeVisible();
  expect(await payments.fates()).toMatchObject({ 2: 'recorded', 3: 'recorded', 4: 'refused' });

  const saved = page.waitForEvent('download');
  await payments.refused.click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('payments-not-recorded.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toContain('payment ID,account ID,date,amount,channel,reason,line');
  expect(lines.find((line) => line.startsWith('F-3,'))).toContain('There is no such account.');

  await payments.preview(file);
  expect(await payments.fates()).toMatchObject({ 2: 'already_recorded', 3: 'already_recorded' });
  await expect(payments.save).toHaveCount(0);
  await payments.leave.click();
  await expect(payments.rows.filter({ hasText: 'F-1' })).toContainText(first);
  await page.getByTestId('filter-id').fill('F-2');
  await page.getByTestId('filter-id').press('Enter');
  await expect(page).toHaveURL(/\?id=F-2$/);
  await expect(payments.rows).toHaveCount(1);
  await expect(payments.rows).toHaveAttribute('data-account', second);
});

test('a payment is recorded by keyboard alone', async ({ page, people, server }) => {
  const account = await pendingAccount(server, people.admin);
  const payments = new AccountPaymentsPage(page);
  await payments.open(account);
  await pressUntilFocused(page, 'Tab', payments.record);
  await page.keyboard.press('Enter');
  await expect(payments.id).toBeVisible();
  // Escape leaves the form, and the focus is where it was.
  await page.keyboard.press('Escape');
  await expect(payments.dialog).toHaveCount(0);
  await expect(payments.record).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(payments.id).toBeVisible();
  await pressUntilFocused(page, 'Tab', payments.id);
  await page.keyboard.type('K-1');
  await pressUntilFocused(page, 'Tab', payments.amount);
  await page.keyboard.type('99.95');
  await pressUntilFocused(page, 'Tab', payments.channel);
  await page.keyboard.press('ArrowDown');
  await expect(payments.channel).not.toHaveValue('');
  await page.keyboard.press('Tab');
  await expect(payments.save).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(payments.row('K-1').locator('.amount')).toContainText('99.95');
});

test.describe('to a role that may only look', () => {
  test.use({ signedInAs: 'Basic' });

  test('neither recording nor reversing a payment is offered', async ({ page, people, server }) => {
    await page.goto(`/accounts/${await pendingAccount(server, people.admin)}`);
    await expect(page.getByTestId('account-state')).toBeVisible();
    await expect(page.getByTestId('record-payment')).toHaveCount(0);
    await expect(page.getByTestId('reverse-payment')).toHaveCount(0);
  });
});
