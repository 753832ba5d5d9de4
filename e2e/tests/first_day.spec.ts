import {
  FILES,
  firstDayFile,
  type Language,
  makeEmpty,
  setUp,
} from '../support/first_day.ts';
import { answered } from '../support/complaints.ts';
import { expect, type Page, test as base } from '../support/fixtures.ts';
import { BulkWriteOffPage } from '../support/pages/bulk_write_off.ts';
import { ImportsPage } from '../support/pages/imports.ts';
import { OperationPage } from '../support/pages/operation.ts';
import { inRepository } from '../support/paths.ts';
import { serve } from '../support/server.ts';

/** A server on a database in which nothing is yet. */
const test = base.extend({
  server: async ({ folder }, use) => {
    const server = await serve(await makeEmpty(folder));
    await use(server);
    await server.stop();
  },
});

// Nobody is signed in at first, which the browser is told by 401.
test.use({ signedInAs: null, colorScheme: 'light', mayComplain: answered(401) });
test.setTimeout(180_000);

/** The pictures of docs/first-day.md are taken anew when somebody asks for it. */
async function picture(page: Page, language: Language, name: string): Promise<void> {
  if (process.env['UPDATE_PICTURE'] !== '1' || language !== 'en') return;
  await page.screenshot({ path: inRepository(`docs/first-day-${name}.png`) });
}

async function writeOffTheDefaulted(page: Page, file: string, language: Language): Promise<void> {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(file);
  // One account was refused at the import.
  await bulk.expectCounts({ eligible: 36, ineligible: 1 });
  await picture(page, language, 'write-off');
  await bulk.writeOff();
  await new OperationPage(page).expectCounts({ writtenOff: 36, failed: 1 });
  await picture(page, language, 'done');
}

for (const { language, locale } of [
  { language: 'en', locale: 'en-GB' },
  { language: 'fr', locale: 'fr-FR' },
] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test('from nothing to a bulk write-off by files, one a kind', async ({
      page,
      server,
      folder,
    }) => {
      await setUp(page, await server.setUpPath(), language);
      const imports = new ImportsPage(page);
      for (const { name, refused } of FILES) {
        const file = firstDayFile(folder, language, name);
        await imports.open();
        await imports.preview(file);
        await imports.expectCounts({ changed: 0, same: 0, refused });
        expect(await imports.count('created')).toBeGreaterThan(0);
        if (name === 'accounts.csv') await picture(page, language, 'preview');
        await imports.import();
        await imports.expectCounts({ changed: 0, same: 0, refused });
        if (name === 'accounts.csv') await picture(page, language, 'imported');
      }
      // The same again changes nothing.
      for (const name of ['centres.csv', 'products.csv', 'units.csv']) {
        await imports.open();
        await imports.preview(firstDayFile(folder, language, name));
        await imports.expectCounts({ created: 0, changed: 0 });
        await expect(imports.nothing).toBeVisible();
        await expect(imports.save).toHaveCount(0);
      }
      await imports.open();
      await expect(imports.history).toHaveCount(FILES.length);
      await picture(page, language, 'history');
      await writeOffTheDefaulted(page, firstDayFile(folder, language, 'defaulted.csv'), language);

      // What was decided here stays: the file does not know of it yet.
      await imports.open();
      await imports.preview(firstDayFile(folder, language, 'contracts.csv'));
      expect(await imports.count('refused')).toBeGreaterThanOrEqual(36);
      await imports.expectCounts({ created: 0 });
    });

    test('from nothing to a bulk write-off by one workbook', async ({ page, server, folder }) => {
      await setUp(page, await server.setUpPath(), language);
      const imports = new ImportsPage(page);
      await imports.open();
      await imports.preview(firstDayFile(folder, language, 'portfolio.xlsx'));
      await imports.expectCounts({ changed: 0, same: 0, refused: 5 });
      // The server has it: a reload keeps the preview.
      await page.reload();
      await imports.expectCounts({ refused: 5 });
      await expect(page.getByTestId('import-sheet')).toHaveCount(FILES.length);
      await imports.import();
      await imports.expectCounts({ refused: 5 });
      await writeOffTheDefaulted(page, firstDayFile(folder, language, 'defaulted.csv'), language);
    });
  });
}
