import { expect, test } from '../support/fixtures.ts';

test('until its program has arrived the page says that it is loading', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  const opened = page.goto('/actions');
  await expect(page.getByRole('status')).toContainText('Loading…');
  await expect(page.getByRole('banner')).toHaveText('Writeoff');
  release();
  await opened;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('#first-screen')).toHaveCount(0);
});
