import { eligibleAccounts } from '../../support/accounts.ts';
import { answered } from '../../support/complaints.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage, csv } from '../../support/pages/bulk_write_off.ts';
import { writeOffByRequest } from '../../support/requests.ts';
import { takeSession } from '../../support/session.ts';

test.use({ signedInAs: null, mayComplain: answered(404) });

test('to an admin of another company the accounts do not exist', async ({ page, people }) => {
  await takeSession(page.context(), people.otherAdmin);
  const accounts = await eligibleAccounts(3);
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(csv('theirs.csv', accounts));
  await bulk.expectCounts({ eligible: 0, ineligible: 3 });
  const rows = await bulk.readRows();
  expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(['account_does_not_exist']));
});

test('to an admin of another company the operation does not exist', async ({
  page,
  people,
  server,
}) => {
  const id = await writeOffByRequest(server, people.admin, await eligibleAccounts(3));
  await takeSession(page.context(), people.otherAdmin);
  await page.goto(`/bulk-write-offs/${id}`);
  await expect(page.getByRole('main')).toContainText(/no such/i);
  await expect(page.getByTestId('operation-summary')).toHaveCount(0);
  await page.goto('/bulk-write-offs');
  await expect(page.getByRole('main')).not.toContainText('other-tab.csv');
});
