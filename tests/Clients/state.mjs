// What the dashboard shows on every view: the state of the clock, numbers in the menu, messages, and the dialog of tenants. Everything is
// done by keyboard. Input (stdin): JSON; output: JSON of what was observed, which the test that runs this script checks.
import { text } from "node:stream/consumers";
import { press, startDriver } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, key, emptyKey, otherKey } = input;
const { observed, open, send, inspect, go, close } = await startDriver(input);
const Views = ["files", "sessions", "journal", "coverage", "clock", "faults", "stubs", "data", "assumptions"];

async function openTenant(options) {
  const page = await open(url, options);
  await page.addInitScript(value => sessionStorage.getItem("key") ?? sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui#/clock`);
  await page.locator("main h1").waitFor();
  return page;
}

const bar = page => page.getByRole("region", { name: "State of the clock" });

async function useClock(page) {
  observed.isBarHidden = !await bar(page).isVisible();
  await press(page.getByRole("switch", { name: "Frozen" }), "Space");
  await bar(page).getByText("nothing finishes by itself").waitFor();
  observed.barOnViews = [];
  for (const view of Views) {
    await go(page, `#/${view}`);
    observed.barOnViews.push(await bar(page).isVisible());
  }
  const before = new Date((await send("GET", "/_emulator/clock")).body.now);
  await press(bar(page).getByRole("button", { name: "Advance the clock by 1 hour" }));
  await page.getByText("The time is now").waitFor();
  observed.advancedSeconds = (new Date((await send("GET", "/_emulator/clock")).body.now) - before) / 1000;
  observed.focusAfterAdvance = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await press(bar(page).getByRole("button", { name: "Resume" }));
  await bar(page).getByText("ahead of the real time").waitFor();
  observed.isFrozen = (await send("GET", "/_emulator/clock")).body.frozen;
  observed.focusAfterResume = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
}

/** Each number appears with what it counts, and disappears with it. */
async function countInMenu(page) {
  const getCounts = () => page.locator("#nav .count").evaluateAll(nodes => nodes.map(node => node.dataset.description));
  observed.countsBefore = await getCounts();
  await go(page, "#/stubs", "Stubs");
  await page.getByLabel("File name").fill("*.never");
  await page.getByLabel("Description").fill("Unused");
  await press(page.getByRole("button", { name: "Add the stub" }));
  await page.locator("#nav .count.stubs").waitFor();
  await send("POST", "/_emulator/faults", { stage: "description", hold: true });
  const form = new FormData();
  form.append("file", new Blob(["A note that waits."]), "waits.txt");
  await send("POST", "/api/v2/files/upload", null, form);
  await send("POST", "/_emulator/faults", { operation: "jobs.get", status: 500, times: 3 });
  await send("POST", "/_emulator/clock/advance", { seconds: 3600 });
  await go(page, "#/faults", "Faults");
  await page.locator("#nav .count.sessions").waitFor();
  await page.locator("#nav .count.faults").waitFor();
  observed.counts = await getCounts();
  await inspect(page, "numbers in the menu");
  await press(page.getByRole("button", { name: "Remove all" }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Remove all" }));
  await page.locator("#nav .count.faults").waitFor({ state: "detached" });
}

/** A message covers no control: none is below it, or the page can be scrolled so far that none is. */
async function showMessages(page, place) {
  await go(page, "#/stubs", "Stubs");
  await page.evaluate(() => { // a refusal by the emulator would be in the browser's console
    const send = globalThis.fetch;
    const refusal = { error: { code: "INVALID", message: "seconds: must not advance the clock beyond 9999-12-31T00:00:00Z" } };
    globalThis.fetch = async (path, options) => {
      if (options.method !== "POST") return send(path, options);
      globalThis.fetch = send;
      return Response.json(refusal, { status: 422 });
    };
  });
  const advance = bar(page).getByRole("button", { name: "Advance the clock by 1 minute" });
  await press(advance);
  const message = page.getByRole("alert").first();
  await message.waitFor();
  for (const time of [1, 2, 3]) {
    await press(advance);
    await page.waitForFunction(count => document.querySelectorAll(".toast:not(.bad)").length >= count, Math.min(time, 2));
  }
  observed.messages ??= {};
  observed.messages[place] = await page.locator(".toast").count();
  await inspect(page, `message at ${place}`);
  observed.covered ??= {};
  observed.covered[place] = await page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight);
    const rects = [...document.querySelectorAll(".toast")].map(node => node.getBoundingClientRect());
    const controls = [...document.querySelectorAll("button, a, input, select, textarea, #version")];
    return controls.filter(node => !node.closest("#toasts, .skip") && node.checkVisibility()).filter(node => {
      const at = node.getBoundingClientRect();
      return rects.some(rect => at.left < rect.right && at.right > rect.left && at.top < rect.bottom && at.bottom > rect.top);
    }).map(node => node.outerHTML.slice(0, 80));
  });
  observed.liveRegion = await page.locator("#toasts").getAttribute("aria-live");
  await press(message.getByRole("button", { name: "Close the message" }));
  await message.waitFor({ state: "detached" });
}

