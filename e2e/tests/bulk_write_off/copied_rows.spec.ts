import { upload } from '../../support/demo.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';

test('what is copied from the preview is a table that a spreadsheet takes', async ({
  page,
  context,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('mixed.csv'));
  const rows = await bulk.readRows();
  const first = await bulk.rows.first().getByRole('cell').allTextContents();

  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  const copied = await page.evaluate(() => navigator.clipboard.readText());

  const lines = copied.split(/\r?\n/);
  expect(lines[0]?.split('\t')).toHaveLength(first.length);
  expect(lines[1]).toBe(first.join('\t'));
  expect(lines.slice(1).map((line) => line.split('\t')[0])).toEqual(
    rows.map(({ account }) => account),
  );
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType('text/html'))?.text();
  });
  expect(html?.match(/<tr>/g)).toHaveLength(rows.length + 1);
});

test('a part of one row is copied as it stands', async ({ page, context, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('mixed.csv'));

  const customer = bulk.rows.first().getByRole('cell').nth(1);
  await customer.selectText();
  await page.keyboard.press('Control+C');

  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe(await customer.textContent());
});
