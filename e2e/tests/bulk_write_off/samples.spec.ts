import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { SAMPLES } from '../../support/paths.ts';

interface Sample {
  readonly file: string;
  readonly entries: number;
  readonly accounts: readonly string[];
  readonly problems: readonly { readonly line: number; readonly code: string }[];
  readonly refused: string | null;
}

/** What the page says of a file as a whole that it does not take. */
const REFUSALS: Record<string, RegExp> = {
  workbook: /workbook/i,
  web_page: /web page/i,
  empty: /empty|nothing in it/i,
  no_entries: /no account IDs/i,
  too_many_entries: /2,001 entries.*2,000/,
  which_column: /which column/i,
};

const samples = JSON.parse(readFileSync(join(SAMPLES, 'expected.json'), 'utf8')) as Sample[];

for (const sample of samples) {
  test(`${sample.file} is shown as expected.json says`, async ({ page }) => {
    const bulk = new BulkWriteOffPage(page);
    await bulk.open();
    await bulk.choose(join(SAMPLES, sample.file));
    if (sample.refused === null) await expectEntries(bulk, sample);
    else await expectRefusal(bulk, sample.refused);
  });
}

/** What the reader finds wrong; every other verdict is about an account. */
const PROBLEMS = ['malformed_account_id', 'rounded_by_spreadsheet', 'duplicate_entry'];

async function expectEntries(bulk: BulkWriteOffPage, sample: Sample): Promise<void> {
  await expect(bulk.summary).toHaveAttribute('data-entries', String(sample.entries));
  const rows = (await bulk.readRows()).sort((a, b) => a.line - b.line);
  expect(rows).toHaveLength(sample.entries);
  const accounts = rows.filter(({ verdict }) => !PROBLEMS.includes(verdict));
  // The order within a line is the preview's, by default: which accounts were read is what counts.
  expect(accounts.map(({ account }) => account).sort()).toEqual([...sample.accounts].sort());
  const problems = rows.filter(({ verdict }) => PROBLEMS.includes(verdict));
  expect(problems.map(({ line, verdict }) => ({ line, code: verdict }))).toEqual(sample.problems);
}

async function expectRefusal(bulk: BulkWriteOffPage, refused: string): Promise<void> {
  const words = REFUSALS[refused];
  if (words === undefined) throw new Error(`how is ${refused} said?`);
  await expect(bulk.problem).toContainText(words);
  await expect(bulk.summary).toHaveCount(0);
  await expect(bulk.rows).toHaveCount(0);
}
