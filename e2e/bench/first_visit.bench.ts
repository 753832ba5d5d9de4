import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { answered } from '../support/complaints.ts';
import { expect, test } from '../support/fixtures.ts';
import { inRepository } from '../support/paths.ts';

const RESULTS = inRepository('target/bench/first_visit.json');

test.use({ signedInAs: null, mayComplain: answered(401) });

test('the bytes of everything that the sign-in page loads', async ({ page, server }) => {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Network.enable');
  const urls = new Map<string, string>();
  const bytes = new Map<string, number>();
  browser.on('Network.responseReceived', ({ requestId, response }) => {
    urls.set(requestId, response.url);
  });
  // As they come over the wire, compressed; headers are not counted.
  browser.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId) ?? requestId;
    bytes.set(url, (bytes.get(url) ?? 0) + encodedDataLength);
  });
  await page.goto(`${server.origin}/sign-in`);
  await expect(page.getByTestId('sign-in-submit')).toBeVisible();
  await page.waitForLoadState('networkidle');

  console.log(Object.fromEntries(bytes));
  const total = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  expect([...bytes.keys()].some((url) => url.endsWith('.wasm'))).toBe(true);
  await mkdir(dirname(RESULTS), { recursive: true });
  await writeFile(RESULTS, JSON.stringify({ bytes: [total] }));
});
