import { join } from 'node:path';

import { expect, type Page } from '@playwright/test';

import { eligibleAccounts } from './accounts.ts';
import { type Person, upload } from './demo.ts';
import { BulkWriteOffPage, csv } from './pages/bulk_write_off.ts';
import { SignInForm } from './pages/sign_in.ts';
import { SAMPLES } from './paths.ts';

type Look = (state: string) => Promise<void>;

/**
 * Leads through every page and every state of it that a person can meet, from signing in to the
 * history, and looks at each. By test ids and roles alone, so that it works in every language.
 */
export async function throughEveryState(page: Page, admin: Person, look: Look): Promise<void> {
  await signIn(page, admin, look);
  await shell(page, look);
  await refusals(page, look);
  await previewAndResult(page, look);
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
  await expect(page).toHaveURL(/\/actions$/);
  // Another document: its program has to start first.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await look('actions');
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

async function signedOutMeanwhile(page: Page, look: Look): Promise<void> {
  await page.context().clearCookies();
  await new BulkWriteOffPage(page).choose(csv('two.csv', await eligibleAccounts(2)));
  await expect(new SignInForm(page).dialog).toBeVisible();
  await look('signed out meanwhile');
}
