import { defineConfig } from '@playwright/test';

import { chromium } from './support/chromium.ts';

export default defineConfig({
  testDir: 'tests',
  outputDir: '../target/e2e/results',
  globalSetup: './support/global_setup.ts',
  // Every test has a server and a database of its own, so nothing keeps them apart.
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second attempt has found something.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./support/summary_reporter.ts']],
  use: {
    ...chromium,
    locale: 'en-GB',
    timezoneId: 'Africa/Nairobi',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
  },
});
