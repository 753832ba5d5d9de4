import type { Page } from '@playwright/test';

export interface Measured {
  readonly milliseconds: number;
  /** What every row says: account, verdict, days, line, in the order shown. */
  readonly rows: readonly string[];
}

/** Far longer than any of the pages takes: one that never finishes must not be waited for. */
const GIVE_UP_MS = 30_000;

interface Clock {
  started: number | null;
  finished: Promise<number>;
}

/**
 * The time from the file being set on the input until all its rows are in the document and the
 * frame with them is painted, by the same clock whatever the page is made of.
 */
export async function measureFromChoice(page: Page, file: string, rows: number): Promise<Measured> {
  await page.evaluate(startClock, rows);
  await page.getByTestId('upload-input').setInputFiles(file);
  const milliseconds = await page.evaluate(async (giveUpMs) => {
    const { clock } = window as unknown as { clock: Clock };
    const givenUp = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the rows did not appear in time')), giveUpMs);
    });
    const finished = await Promise.race([clock.finished, givenUp]);
    return finished - (clock.started ?? finished);
  }, GIVE_UP_MS);
  return { milliseconds, rows: await page.getByTestId('preview-row').evaluateAll(describe) };
}

function startClock(rows: number): void {
  const clock: Clock = { started: null, finished: new Promise(() => undefined) };
  clock.finished = new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelectorAll('[data-testid="preview-row"]').length < rows) {
        requestAnimationFrame(look);
        return;
      }
      // A message is delivered after the frame that is being made now.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    };
    const begin = (): void => {
      if (clock.started !== null) return;
      clock.started = performance.now();
      requestAnimationFrame(look);
    };
    window.addEventListener('input', begin, { capture: true });
    window.addEventListener('change', begin, { capture: true });
  });
  (window as unknown as { clock: Clock }).clock = clock;
}

function describe(elements: Element[]): string[] {
  return elements.map((element) => {
    const { account, verdict, days, line } = (element as HTMLElement).dataset;
    return [account, verdict, days, line].join(' ');
  });
}
