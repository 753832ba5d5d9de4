import { upload } from '../../support/demo.ts';
import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage, type Row } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';

/** The order in which the rule looks for reasons; malformed and rounded are one step. */
const STEPS = [
  ['eligible'],
  ['malformed_account_id', 'rounded_by_spreadsheet'],
  ['duplicate_entry'],
  ['account_does_not_exist'],
  ['account_already_terminated'],
  ['account_not_in_default'],
];

function step(row: Row): number {
  return STEPS.findIndex((verdicts) => verdicts.includes(row.verdict));
}

test('a mixed file shows every verdict, in order, and writes off the eligible ones', async ({
  page,
}) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('mixed.csv'));
  const rows = await bulk.readRows();

  const shown = new Set(rows.map(({ verdict }) => verdict));
  expect(shown).toEqual(new Set(STEPS.flat()));
  const sorted = [...rows].sort(
    (a, b) =>
      step(a) - step(b) ||
      (step(a) === 0
        ? (a.days ?? 0) - (b.days ?? 0) || (a.account < b.account ? -1 : 1)
        : a.line - b.line),
  );
  expect(rows).toEqual(sorted);

  const eligible = rows.filter((row) => row.verdict === 'eligible');
  const failed = rows.length - eligible.length;
  await bulk.expectCounts({ eligible: eligible.length, ineligible: failed });

  await bulk.writeOff();
  const operation = new OperationPage(page);
  await operation.expectCounts({ writtenOff: eligible.length, failed });
  const expected = rows.map(({ account, verdict }) => ({
    account,
    outcome: verdict === 'eligible' ? 'written_off' : verdict,
  }));
  const sortedLines = (outcomes: { account: string; outcome: string }[]) =>
    outcomes.map(({ account, outcome }) => `${account} ${outcome}`).sort();
  expect(sortedLines(await operation.readOutcomes())).toEqual(sortedLines(expected));
});
