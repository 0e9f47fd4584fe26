// Reads the assumptions and the API reference by keyboard, and goes from one to the other. Input (stdin): JSON; output: JSON of what was
// observed, which the test that runs this script checks.
import { text } from "node:stream/consumers";
import { startDriver, tabTo } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url } = input;
const { observed, open, inspect, go, close } = await startDriver(input);

async function readAssumptions(page) {
  await go(page, "#/assumptions", "Assumptions");
  await page.locator(".request").first().waitFor();
  observed.count = await page.locator(".request").count();
  await tabTo(page, page.getByLabel("Find by a word or an operation"));
  await page.keyboard.type("projects.get");
  await page.waitForFunction(all => document.querySelectorAll(".request").length < all, observed.count);
  observed.found = await page.locator(".request summary code").allInnerTexts();
  observed.summary = await page.locator(".summary").innerText();
  await tabTo(page, page.locator(".request summary", { hasText: "projects" }).first());
  await page.keyboard.press("Enter");
  observed.details = await page.locator(".request[open] .inside").innerText();
  await inspect(page, "#/assumptions opened");
}

/** From an operation of the coverage to its entry in the API reference, which is a view with the menu and the theme of the others. */
async function followLinks(page) {
  await go(page, "#/coverage", "Coverage");
  await tabTo(page, page.locator('.cell[tabindex="0"]'));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Open in the API reference" }));
  await page.keyboard.press("Enter");
  await page.frameLocator("iframe.reference").getByRole("heading", { name: "Upload a single file of up to 100 MB" }).waitFor();
  observed.address = page.url().slice(url.length);
  observed.current = await page.locator("#nav [aria-current=page]").innerText();
  const frame = page.frames().find(each => each.url().includes("/_emulator/docs"));
  observed.isHeaderOfFrameHidden = await frame.locator(".dashboard-header").isHidden();
  await page.evaluate(async () => (await import("/_emulator/ui/clock-bar.js")).changeClock("freeze"));
  await page.locator("#clock-bar").getByText("nothing finishes by itself").waitFor();
  await page.getByRole("button", { name: /^Theme/ }).focus();
  observed.themes = [];
  for (const theme of ["light", "dark", "system"]) {
    await page.keyboard.press("Enter");
    await frame.waitForFunction(value => document.documentElement.dataset.theme === value, theme);
    observed.themes.push(await frame.evaluate(() => [document.documentElement.dataset.theme,
      document.body.classList.contains("dark-mode"), getComputedStyle(document.body).colorScheme].join(" ")));
  }
}

/** On a phone, the frame takes what the header and the clock's bar leave of the window. */
async function readOnPhone(page) {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${url}/_emulator/ui#/reference`);
  await page.locator("#clock-bar").getByText("nothing finishes by itself").waitFor();
  await page.locator("iframe.reference").waitFor();
  observed.phone = await page.evaluate(() => ({
    page: document.documentElement.scrollHeight, frame: document.querySelector("iframe.reference").getBoundingClientRect().bottom,
  }));
  await page.setViewportSize({ width: 1400, height: 900 });
}

/** The reference by itself has a header that leads to the dashboard. */
async function openByItself(page) {
  await page.goto(`${url}/_emulator/docs`);
  await page.locator("#reference aside").first().waitFor();
  observed.isHeaderAbove = await page.evaluate(() => {
    const bottom = document.querySelector(".dashboard-header").getBoundingClientRect().bottom;
    return bottom > 0 && [...document.querySelectorAll("#reference aside")].every(node => node.getBoundingClientRect().top >= bottom - 1);
  });
  await page.getByRole("link", { name: "Open in the dashboard" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("iframe.reference").waitFor();
}

try {
  const page = await open(url, { viewport: { width: 1400, height: 900 } });
  await page.goto(`${url}/_emulator/ui#/assumptions`);
  await readAssumptions(page);
  await followLinks(page);
  await readOnPhone(page);
  await openByItself(page);
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
