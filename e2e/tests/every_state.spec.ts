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
const SCHEMES = ['light', 'dark'] as const;

/** Each state is looked at in every width and colour scheme; the walk itself is made in one. */
for (const { locale, width } of [
  { locale: 'en-GB', width: 1280 },
  { locale: 'fr-FR', width: 360 },
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
        await inEveryScheme(page, state);
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

async function inEveryScheme(page: Page, state: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${state}, ${colorScheme}`);
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
