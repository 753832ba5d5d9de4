import { eligibleAccounts } from '../../support/accounts.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage, csv } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';
import { writeOffByRequest } from '../../support/requests.ts';

test('what changed between preview and confirmation is left alone, and says what', async ({
  page,
  people,
  server,
}) => {
  const accounts = await eligibleAccounts(5);
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(csv('five.csv', accounts));
  await bulk.expectCounts({ eligible: 5, ineligible: 0 });

  const taken = accounts.slice(1, 3);
  await writeOffByRequest(server, people.admin, taken);

  await bulk.writeOff();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: 3, failed: 2 });
  const outcomes = await operation.readOutcomes();
  const changed = outcomes.filter(({ outcome }) => outcome === 'changed_since_preview');
  expect(changed.map(({ account }) => account).sort()).toEqual([...taken].sort());
  // They stand on top, with what changed.
  expect(outcomes.slice(0, 2)).toEqual(changed);
  await expect(operation.outcomes.first()).toContainText('contracts');
});
