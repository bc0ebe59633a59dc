import { defineConfig } from '@playwright/test';
import { findBrowser } from './find-browser';

/** Workers read the configuration again: the search is made once and handed on. */
process.env['PLAYWRIGHT_CHROMIUM_PATH'] = findBrowser();

export default defineConfig({
  testDir: '.',
  outputDir: '../.next/e2e',
  globalSetup: './build-once.ts',
  workers: 1,
  // A project each, so that each has a portal of its own, not set up yet.
  projects: ['journey', 'security', 'accessibility'].map((name) => ({ name, testMatch: `${name}.spec.ts` })),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: 'list',
  use: {
    acceptDownloads: true,
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'off',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env['PLAYWRIGHT_CHROMIUM_PATH'],
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--no-first-run',
      ],
    },
  },
});
