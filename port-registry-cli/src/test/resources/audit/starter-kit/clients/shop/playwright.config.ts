import { defineConfig } from "@playwright/test";

export default defineConfig({
  timeout: 30000,
  reporter: process.env.CI ? "list" : "html",
  use: {
    baseURL: "http://localhost:5274",
  },
  webServer: {
    command: "npm run dev -- --port 5274",
    url: "http://localhost:5274",
    timeout: process.env.CI ? 5 * 60_000 : 60000,
  },
});
