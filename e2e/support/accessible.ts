import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails on anything that axe finds wrong with what the page shows now, and goes on. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // Colours that are still fading in are not yet what a person reads.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)).catch(() => null),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
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
