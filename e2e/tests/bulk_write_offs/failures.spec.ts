import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { upload } from '../../support/demo.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';

for (const { locale, language, delimiter } of [
  { locale: 'en-GB', language: 'English', delimiter: ',' },
  { locale: 'fr-FR', language: 'French', delimiter: ';' },
]) {
  test.describe(`in ${language}`, () => {
    test.use({ locale });

    test('the failures are downloaded and chosen again as they are', async ({ page, folder }) => {
      const bulk = new BulkWriteOffPage(page);
      await bulk.open();
      await bulk.preview(upload('mixed.csv'));
      await bulk.writeOff();
      const operation = new OperationPage(page);
      const failed = (await operation.readOutcomes()).filter(
        ({ outcome }) => outcome !== 'written_off',
      );
      await operation.expectCounts({
        writtenOff: (await operation.outcomes.count()) - failed.length,
        failed: failed.length,
      });

      const link = page.locator('a[href*="failures.csv"]');
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      const text = await readFile(path, 'utf8');
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(text.split('\r\n')[0]).toContain(delimiter);

      await bulk.open();
      await bulk.preview(path);
      await bulk.expectCounts({ eligible: 0, ineligible: failed.length });
      await expect(bulk.save).toHaveCount(0);
      // The heading is no entry; every failure is, by the same account ID.
      const again = (await bulk.readRows()).map(({ account }) => account.toUpperCase()).sort();
      expect(again).toEqual(failed.map(({ account }) => account.toUpperCase()).sort());
    });
  });
}
