import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Fails on anything that axe finds wrong with what the page shows now, and goes on. With `rules`, only
 * these are asked for.
 */
export async function expectAccessible(
  page: Page,
  state: string,
  rules: readonly string[] = [],
): Promise<void> {
  // Colours that are still fading in are not yet what a person reads.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)).catch(() => null),
  );
  // Otherwise it opens another page for each look, which is for frames, of which there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
  expect.soft(found, state).toEqual([]);
}

/** Fails where one would have to scroll sideways to read, and says what sticks out. */
export async function expectNoSidewaysScroll(page: Page, state: string): Promise<void> {
  const outside = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map((element) => `${element.localName}.${element.className}`);
  });
  expect.soft(outside, `${state} is wider than the screen`).toEqual([]);
}

/** Fails where a table's heading, a figure of a summary or a person's name is broken inside a word. */
export async function expectWholeWords(page: Page, state: string): Promise<void> {
  const broken = await page.evaluate(() => {
    const cells = document.body.querySelectorAll(
      'th, [role=columnheader], .summary dd, .open-person, .list.people td:nth-child(2)',
    );
    const found: string[] = [];
    for (const cell of cells) {
      // Headings that are there for screen readers only are a pixel wide.
      const around = [cell, cell.closest('[role=rowgroup]')];
      if (around.some((element) => element?.clientWidth === 1)) continue;
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        // A space that does not break holds its words together, and a hyphen may end a line.
        for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[^ \n-]+/g)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          if (lines.size > 1) found.push(word);
        }
      }
    }
    return found;
  });
  expect.soft(broken, `${state} breaks words`).toEqual([]);
}
