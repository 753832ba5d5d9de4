import { eligibleAccounts } from '../../support/accounts.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage, csv } from '../../support/pages/bulk_write_off.ts';

const HOSTILE = [
  '<img src=x onerror="document.title=1">',
  '"><script>document.title=1</script>',
  '&lt;b&gt;',
  "' onmouseover='document.title=1",
  '{{7*7}}',
];

test('what stands in a file is shown as it stands, on every page', async ({ page }) => {
  const accounts = await eligibleAccounts(1);
  const name = '<b onclick="document.title=1">x<!--.csv';
  // Each in quotation marks, doubled within, as a cell with them is written.
  const cells = HOSTILE.map((text) => `"${text.replaceAll('"', '""')}"`);
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(csv(name, ['account ID', ...accounts, ...cells]));
  await bulk.expectCounts({ eligible: 1, ineligible: HOSTILE.length });
  const shown = (await bulk.readRows()).slice(1).map(({ account }) => account);
  expect(shown).toEqual(HOSTILE);
  for (const [index, text] of HOSTILE.entries()) {
    await expect(bulk.rows.nth(index + 1)).toContainText(text);
  }
  await expect(page.getByRole('main')).toContainText(name);

  await bulk.writeOff();
  for (const text of HOSTILE) await expect(page.getByRole('main')).toContainText(text);
  await expect(page.getByRole('main')).toContainText(name);
  await page.goto('/bulk-write-offs');
  await expect(page.getByRole('main')).toContainText(name);
  expect(await page.title()).not.toBe('1');
});
