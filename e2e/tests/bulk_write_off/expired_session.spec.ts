import { answered } from '../../support/complaints.ts';
import { upload } from '../../support/demo.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';
import { SignInForm } from '../../support/pages/sign_in.ts';
import { operations } from '../../support/requests.ts';

test.use({ mayComplain: answered(401) });

test('a session that ends before the confirmation costs nothing', async ({
  page,
  people,
  server,
}) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('eligible.csv'));
  const before = await bulk.readRows();
  await bulk.askToConfirm();

  await page.context().clearCookies();
  await bulk.confirm.click();
  const form = new SignInForm(page);
  await expect(form.dialog).toBeVisible();
  expect(await bulk.readRows()).toEqual(before);
  expect(await operations(server, people.admin)).toEqual({ count: 0, writtenOff: 0 });

  // What was confirmed goes on by itself, under the number that it has had from the start.
  await form.signIn(people.admin);
  await expect(form.dialog).toBeHidden();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: before.length, failed: 0 });
  expect(await operations(server, people.admin)).toEqual({ count: 1, writtenOff: before.length });
});

test('a session that ends before the file is chosen keeps the file', async ({ page, people }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await page.waitForLoadState('networkidle');
  await page.context().clearCookies();
  await bulk.choose(upload('eligible.csv'));
  const form = new SignInForm(page);
  await expect(form.dialog).toBeVisible();
  await form.signIn(people.admin);
  await expect(bulk.summary).toBeVisible();
  expect(await bulk.rows.count()).toBeGreaterThan(100);
});
