import { expect, type Page } from '@playwright/test';

import type { Look } from './every_state.ts';

/** Leads through the pages about people, oneself and links, and every state of them. */
export async function throughPeople(page: Page, look: Look): Promise<void> {
  await people(page, look);
  await programs(page, look);
  await profile(page, look);
  await page.goto('/set-up/nobody-has-made-this-link');
  await expect(page.getByTestId('no-link')).toBeVisible();
  await look('a link that does not work');
}

async function people(page: Page, look: Look): Promise<void> {
  await page.goto('/people');
  await expect(page.getByTestId('person-row').first()).toBeVisible();
  await look('people');
  await page.getByTestId('invite').click();
  await page.getByTestId('save-person').click();
  await expect(page.getByTestId('person-name')).toHaveAttribute('aria-invalid', 'true');
  await look('an invitation, with faults');
  await page.getByTestId('person-name').fill('C. Wafula');
  await page.getByTestId('person-user-name').fill('wafula');
  await page.getByTestId('save-person').click();
  await expect(page.getByTestId('invite-link')).toBeVisible();
  await look('a link that is shown once');
  await page.getByTestId('close-link').click();
  await page.locator('[data-user=wafula]').getByTestId('open-person').click();
  await expect(page.getByTestId('disable-person')).toBeVisible();
  await look('a person');
  await page.getByTestId('disable-person').click();
  await expect(page.getByTestId('confirm')).toBeVisible();
  await look('a person to be disabled');
  await page.getByTestId('confirm').click();
  await expect(page.locator('[data-user=wafula][data-status=disabled]')).toBeVisible();
}

async function programs(page: Page, look: Look): Promise<void> {
  await page.getByTestId('make-key').click();
  await page.getByTestId('key-name').fill('Nightly sync');
  await look('a key to be made');
  await page.getByTestId('save-key').click();
  await expect(page.getByTestId('api-key')).toBeVisible();
  await look('a key that is shown once');
  await page.getByTestId('close-key').click();
  await page.getByTestId('revoke-key').click();
  await expect(page.getByTestId('confirm')).toBeVisible();
  await look('a key to be revoked');
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('key-row').first()).toHaveAttribute('data-revoked', 'true');
  await look('people, with a revoked key');
}

async function profile(page: Page, look: Look): Promise<void> {
  await page.goto('/profile');
  await expect(page.getByTestId('session-row').first()).toBeVisible();
  await page.getByTestId('change-password').click();
  await expect(page.getByTestId('current-password')).toHaveAttribute('aria-invalid', 'true');
  await look('profile, with faults');
}
