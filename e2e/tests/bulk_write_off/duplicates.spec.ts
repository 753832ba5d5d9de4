import { eligibleAccounts } from '../../support/accounts.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage, csv } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';

test('the first of several counts, whatever its case and blanks', async ({ page }) => {
  const [one = '', two = ''] = await eligibleAccounts(2);
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(
    csv('twice.csv', [one.toLowerCase(), two, '', ` ${one}\u00a0`, `\u200b${two.toLowerCase()}`]),
  );
  await bulk.expectCounts({ eligible: 2, ineligible: 2 });
  const repeated = (await bulk.readRows()).slice(2);
  expect(repeated.map(({ verdict, line }) => ({ verdict, line }))).toEqual([
    { verdict: 'duplicate_entry', line: 4 },
    { verdict: 'duplicate_entry', line: 5 },
  ]);
  // Such a row shows the account that it names again.
  expect(repeated.map(({ account }) => account)).toEqual([one, two]);
  await expect(bulk.rows.nth(2)).toContainText('duplicate of line 1');
  await expect(bulk.rows.nth(3)).toContainText('duplicate of line 2');

  await bulk.writeOff();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: 2, failed: 2 });
});
