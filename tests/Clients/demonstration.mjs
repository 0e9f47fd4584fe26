// Gives the demonstration of docs/demo.md, by keyboard: the five links, an upload, the stuck session, a fault, and the beginning again.
// Input (stdin): JSON; output: JSON of what was observed, which the test that runs this script checks.
import { text } from "node:stream/consumers";
import { press, startDriver } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, key, links } = input;
const [diagram, photo, , , session] = links;
const { observed, open, send, inspect, go, close } = await startDriver(input);
const button = (page, name) => page.getByRole("button", { name, exact: true });

async function turnPages(page) {
  await go(page, "#/files", "Files");
  await page.setInputFiles("#choose", { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("A note.") });
  await page.locator(".uploads .badge.uploaded").waitFor();
  await press(button(page, "Hide the uploads"));
  observed.uploadListHeight = await page.locator(".upload-list").evaluate(node => node.offsetHeight);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await press(button(page, "Next"));
  await page.getByText(/^25–48 of/).waitFor();
  observed.secondPage = await page.evaluate(() => ({ y: scrollY, focused: document.activeElement.tagName }));
}

async function showDiagram(page) {
  await go(page, diagram);
  await page.locator(".box text").first().waitFor();
  observed.numbers = await page.locator(".box text").allTextContents();
  observed.tables = {};
  for (const table of await page.locator(".domain [role=region]").all())
    observed.tables[await table.getAttribute("aria-label")] = (await table.innerText()).replaceAll("\t", " | ").split("\n");
  await inspect(page, "a diagram with domain data");
}

async function showPhoto(page) {
  await go(page, photo);
  await page.locator(".description").waitFor();
  observed.author = await page.getByText("A user has written this description.").isVisible();
}

/** After the cancellation, the numbers and the files of the session agree, and the file says why it has no description. */
async function cancelSession(page) {
  await go(page, session, "Session");
  await press(button(page, "Cancel the session"));
  const dialog = page.getByRole("dialog");
  observed.choices = await dialog.getByRole("button").allInnerTexts();
  await press(dialog.getByRole("button", { name: "Cancel the session" }));
  await page.locator("main .title .badge.cancelled").waitFor();
  const cancelled = page.locator(".rows li", { has: page.locator(".badge.cancelled") });
  await cancelled.waitFor();
  observed.sessionRows = await page.locator(".rows .badge").allInnerTexts();
  observed.pending = await page.locator(".facts div", { hasText: "Pending" }).locator("dd").innerText();
  observed.otherFiles = await page.getByText(/more files? of this session/).count();
  await inspect(page, "a cancelled session");
  await press(cancelled.locator("a"));
  await page.locator(".stages").waitFor();
  observed.absence = await page.getByText(/^The description was skipped/).innerText();
}

/** The client's requests meet the fault, those of the dashboard do not. */
async function showFault(page) {
  await go(page, "#/faults", "Faults");
  await press(page.getByRole("switch", { name: "rate-limited" }), "Space");
  await page.getByRole("switch", { name: "rate-limited", checked: true }).waitFor();
  observed.statuses = [];
  for (let i = 1; i <= 6; i++) observed.statuses.push((await send("GET", `/api/v2/files?limit=${i}`)).status);
  await go(page, "#/journal", "Journal");
  await page.waitForFunction(() => document.querySelectorAll(".exchange").length >= 6);
  const rows = (await page.locator(".exchange").allInnerTexts()).slice(0, 6);
  observed.journalled = rows.map(row => Number(/\b(200|429)\b/.exec(row)?.[0]));
  observed.evidence = (await page.locator(".exchange .evidence").first().innerText());
}

async function beginAgain(page) {
  await go(page, "#/data", "Datasets");
  await press(button(page, "Load demo"));
  await press(button(page, "Reset and load"));
  await page.getByText("The dataset demo was loaded").waitFor();
  observed.headings = [];
  for (const link of links) {
    await go(page, link);
    await page.locator(".left > *, .rows li").first().waitFor();
    observed.headings.push(await page.locator("main h1").innerText());
  }
  observed.isStuckAgain = await page.locator(".chip.warn", { hasText: "stuck" }).isVisible();
}

try {
  const page = await open(url, { viewport: { width: 1400, height: 900 } });
  await page.addInitScript(value => sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui`);
  for (const step of [turnPages, showDiagram, showPhoto, cancelSession, showFault, beginAgain]) await step(page);
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
