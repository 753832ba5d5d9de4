import { expectAccessible } from '../support/accessible.ts';
import { answered } from '../support/complaints.ts';
import { throughEveryState } from '../support/every_state.ts';
import { expect, test } from '../support/fixtures.ts';

for (const locale of ['en-GB', 'fr-FR']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({
        signedInAs: null,
        mayComplain: answered(401, 404),
        locale,
        colorScheme,
        // Pictures that move would be looked at half-way.
        contextOptions: { reducedMotion: 'reduce' },
      });

      test('axe finds nothing wrong with any page in any state', async ({ page, people }) => {
        test.setTimeout(300_000);
        await throughEveryState(page, people.admin, async (state) => {
          await expectAccessible(page, state);
          await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
        });
      });
    });
  }
}

test.describe('to a role that may not', () => {
  test.use({ signedInAs: 'Sales', mayComplain: answered(403) });

  test('axe finds nothing wrong with the refusal', async ({ page }) => {
    await page.goto('/actions/bulk-write-off');
    await expect(page.getByRole('main').getByRole('heading')).toBeVisible();
    await expectAccessible(page, 'not allowed');
  });
});
