import { join } from 'node:path';

import { expect, type Page } from '@playwright/test';

import { eligibleAccounts } from './accounts.ts';
import { type Person, upload } from './demo.ts';
import { AccountStatusPage } from './pages/account_status.ts';
import { BulkWriteOffPage, csv } from './pages/bulk_write_off.ts';
import { RepossessionPage, today } from './pages/repossession.ts';
import { SignInForm } from './pages/sign_in.ts';
import { SAMPLES } from './paths.ts';
import { throughPeople } from './states_of_people.ts';
import { throughTheImports } from './states_of_imports.ts';
import { throughTheBooks } from './states_of_the_books.ts';
import { throughTheProcesses } from './states_of_processes.ts';

export type Look = (state: string) => Promise<void>;

/** Of a list, so many rows are looked at: the others look the same, and take as long. */
const ROWS = 8;

/**
 * Leads through every page and every state of it that a person can meet, from signing in to the
 * history, and looks at each. By test ids and roles alone, so that it works in every language.
 */
export async function throughEveryState(page: Page, admin: Person, look: Look): Promise<void> {
  await page.route(/[?&]limit=\d+/, (route) =>
    route.continue({ url: route.request().url().replace(/limit=\d+/, `limit=${ROWS}`) }),
  );
  await signIn(page, admin, look);
  await shell(page, look);
  await refusals(page, look);
  await previewAndResult(page, look);
  await accounts(page, look);
  await actionsAndForms(page, look);
  await throughTheBooks(page, look);
  await throughTheProcesses(page, look);
  await throughPeople(page, look);
  await throughTheImports(page, look);
  await history(page, look);
  await signedOutMeanwhile(page, look);
}

async function signIn(page: Page, admin: Person, look: Look): Promise<void> {
  const form = new SignInForm(page);
  await page.goto('/sign-in');
  await expect(form.submit).toBeVisible();
  await look('sign in');
  await form.signIn({ user: admin.user, password: 'wrong' });
  await expect(page.getByRole('alert')).toBeVisible();
  await look('sign in, refused');
  await form.signIn(admin);
  await expect(page).toHaveURL(/\/start$/);
  // Another document: its program has to start first.
  await expect(page.getByTestId('start-pending')).toBeVisible();
  await look('start');
}

async function shell(page: Page, look: Look): Promise<void> {
  for (const button of ['nine-dots', 'notifications']) {
    await page.getByTestId(button).click();
    await expect(page.locator('[popover]:popover-open')).toBeVisible();
    await look(`${button} open`);
    await page.keyboard.press('Escape');
  }
  await page.goto('/no-such-page');
  await expect(page.getByRole('main').getByRole('heading')).toBeVisible();
  await look('no such page');
}

async function refusals(page: Page, look: Look): Promise<void> {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await look('choose a file');
  for (const file of ['xlsx-renamed.csv', 'empty.csv', 'limit-2001.csv', 'which-column.csv']) {
    await bulk.open();
    await bulk.choose(join(SAMPLES, file));
    await expect(bulk.problem).toBeVisible();
    await look(file);
  }
}

async function previewAndResult(page: Page, look: Look): Promise<void> {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(csv('nobody.csv', ['NOBODY-1', '1.23E+15', 'not an id']));
  await look('preview with none eligible');
  await bulk.open();
  await bulk.preview(upload('mixed.csv'));
  await look('preview');
  await bulk.save.click();
  await expect(bulk.dialog).toBeVisible();
  await look('confirmation');
  await bulk.cancel.click();
  await bulk.writeOff();
  await look('result');
}

async function accounts(page: Page, look: Look): Promise<void> {
  const status = new AccountStatusPage(page);
  await status.open();
  await look('account status');
  await status.daysMin.fill('many');
  await expect(status.daysMin).toHaveAttribute('aria-invalid', 'true');
  await look('account status, with a field that is wrong');
  await page.goto('/account-status?q=nobody');
  await expect(page.getByTestId('look-everywhere')).toBeVisible();
  await look('account status, nothing found');
  // The latest default of those without a contract is that of one who was written off.
  for (const query of ['', '?state=inactive&sort=latest_default']) {
    await status.open(query);
    await status.rows.first().click();
    await expect(page.getByTestId('account-state')).toBeVisible();
    await look(`the first account of ${query}`);
  }
  await expect(page.getByTestId('write-off')).toBeVisible();
  await page.goto('/accounts/NOBODY-1');
  await expect(page.getByRole('main').getByRole('heading')).toBeVisible();
  await look('no such account');
}

async function history(page: Page, look: Look): Promise<void> {
  await page.goto('/bulk-write-offs');
  await expect(page.getByRole('main').getByRole('row').filter({ hasText: 'mixed.csv' })).toBeVisible();
  await look('history');
  await page.getByTestId('notifications').click();
  await expect(page.locator('[popover]:popover-open')).toContainText('mixed.csv');
  await look('notifications with one');
  await page.keyboard.press('Escape');
  await new BulkWriteOffPage(page).open();
  await look('choose a file, with earlier operations');
}

async function actionsAndForms(page: Page, look: Look): Promise<void> {
  await page.goto('/actions?days_min=36000');
  await expect(page.locator('.empty')).toBeVisible();
  await look('actions, none found');
  await page.goto('/actions?status=done');
  await expect(page.getByTestId('pending-action').first()).toBeVisible();
  await look('actions, done');
  await page.goto('/actions');
  await expect(page.getByTestId('pending-action').first()).toBeVisible();
  await look('actions');
  await page.getByTestId('record-failed-attempt').first().click();
  await page.getByTestId('reason').selectOption('promised_to_pay');
  await page.getByTestId('save').click();
  await expect(page.getByTestId('attempted-on')).toBeFocused();
  await look('failed attempt, with faults');
  await page.getByTestId('attempted-on').fill(today());
  await page.getByTestId('promised-on').fill(today());
  await page.getByTestId('save').click();
  await expect(page.getByTestId('recorded')).toBeVisible();
  await look('failed attempt, recorded');
  await repossession(page, look);
  await page.goto('/accounts/NOBODY/repossession');
  await expect(page.getByRole('main').getByRole('heading')).toBeVisible();
  await look('a form about no account');
}

async function repossession(page: Page, look: Look): Promise<void> {
  const form = new RepossessionPage(page);
  await page.goto('/actions');
  const row = page.getByTestId('pending-action').first();
  const account = (await row.getAttribute('data-account')) ?? '';
  await form.open(account);
  await form.next.click();
  await expect(form.date).toBeFocused();
  await look('repossession, first step with faults');
  await form.toSecondStep();
  await form.quantities.first().fill('-1');
  await form.save.click();
  await look('repossession, second step with faults');
  await form.fillQuantities('1');
  await look('repossession, second step');
  await form.fillQuantities('0');
  await look('repossession, nothing comes back');
  await page.getByTestId('back').click();
  await form.tick.check();
  await look('repossession, ticked');
  await form.save.click();
  await expect(form.dialog).toBeVisible();
  await look('repossession, asked once more');
  await form.confirm.click();
  await expect(form.recorded).toBeVisible();
  await look('repossession, recorded');
  await form.open(account);
  await look('repossession, not possible');
}

async function signedOutMeanwhile(page: Page, look: Look): Promise<void> {
  await page.context().clearCookies();
  await new BulkWriteOffPage(page).choose(csv('two.csv', await eligibleAccounts(2)));
  await expect(new SignInForm(page).dialog).toBeVisible();
  await look('signed out meanwhile');
}
