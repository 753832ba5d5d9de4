import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eligibleAccounts } from '../../support/accounts.ts';
import { upload } from '../../support/demo.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';
import { SAMPLES } from '../../support/paths.ts';

test('account IDs are pasted and read as one types', async ({ page }) => {
  const accounts = await eligibleAccounts(3);
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await page.getByRole('main').getByText(/paste account IDs/i).click();
  const box = page.getByRole('main').getByRole('textbox');
  await box.fill(`${accounts.join('\n')}\nNOBODY-1\n`);
  await expect(page.getByRole('main')).toContainText(/4\sentries/);
  await page.getByRole('button', { name: 'Check these accounts' }).click();
  await bulk.expectCounts({ eligible: 3, ineligible: 1 });
  await bulk.writeOff();
  await new OperationPage(page).expectCounts({ writtenOff: 3, failed: 1 });
});

test('a file is dropped', async ({ page }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  const text = await readFile(upload('eligible.csv'), 'utf8');
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'dropped.csv', { type: 'text/csv' }));
    return transfer;
  }, text);
  const target = page.getByRole('main').getByRole('button', { name: 'Choose a file' });
  await target.dispatchEvent('dragover', { dataTransfer: dropped });
  await target.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(bulk.summary).toBeVisible();
  expect(await bulk.rows.count()).toBeGreaterThan(100);
  await expect(page.getByRole('main')).toContainText('dropped.csv');
});

test('the template is downloaded, filled in, and read', async ({ page, folder }) => {
  const [account = ''] = await eligibleAccounts(1);
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the template' }).click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  const template = await readFile(path, 'utf8');
  await bulk.preview({
    name: 'filled.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${template}${account},\r\n`),
  });
  await bulk.expectCounts({ eligible: 1, ineligible: 0 });
});

test('a file that does not say which column it is asks, and takes the answer', async ({ page }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.choose(join(SAMPLES, 'which-column.csv'));
  await expect(bulk.problem).toContainText('Wanjiku');
  await expect(bulk.problem).toContainText('Otieno');
  const go = bulk.problem.getByRole('button', { name: 'Use this column' });
  await expect(go).toBeDisabled();
  await expect(bulk.problem.getByRole('radio', { checked: true })).toHaveCount(0);
  await bulk.problem.getByRole('radio', { name: 'Column 1' }).check();
  await go.click();
  await bulk.expectCounts({ eligible: 0, ineligible: 2 });
  expect((await bulk.readRows()).map(({ account }) => account)).toEqual(['KE-1', 'KE-2']);
});

test('another file can be chosen in place of the one that is shown', async ({ page }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.choose(join(SAMPLES, 'xlsx-renamed.csv'));
  await expect(bulk.problem).toBeVisible();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await bulk.preview(upload('mixed.csv'));
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await bulk.preview(upload('eligible.csv'));
  await expect(page.getByRole('main')).toContainText('eligible.csv');
});
