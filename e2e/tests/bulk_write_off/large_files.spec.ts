import { open, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, type Page, test } from '../../support/fixtures.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';

const GIGABYTE = 1_000_000_000;

/** Longer than this without a frame, a person calls a tab frozen. */
const FROZEN_MS = 500;

test.describe.configure({ mode: 'serial' });

test('a gigabyte of account IDs is counted and refused while the tab stays alive', async ({
  page,
  folder,
}) => {
  test.slow();
  const path = join(folder, 'all-accounts.csv');
  const lines = await writeAccounts(path);
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await startWatchingFrames(page);
  await bulk.choose(path);
  await expect(bulk.problem).toContainText(lines.toLocaleString('en'), { timeout: 120_000 });
  await expect(bulk.problem).toContainText('2,000');
  expect(await longestGapMs(page)).toBeLessThan(FROZEN_MS);
});

test('a gigabyte that is no text is named as soon as a small one', async ({ page, folder }) => {
  const workbook = join(folder, 'accounts.csv');
  await writeFile(workbook, Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]));
  await truncate(workbook, GIGABYTE);
  const zeros = join(folder, 'zeros.csv');
  await writeFile(zeros, '');
  await truncate(zeros, GIGABYTE);

  const bulk = new BulkWriteOffPage(page);
  for (const path of [workbook, zeros]) {
    await bulk.open();
    await startWatchingFrames(page);
    await bulk.choose(path);
    await expect(bulk.problem).toBeVisible({ timeout: 3_000 });
    await expect(bulk.summary).toHaveCount(0);
    expect(await longestGapMs(page)).toBeLessThan(FROZEN_MS);
  }
});

/** Writes a gigabyte of different account IDs; how many. */
async function writeAccounts(path: string): Promise<number> {
  const file = await open(path, 'w');
  let lines = 0;
  for (let bytes = 0; bytes < GIGABYTE; ) {
    let block = '';
    for (let row = 0; row < 100_000; row += 1) {
      block += `KE-${String(lines).padStart(9, '0')}\n`;
      lines += 1;
    }
    await file.write(block);
    bytes += block.length;
  }
  await file.close();
  return lines;
}

async function startWatchingFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames = { longestMs: 0, last: performance.now() };
    const next = (now: number): void => {
      frames.longestMs = Math.max(frames.longestMs, now - frames.last);
      frames.last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    Object.assign(window, { frames });
  });
}

async function longestGapMs(page: Page): Promise<number> {
  const longestMs = await page.evaluate(
    () => (window as unknown as { frames: { longestMs: number } }).frames.longestMs,
  );
  test.info().annotations.push({ type: 'longest gap', description: `${Math.round(longestMs)} ms` });
  return longestMs;
}
