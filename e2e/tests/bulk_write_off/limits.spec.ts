import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { upload } from '../../support/demo.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';
import { SAMPLES } from '../../support/paths.ts';

test('2,000 entries are written off at once', async ({ page }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('full.csv'));
  await bulk.expectCounts({ eligible: 2_000, ineligible: 0 });
  await expect(bulk.rows).toHaveCount(2_000);
  await bulk.writeOff();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: 2_000, failed: 0 });
});

test('2,001 entries are refused with both numbers, and offered in parts', async ({
  page,
  folder,
}) => {
  const whole = join(SAMPLES, 'limit-2001.csv');
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.choose(whole);
  await expect(bulk.problem).toContainText('2,001');
  await expect(bulk.problem).toContainText('2,000');
  await expect(bulk.summary).toHaveCount(0);

  const parts: string[] = [];
  page.on('download', async (download) => {
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    parts.push(path);
  });
  await page.getByRole('button', { name: 'Download it in 2 parts' }).click();
  await expect.poll(() => parts.length).toBe(2);
  parts.sort();

  // Each part can be chosen as it is, and together they hold what the whole holds.
  const seen: string[] = [];
  for (const [part, entries] of [
    [parts[0], 2_000],
    [parts[1], 1],
  ] as const) {
    await bulk.open();
    await bulk.preview(part ?? '');
    await bulk.expectCounts({ eligible: 0, ineligible: entries });
    seen.push(...(await bulk.readRows()).map(({ account }) => account));
  }
  const all = (await readFile(whole, 'utf8')).trim().split(/\r?\n/).slice(1);
  expect(seen).toEqual(all.map((line) => line.toUpperCase()));
});
