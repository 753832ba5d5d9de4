import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { upload } from '../support/demo.ts';
import { expect, type Page, test } from '../support/fixtures.ts';
import { inRepository } from '../support/paths.ts';
import { measureFromChoice, type Measured } from './preview_clock.ts';

const RESULTS = inRepository('target/bench/preview.json');
const ROWS = 2_000;
const ROUNDS = 15;
const WARM_UP_ROUNDS = 2;
/** How much slower the processor of the second series is. */
const SLOWED_TIMES = 4;

const CONTENDERS = ['ours', 'udsv', 'papaparse'] as const;
type Contender = (typeof CONTENDERS)[number];

test('the preview of 2,000 rows, beside hand-written JavaScript', async ({ page, server }) => {
  const results = {
    full: await series(page, server.origin, 1),
    slowed: await series(page, server.origin, SLOWED_TIMES),
  };
  await mkdir(dirname(RESULTS), { recursive: true });
  await writeFile(RESULTS, JSON.stringify(results));
});

/** All contenders in turn, again and again, so that whatever else happens meets all alike. */
async function series(
  page: Page,
  origin: string,
  slowedTimes: number,
): Promise<Record<Contender, number[]>> {
  const browser = await page.context().newCDPSession(page);
  const times: Record<Contender, number[]> = { ours: [], udsv: [], papaparse: [] };
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const shown = new Map<Contender, Measured>();
    for (const contender of CONTENDERS) {
      await open(page, origin, contender);
      await browser.send('Emulation.setCPUThrottlingRate', { rate: slowedTimes });
      const measured = await measureFromChoice(page, upload('full.csv'), ROWS);
      await browser.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      shown.set(contender, measured);
      if (round >= 0) times[contender].push(measured.milliseconds);
    }
    // Whoever shows something else has not done the same work.
    expect(shown.get('udsv')?.rows).toEqual(shown.get('ours')?.rows);
    expect(shown.get('papaparse')?.rows).toEqual(shown.get('ours')?.rows);
  }
  console.log(`processor at 1/${slowedTimes}:`, times);
  return times;
}

/**
 * Opens a page in its own new document. The peers' files come from disk but under the server's own
 * address, so that all three ask the same server with the same session, and nothing stands between.
 */
async function open(page: Page, origin: string, contender: Contender): Promise<void> {
  if (contender === 'ours') {
    await page.goto(`${origin}/actions/bulk-write-off`);
  } else {
    const peers = `${origin}/bench/`;
    await page.route(`${peers}**`, (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      return route.fulfill({ path: inRepository(`e2e/${file}`) });
    });
    await page.goto(`${peers}${contender}.html`);
    await page.unrouteAll({ behavior: 'wait' });
  }
  await expect(page.getByTestId('upload-input')).toBeAttached();
  // Whatever the page does of its own at the start is over before the clock runs.
  await page.waitForLoadState('networkidle');
}
