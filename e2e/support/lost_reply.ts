import type { Page } from '@playwright/test';

/** Lets what is put at an address reach the server and loses the first reply. What was put where. */
export async function loseFirstReply(page: Page, address: string): Promise<string[]> {
  const paths: string[] = [];
  await page.route(address, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    paths.push(new URL(route.request().url()).pathname);
    if (paths.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  return paths;
}
