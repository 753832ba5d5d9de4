import { answered, anyOf, NO_ANSWER } from '../../support/complaints.ts';
import { upload } from '../../support/demo.ts';
import { expect, test } from '../../support/fixtures.ts';
import { loseFirstReply } from '../../support/lost_reply.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';
import { operations } from '../../support/requests.ts';

test.use({ mayComplain: anyOf(NO_ANSWER, answered(503)) });

const SUBMISSION = '**/api/bulk-write-offs/*';

test('a lost reply is asked for again under the same number: one effect', async ({
  page,
  people,
  server,
}) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('eligible.csv'));
  const count = await bulk.rows.count();
  const ids = await loseFirstReply(page, SUBMISSION);
  await bulk.askToConfirm();
  await bulk.confirm.click();

  await page.getByRole('button', { name: 'Try again' }).click();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: count, failed: 0 });
  expect(new Set(ids).size).toBe(1);
  expect(await operations(server, people.admin)).toEqual({ count: 1, writtenOff: count });
});

test('a double click on Confirm submits once', async ({ page, people, server }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('eligible.csv'));
  const count = await bulk.rows.count();
  const submissions: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') submissions.push(request.url());
  });
  await bulk.askToConfirm();
  await bulk.confirm.dblclick();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: count, failed: 0 });
  expect(submissions).toHaveLength(1);
  expect(await operations(server, people.admin)).toEqual({ count: 1, writtenOff: count });
});

test('a server that is down and comes back: nothing has to be chosen twice', async ({
  page,
  people,
  server,
}) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await page.waitForLoadState('networkidle');
  await server.stop();
  await bulk.choose(upload('eligible.csv'));
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await server.start();
  await again.click();
  await expect(bulk.summary).toBeVisible();
  const count = await bulk.rows.count();

  await bulk.askToConfirm();
  await server.stop();
  await bulk.confirm.click();
  await expect(again).toBeVisible();
  await server.start();
  await again.click();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: count, failed: 0 });
  expect(await operations(server, people.admin)).toEqual({ count: 1, writtenOff: count });
});
