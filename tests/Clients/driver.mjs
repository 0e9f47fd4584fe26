// A browser that drives the dashboard for dashboard.mjs, and collects everything that a page must not do.
import { chromium } from "playwright-core";
import { findProblems } from "./accessible.mjs";

/** Starts Chromium. `observed` collects dialogs, errors, requests to other servers, accessibility problems and executed scripts. */
export async function startDriver({ executable, url, key }) {
  const observed = { dialogs: [], errors: [], foreignRequests: [], problems: [], headings: {}, executedScripts: 0 };
  const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });

  /** Opens a page in a browser context of its own. */
  async function open(origin, options = {}) {
    const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
    await context.addInitScript(() => {
      globalThis.executedScripts = 0;
      globalThis.pwned = globalThis.alert = () => { globalThis.executedScripts++; };
      document.addEventListener("securitypolicyviolation", event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
    });
    const page = await context.newPage();
    page.setDefaultTimeout(40_000);
    page.on("dialog", dialog => { observed.dialogs.push(dialog.message()); dialog.dismiss(); });
    page.on("console", message => {
      if (!["error", "warning"].includes(message.type()) || message.text().includes(" 403 ")) return;
      observed.errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", error => observed.errors.push(error.message));
    page.on("request", request => { if (!request.url().startsWith(origin)) observed.foreignRequests.push(request.url()); });
    return page;
  }

  /** Sends a request with the tenant's key. */
  async function send(method, path, json, form) {
    const headers = { Authorization: `Bearer ${key}`, ...(json ? { "Content-Type": "application/json" } : {}) };
    const response = await fetch(url + path, { method, headers, body: form ?? (json && JSON.stringify(json)) });
    return { status: response.status, body: await response.json().catch(() => null) };
  }

  /** Looks for accessibility problems and executed scripts. */
  async function inspect(page, place) {
    observed.problems.push(...(await page.evaluate(findProblems)).map(problem => `${place} ${problem}`));
    observed.executedScripts += await page.evaluate(() => globalThis.executedScripts);
  }

  /** Opens a view by its address, waits for its heading and inspects it. */
  async function go(page, hash, heading) {
    await page.evaluate(target => { location.hash = target; }, hash);
    await page.locator("main h1", heading ? { hasText: heading } : {}).waitFor();
    await page.waitForFunction(() => document.querySelector("main").innerText.length > 40);
    await inspect(page, hash);
  }

  return { observed, open, send, inspect, go, close: () => browser.close() };
}

/** Presses Tab until the element has the focus. */
export async function tabTo(page, locator) {
  for (let i = 0; i < 80; i++) {
    if (await locator.evaluate(node => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${locator}`);
}

/** Presses a key on an element, as a user does who has moved the focus there. */
export const press = (locator, key = "Enter") => locator.press(key);
