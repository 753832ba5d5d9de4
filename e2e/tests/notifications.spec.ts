import { eligibleAccounts } from '../support/accounts.ts';
import { expect, test } from '../support/fixtures.ts';
import { BulkWriteOffPage, csv } from '../support/pages/bulk_write_off.ts';
import { OperationPage } from '../support/pages/operation.ts';

test('a finished operation is told of, still at the next visit, until it is read', async ({
  page,
  context,
}) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(csv('three.csv', [...(await eligibleAccounts(3)), 'NOBODY-1']));
  await bulk.writeOff();
  await expect(page.getByRole('status').filter({ hasText: '3 accounts written off, 1 not' })).toBeVisible();
  const operation = new OperationPage(page).id();
  await page.close();

  const next = await context.newPage();
  await next.goto('/actions');
  const bell = next.getByRole('button', { name: /notifications/i });
  await expect(bell).toContainText('1 unread');
  await bell.click();
  const told = next.getByRole('link').filter({ hasText: 'three.csv' });
  await expect(told).toContainText('3 accounts written off, 1 not');
  await told.click();
  await expect(next).toHaveURL(new RegExp(`/bulk-write-offs/${operation}$`));

  await next.reload();
  await expect(bell).not.toContainText('unread');
});
