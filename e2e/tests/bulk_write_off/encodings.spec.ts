import { eligibleAccounts } from '../../support/accounts.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { DELIMITERS, ENCODINGS, type Encoding, LINE_ENDS, table } from '../../support/text_files.ts';

for (const encoding of Object.keys(ENCODINGS) as Encoding[]) {
  test(`a table in ${encoding}, whatever parts its cells and lines`, async ({ page }) => {
    const accounts = await eligibleAccounts(3);
    const rows = [
      ['prénom', 'numéro de compte', 'solde'],
      ...accounts.map((account) => ['Zoé', account, '1 200']),
    ];
    const bulk = new BulkWriteOffPage(page);
    for (const [cells, delimiter] of Object.entries(DELIMITERS)) {
      for (const [lines, lineEnd] of Object.entries(LINE_ENDS)) {
        await test.step(`${cells}, ${lines}`, async () => {
          await bulk.open();
          await bulk.preview(table(rows, { encoding, delimiter, lineEnd }));
          await bulk.expectCounts({ eligible: 3, ineligible: 0 });
          const shown = await bulk.readRows();
          expect(shown.map(({ account }) => account).sort()).toEqual([...accounts].sort());
          expect(shown.map(({ line }) => line).sort()).toEqual([2, 3, 4]);
        });
      }
    }
  });
}
