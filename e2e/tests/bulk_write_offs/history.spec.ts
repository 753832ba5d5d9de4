import { eligibleAccounts } from '../../support/accounts.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage, csv } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';
import { writeOffByRequest } from '../../support/requests.ts';

test('the history names every operation, the latest first, and leads to it', async ({
  page,
  people,
  server,
}) => {
  const accounts = await eligibleAccounts(6);
  await writeOffByRequest(server, people.admin, accounts.slice(0, 2));
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(csv('four.csv', [...accounts.slice(2), 'NOBODY-1']));
  await bulk.writeOff();

  await page.goto('/bulk-write-offs');
  const rows = page.getByRole('main').getByRole('row').filter({ hasText: /\.csv/ });
  await expect(rows).toContainText(['four.csv', 'other-tab.csv']);
  await rows.first().getByRole('link').click();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: 4, failed: 1 });
  await expect(page.getByRole('main')).toContainText('four.csv');

  const groups = page.getByTestId('outcome-groups').getByRole('button');
  await expect(groups).toHaveText([/All\s*5/i, /does not exist\s*1/i, /written off\s*4/i]);
  await groups.nth(1).click();
  await expect(operation.outcomes).toHaveCount(1);
  await expect(operation.outcomes).toContainText('NOBODY-1');
  await groups.first().click();
  await expect(operation.outcomes).toHaveCount(5);
});

test('a long file name takes one line, and is whole where one points at it', async ({ page }) => {
  const name = `${'Défauts à radier, liste complète '.repeat(5)}Kisumu 2026-11-21.csv`;
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(csv(name, await eligibleAccounts(1)));
  await bulk.writeOff();
  await page.goto('/bulk-write-offs');
  const file = page.getByTitle(name);
  await expect(file).toHaveText(name);
  const end = file.locator('span').last();
  await expect(end).toBeInViewport({ ratio: 1 });
  const [whole, last] = [await file.boundingBox(), await end.boundingBox()];
  expect(whole?.height).toBeLessThan(30);
  expect(Math.abs((last?.y ?? 0) - (whole?.y ?? 0))).toBeLessThan(5);
});

test('an operation can be looked up by its address', async ({ page, people, server }) => {
  const accounts = await eligibleAccounts(2);
  const id = await writeOffByRequest(server, people.admin, accounts);
  await page.goto(`/bulk-write-offs/${id}`);
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: 2, failed: 0 });
  const outcomes = await operation.readOutcomes();
  expect(outcomes.map(({ account }) => account).sort()).toEqual([...accounts].sort());
});

test('a file that was used before is recognised, and may be used again', async ({ page }) => {
  const file = csv('again.csv', await eligibleAccounts(2));
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(file);
  await bulk.writeOff();
  const first = new OperationPage(page).id();

  await bulk.open();
  await bulk.preview({ ...file, name: 'renamed.csv' });
  const said = page.getByRole('main').locator(`a[href="/bulk-write-offs/${first}"]`).first();
  await expect(said).toBeVisible();
  await bulk.expectCounts({ eligible: 0, ineligible: 2 });
});
