import { readFile } from 'node:fs/promises';

import { expect, type Locator, type Page, test } from '../support/fixtures.ts';
import { ReportPage } from '../support/pages/report.ts';

/** The first whole number that an element says. */
async function numberIn(element: Locator): Promise<number> {
  const said = /\d[\d,]*/.exec((await element.textContent()) ?? '');
  return Number((said?.[0] ?? '').replaceAll(',', ''));
}

async function open(page: Page): Promise<void> {
  await page.goto('/start');
  await expect(page.getByTestId('start-pending')).toBeVisible();
}

test('pending ones are counted by age, and each age leads to as many', async ({ page }) => {
  await open(page);
  const card = page.getByTestId('start-pending');
  const ages = card.getByRole('listitem');
  const counts: number[] = [];
  for (const age of await ages.all()) counts.push(await numberIn(age.locator('strong')));
  expect(counts.length).toBeGreaterThan(1);
  const all = counts.reduce((sum, count) => sum + count, 0);
  expect(await numberIn(card.locator('.figure'))).toBe(all);

  for (const [index, count] of counts.entries()) {
    await ages.nth(index).getByRole('link').click();
    await expect(page).toHaveURL(/\/actions\?days_min=\d+/);
    await expect(page.getByTestId('pending-action').first()).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByTestId('actions-export').click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text.trimEnd().split('\r\n').length - 1).toBe(count);
    await page.goBack();
    await expect(card).toBeVisible();
  }
});

test('the other cards lead to what they count', async ({ page }) => {
  await open(page);
  const recoveries = page.getByTestId('start-recoveries');
  const waiting = await numberIn(recoveries.locator('.figure'));
  await recoveries.getByRole('link').click();
  await expect(page.getByTestId('recovery-row').first()).toBeVisible();
  const tab = page.getByRole('group', { name: 'Which recoveries' }).getByRole('button').first();
  expect(await numberIn(tab)).toBe(waiting);

  await open(page);
  const report = new ReportPage(page);
  const writeOffs = page.getByTestId('start-write-offs');
  const amount = await writeOffs.locator('.figure').textContent();
  await writeOffs.getByRole('link', { name: 'Show this month' }).click();
  await report.expectShown('write-offs');
  await expect(report.figure('amount')).toHaveText(amount ?? '');

  await open(page);
  await page.getByTestId('start-at-risk').getByRole('link').click();
  await report.expectShown('portfolio-at-risk');
  await open(page);
  await expect(page.getByTestId('start-operations')).toBeVisible();
});

test.describe('Sales', () => {
  test.use({ signedInAs: 'Sales' });

  test('starts at the actions, and is told who may see the start page', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/actions$/);
    await expect(page.getByTestId('pending-action').first()).toBeVisible();
    await page.goto('/start');
    const refusal = page.getByRole('heading', { name: 'Your role may not use this page' });
    await expect(refusal).toBeVisible();
    await expect(page.getByTestId('start-pending')).toHaveCount(0);
  });
});
