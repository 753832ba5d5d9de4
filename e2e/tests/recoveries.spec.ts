import { expect, type Page, test } from '../support/fixtures.ts';

test.use({ signedInAs: 'Back Office Management' });

const rows = (page: Page) => page.getByTestId('recovery-row');
const tabs = (page: Page) => page.getByRole('group', { name: 'Which recoveries' });

/** How many wait to be dealt with, as the tab says. */
async function open(page: Page): Promise<number> {
  const said = await tabs(page).getByRole('button').first().textContent();
  return Number((said ?? '').replaceAll(/\D/g, ''));
}

test('a recovery is dealt with by a note, and leaves the inbox', async ({ page }) => {
  await page.goto('/recoveries');
  await expect(rows(page)).toHaveCount(50);
  const before = await open(page);
  expect(before).toBeGreaterThan(50);
  const payment = (await rows(page).first().getAttribute('data-payment')) ?? '';
  const row = page.locator(`[data-testid="recovery-row"][data-payment="${payment}"]`);
  await row.getByTestId('deal-with').click();
  const note = row.getByTestId('recovery-note-input');
  await expect(note).toBeFocused();
  for (const typed of ['', '   ', 'x'.repeat(501)]) {
    await note.fill(typed);
    await row.getByTestId('recovery-save').click();
    await expect.soft(note).toHaveAttribute('aria-invalid', 'true', { timeout: 1_000 });
    await expect(row.locator('.field-fault')).not.toBeEmpty();
    await expect(note).toBeFocused();
    await expect(note).toHaveValue(typed);
  }
  expect(await open(page)).toBe(before);

  await note.fill('Called: pays the rest in December.');
  await row.getByTestId('recovery-save').click();
  await expect(row.getByTestId('recovery-note')).toHaveText('Called: pays the rest in December.');
  await expect(row).toContainText("F. Ng'endo");
  expect(await open(page)).toBe(before - 1);
  await page.reload();
  await expect(rows(page)).toHaveCount(50);
  await expect(row).toHaveCount(0);
  expect(await open(page)).toBe(before - 1);

  await tabs(page).getByRole('button').last().click();
  await expect(page).toHaveURL(/\?status=reviewed$/);
  await expect(rows(page)).toHaveCount(1);
  await expect(row).toContainText('pays the rest in December');
});
