import { defineConfig, devices } from '@playwright/test';

/**
 * See http://localhost:9323 for the report.
 */
export default defineConfig({
  testDir: './e2e',
  retries: process.env.CI ? 2 : 0,
  use: {
    /* Base URL to use in actions like `await page.goto('/')`. */
    baseURL: 'http://localhost:5145',
    ...devices['Desktop Chrome'],
  },
  webServer: {
    command: 'run --project src/Host',
    url: 'http://localhost:5145',
    timeout: process.env.CI ? (5 * 60_000) : 60000,
  },
});
