import { expectNoSidewaysScroll, expectWholeWords } from '../support/accessible.ts';
import { answered } from '../support/complaints.ts';
import { throughEveryState } from '../support/every_state.ts';
import { test } from '../support/fixtures.ts';

for (const { width, locale } of [
  { width: 320, locale: 'en-GB' },
  { width: 320, locale: 'fr-FR' },
  { width: 360, locale: 'en-GB' },
  { width: 768, locale: 'fr-FR' },
  { width: 1280, locale: 'fr-FR' },
]) {
  test.describe(`${width} pixels wide, ${locale}`, () => {
    test.use({
      signedInAs: null,
      mayComplain: answered(401, 404),
      viewport: { width, height: 640 },
      locale,
    });

    test('nothing has to be scrolled sideways, and no word is broken', async ({ page, people }) => {
      test.setTimeout(180_000);
      await throughEveryState(page, people.admin, async (state) => {
        await expectNoSidewaysScroll(page, state);
        await expectWholeWords(page, state);
      });
    });
  });
}
