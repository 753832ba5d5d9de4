import type { Page } from '@playwright/test';

import {
  expectAccessible,
  expectNoSidewaysScroll,
  expectWholeWords,
} from '../support/accessible.ts';
import { answered } from '../support/complaints.ts';
import { throughEveryState } from '../support/every_state.ts';
import { expect, test } from '../support/fixtures.ts';

const WIDTHS = [320, 360, 768, 1280];

/** What another colour scheme can get wrong; the rest is the same in both. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * Each state is looked at in every width; the walk itself is made in one. A language changes no colours, so
 * the dark is looked at in one of them.
 */
for (const { locale, width, dark } of [
  { locale: 'en-GB', width: 1280, dark: true },
  { locale: 'fr-FR', width: 360, dark: false },
]) {
  test.describe(`${locale}, walked at ${width} pixels`, () => {
    test.use({
      signedInAs: null,
      mayComplain: answered(401, 404),
      locale,
      viewport: { width, height: 800 },
      // Pictures that move would be looked at half-way.
      contextOptions: { reducedMotion: 'reduce' },
    });

    test('every state is accessible, whole and within its screen', async ({ page, people }) => {
      test.setTimeout(600_000);
      await throughEveryState(page, people.admin, async (state) => {
        await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
        await inEveryWidth(page, state);
        await page.setViewportSize({ width, height: 800 });
        await expectAccessible(page, state);
        if (dark) await inTheDark(page, state);
      });
    });
  });
}

async function inEveryWidth(page: Page, state: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 640 });
    await expectNoSidewaysScroll(page, `${state}, ${width} pixels`);
    await expectWholeWords(page, `${state}, ${width} pixels`);
  }
}

async function inTheDark(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, `${state}, dark`, OF_COLOURS);
  await page.emulateMedia({ colorScheme: 'light' });
}

test.describe('to a role that may not', () => {
  test.use({ signedInAs: 'Sales', mayComplain: answered(403) });

  test('axe finds nothing wrong with the refusal', async ({ page }) => {
    await page.goto('/actions/bulk-write-off');
    await expect(page.getByRole('main').getByRole('heading')).toBeVisible();
    await expectAccessible(page, 'not allowed');
  });
});
