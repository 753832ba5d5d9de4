import { defineConfig } from '@playwright/test';

import { chromium } from './support/chromium.ts';

export default defineConfig({
  testDir: 'bench',
  testMatch: '*.bench.ts',
  outputDir: '../target/e2e/bench-results',
  globalSetup: './support/global_setup.ts',
  // One thing at a time, or it is the other one that is measured.
  workers: 1,
  timeout: 20 * 60_000,
  reporter: [['list']],
  use: { ...chromium, locale: 'en-GB', viewport: { width: 1280, height: 800 } },
});
