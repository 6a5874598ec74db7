import { test } from "@playwright/test";

test("is healthy", async ({ page }) => {
  await page.route("http://localhost:5274/health", async (route) => route.fulfill({ status: 200 }));
  await page.waitForTimeout(5000);
});
