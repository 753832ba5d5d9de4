import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { expect, type Page, test } from '../support/fixtures.ts';
import { SignInForm } from '../support/pages/sign_in.ts';
import { inRepository } from '../support/paths.ts';

const RESULTS = inRepository('target/bench/first_visit.json');
const SLOW_LINE_RESULTS = inRepository('target/bench/slow_line.json');

/** 400 kbit/s, and what a request takes there before its answer begins. */
const SLOW_LINE = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 150 };

test.describe('on a slow line', () => {
  test('the seconds until the first screen of the main page, and until the page', async ({
    page,
  }) => {
    const browser = await page.context().newCDPSession(page);
    await browser.send('Network.enable');
    await browser.send('Network.emulateNetworkConditions', SLOW_LINE);
    await page.goto('/actions');
    await expect(page.getByTestId('pending-action').first()).toBeVisible({ timeout: 60_000 });
    const [first, whole] = await page.evaluate(() => [
      (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN) / 1000,
      performance.now() / 1000,
    ]);
    await save(SLOW_LINE_RESULTS, { first: [first], whole: [whole] });
  });
});

test.describe('from nothing', () => {
  test.use({ signedInAs: null });

  test('the bytes of what the sign-in page loads, and then the main page', async ({
    page,
    people,
    server,
  }) => {
    const signIn = await countBytes(page);
    const form = new SignInForm(page);
    await page.goto(`${server.origin}/actions/bulk-write-off`);
    await expect(form.submit).toBeVisible();
    await page.waitForLoadState('networkidle');
    const bytes = await signIn.stop();

    const main = await countBytes(page);
    await form.signIn(people.admin);
    await expect(page.getByTestId('upload-input')).toBeAttached();
    await page.waitForLoadState('networkidle');
    const afterwards = await main.stop();

    await save(RESULTS, { bytes: [bytes], afterwards: [afterwards] });
  });
});

async function save(path: string, results: Record<string, number[]>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(results));
}

/** Counts what comes over the wire from now on, compressed, headers included. */
async function countBytes(page: Page): Promise<{ stop(): Promise<number> }> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Network.enable');
  const urls = new Map<string, string>();
  const bytes = new Map<string, number>();
  browser.on('Network.responseReceived', ({ requestId, response }) => {
    urls.set(requestId, response.url);
  });
  browser.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId) ?? requestId;
    bytes.set(url, (bytes.get(url) ?? 0) + encodedDataLength);
  });
  return {
    stop: async () => {
      await browser.detach();
      console.log(Object.fromEntries(bytes));
      expect([...bytes.keys()].some((url) => url.endsWith('.wasm'))).toBe(true);
      return [...bytes.values()].reduce((sum, one) => sum + one, 0);
    },
  };
}
