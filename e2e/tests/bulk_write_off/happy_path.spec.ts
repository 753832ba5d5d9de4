import { eligibleAccounts } from '../../support/accounts.ts';
import { upload } from '../../support/demo.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';
import { operations } from '../../support/requests.ts';

test('an admin signs in, drops a file, sees what would happen, and writes off', async ({
  page,
  people,
  server,
}) => {
  const accounts = await eligibleAccounts(100);
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('eligible.csv'));

  const rows = await bulk.readRows();
  expect(rows.length).toBeGreaterThanOrEqual(100);
  expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(['eligible']));
  await bulk.expectCounts({ eligible: rows.length, ineligible: 0 });
  const listed = new Set(rows.map(({ account }) => account));
  expect(accounts.every((account) => listed.has(account))).toBe(true);
  // A write-off that comes too early stands on top.
  const days = rows.map((row) => row.days ?? -1);
  expect(days).toEqual([...days].sort((a, b) => a - b));

  await bulk.writeOff();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: rows.length, failed: 0 });
  const outcomes = await operation.readOutcomes();
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['written_off']));
  expect(new Set(outcomes.map(({ account }) => account))).toEqual(listed);
  expect(await operations(server, people.admin)).toEqual({ count: 1, writtenOff: rows.length });
});

test('the same accounts are terminated at the next upload', async ({ page }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('eligible.csv'));
  const before = await bulk.readRows();
  await bulk.writeOff();

  await bulk.open();
  await bulk.preview(upload('eligible.csv'));
  await bulk.expectCounts({ eligible: 0, ineligible: before.length });
  const after = await bulk.readRows();
  expect(new Set(after.map(({ verdict }) => verdict))).toEqual(
    new Set(['account_already_terminated']),
  );
  await expect(bulk.save).toHaveCount(0);
});

test('cancelling the confirmation does nothing and keeps the preview', async ({
  page,
  people,
  server,
}) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('eligible.csv'));
  const before = await bulk.readRows();
  await bulk.save.click();
  await expect(bulk.dialog).toBeVisible();
  await expect(bulk.cancel).toBeFocused();
  await bulk.cancel.click();
  await expect(bulk.dialog).toBeHidden();
  expect(await bulk.readRows()).toEqual(before);
  expect(await operations(server, people.admin)).toEqual({ count: 0, writtenOff: 0 });
});

test('the confirmation says to the letter what cannot be reversed', async ({ page }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('eligible.csv'));
  const count = (await bulk.rows.count()).toLocaleString('en');
  await bulk.save.click();
  await expect(bulk.dialog).toContainText(
    `You are about to write-off ${count} customers. All products will be lost and you cannot ` +
      'reverse this action. Are you sure you want to proceed?',
  );
});
