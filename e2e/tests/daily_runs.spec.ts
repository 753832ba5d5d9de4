import { expect, test } from '../support/fixtures.ts';
import { daysAgo, today } from '../support/pages/repossession.ts';

test('the runs are listed, the latest first and finished', async ({ page }) => {
  await page.goto('/daily-runs');
  const rows = page.getByTestId('daily-run-row');
  await expect(rows).toHaveCount(31);
  await expect(rows.first()).toHaveAttribute('data-date', today());
  await expect(rows.first().getByRole('cell').nth(2)).toContainText(/\d{2}:\d{2}/);
  await expect(rows.locator('td:nth-child(3) mark')).toHaveCount(0);
  await page.getByTestId('daily-runs-more').click();
  await expect(rows).toHaveCount(60);
  await expect(rows.last()).toHaveAttribute('data-date', daysAgo(59));
  await expect(page.getByTestId('daily-runs-more')).toHaveCount(0);
});
