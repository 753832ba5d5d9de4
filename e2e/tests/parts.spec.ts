import { anyOf, NO_ANSWER } from '../support/complaints.ts';
import { expect, test } from '../support/fixtures.ts';

test.describe('while the line is gone', () => {
  test.use({ mayComplain: anyOf(NO_ANSWER, /TypeError: Failed to fetch/) });

  test('a part of the program that cannot be loaded is said, and asked for again', async ({ page }) => {
    await page.goto('/actions');
    await expect(page.getByRole('heading', { level: 1, name: 'Actions' })).toBeVisible();
    await page.route('**/split_books.wasm', (route) => route.abort());
    await page.getByRole('button', { name: 'What you can do here' }).click();
    await page.getByRole('link', { name: /^Journal/ }).click();
    await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
    await expect(page).toHaveTitle(/could not be loaded/);

    await page.unroute('**/split_books.wasm');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Journal' })).toBeVisible();
  });
});

test('the first page loads no part that it does not show', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto('/start');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const parts = loaded.flatMap((path) => /split_(\w+)\.wasm$/.exec(path)?.[1] ?? []);
  expect([...new Set(parts)]).toEqual(['accounts']);
});