async function selectTenant(page) {
  await page.locator("#tenant").focus();
  await page.keyboard.press("Enter");
  const [field, use] = [page.getByLabel("API key", { exact: true }), page.getByRole("button", { name: "Use this key" })];
  observed.keyProblems = [];
  for (const typed of ["", "key", "scopix_ab", "scopix_ab-defghijklmnopqrstuv", "scopix_abcdefgh ijklmnopqrstu", "llx-", emptyKey]) {
    await field.fill(typed);
    observed.keyProblems.push([await page.locator("#key-problem").innerText(), await use.isEnabled()]);
  }
  await inspect(page, "tenants");
  await field.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(shown => document.getElementById("tenant").title === shown, emptyKey);
  await press(page.locator("#tenant"));
  const tenant = page.locator(".tenants button", { hasText: key });
  await tenant.getByText("1 file, ").waitFor();
  observed.tenants = (await page.locator(".tenants code").allInnerTexts()).sort();
  await press(tenant);
  await page.waitForFunction(shown => document.getElementById("tenant").title === shown, key);
  observed.isDialogClosed = await page.locator("#credentials").count() === 0;
}

/** Another client's tenant is shown without its key; its requests cannot be sent again. */
async function selectWithoutKey(page) {
  await press(page.locator("#tenant"));
  await press(page.locator(".tenants button", { hasText: `${otherKey.slice(0, 15)}…` }));
  await go(page, "#/files", "Files");
  await page.getByText("note-of-another.txt").first().waitFor();
  await go(page, "#/data", "Datasets");
  observed.keyOfAnother = await page.locator("dt", { hasText: /^Key$/ }).locator("xpath=..").locator("dd").innerText();
  await go(page, "#/journal", "Journal");
  await press(page.locator(".exchange").first());
  await page.getByText("the key of this tenant is not known").waitFor();
  observed.isReplayDisabled = await page.getByRole("button", { name: "Replay" }).isDisabled();
  observed.otherFaults = await page.evaluate(async () => {
    const { post, get } = await import("/_emulator/ui/api.js");
    await post("/_emulator/faults", { operation: "jobs.get", status: 500 });
    return (await get("/_emulator/faults")).items.length;
  });
  observed.ownFaults = (await send("GET", "/_emulator/faults")).body.items.length;
  await press(page.locator("#tenant"));
  await press(page.locator(".tenants button", { hasText: key }));
  await page.waitForFunction(shown => document.getElementById("tenant").title === shown, key);
}

async function returnToRealTime(page) {
  await go(page, "#/clock", "Clock");
  await press(bar(page).getByRole("button", { name: "Back to the real time" }));
  await bar(page).waitFor({ state: "hidden" });
  observed.secondsFromRealTime = Math.abs((await send("GET", "/_emulator/clock")).body.shift_seconds);
  observed.focusAtRealTime = await page.evaluate(() => document.activeElement.id);
}

/** An upload of a client whose key the page does not know. */
async function uploadOfAnother() {
  const form = new FormData();
  form.append("file", new Blob(["A note."]), "note-of-another.txt");
  await fetch(`${url}/api/v2/files/upload`, { method: "POST", body: form, headers: { Authorization: `Bearer ${otherKey}` } });
}

try {
  await uploadOfAnother();
  const page = await openTenant({ viewport: { width: 1400, height: 900 } });
  await useClock(page);
  await countInMenu(page);
  await showMessages(page, "1400 x 900");
  await selectTenant(page);
  await selectWithoutKey(page);
  await page.setViewportSize({ width: 1280, height: 640 });
  await showMessages(page, "1280 x 640");
  await page.setViewportSize({ width: 390, height: 800 });
  await showMessages(page, "390 x 800");
  await returnToRealTime(page);
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
