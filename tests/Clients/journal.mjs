// Uses the journal of the dashboard by keyboard: selects, filters, copies, replays, and makes faults, stubs and expectations of requests.
// Input (stdin): JSON; output: JSON of what was observed, which the test that runs this script checks.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { press, startDriver } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, key, photo, folder } = input;
const { observed, open, send, inspect, go, close } = await startDriver(input);
const listRequests = async query => (await send("GET", `/_emulator/requests?${query}`)).body;

/** The text that was copied after another one. */
async function readCopy(page, last = "") {
  for (let tries = 0; tries < 500; tries++) {
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (copied && copied !== last) return copied;
    await page.waitForTimeout(20);
  }
  throw new Error("Nothing was copied.");
}

/** Opens the journal of the tenant. */
async function openJournal(options) {
  const page = await open(url, options);
  await page.addInitScript(value => sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui#/journal`);
  return page;
}

/** Requests of a client: known and unknown input, a body, a form, a refusal. */
async function sendRequests() {
  const form = new FormData();
  form.append("file", new Blob([Buffer.from(photo, "base64")]), "north.png");
  form.append("title", "North \"face\"");
  const id = (await send("POST", "/api/v2/files/upload", null, form)).body.file_id;
  await send("GET", "/api/v2/files?limt=3");
  await send("PATCH", `/api/v2/files/${id}`, { title: "Pillar 4", tags: ["it's"] });
  await send("GET", `/api/v2/files/${id}`);
  await send("GET", "/api/v2/nowhere");
}

const row = (page, content) => page.locator(".exchange", { hasText: content }).first();
const details = page => page.locator(".exchange-details");

async function selectByKeyboard(page) {
  await go(page, "#/journal", "Journal");
  await row(page, "/api/v2/nowhere").waitFor();
  observed.columns = await page.locator(".columns span").allInnerTexts();
  observed.firstRow = (await row(page, "/api/v2/nowhere").innerText()).split("\n");
  observed.marks = await row(page, "limt").locator(".mark").allInnerTexts();
  observed.tabStops = await page.locator('.exchange[tabindex="0"]').count();
  await page.locator('.exchange[tabindex="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await details(page).getByRole("heading", { level: 2 }).waitFor();
  await page.keyboard.press("ArrowDown");
  await details(page).getByText("Pillar 4").first().waitFor();
  observed.selected = await page.locator(".exchange[aria-current]").innerText();
  const [list, pane] = [await page.locator(".request-list").boundingBox(), await details(page).boundingBox()];
  observed.isBeside = pane.x >= list.x + list.width && Math.abs(pane.y - list.y) < 2;
  await inspect(page, "#/journal with details");
  await page.keyboard.press("Escape");
  observed.isClosed = !await details(page).isVisible();
  observed.focusAfterEscape = await page.evaluate(() => document.activeElement.matches(".exchange"));
}

/** The selected line stays where it is while requests come in; a button leads to the new ones. */
async function stayWithSelected(page) {
  await page.locator(".request-list").evaluate(node => node.scrollTo(0, 0));
  const [newest] = (await listRequests("limit=1")).items;
  await page.waitForFunction(last => document.querySelector(".exchange").dataset.id === last, newest.id);
  await press(page.locator(".exchange").nth(2));
  await details(page).getByRole("heading", { level: 2 }).waitFor();
  observed.selectedAddress = await page.evaluate(() => location.hash);
  const selected = page.locator(".exchange[aria-current]");
  const id = await selected.getAttribute("data-id");
  const before = (await selected.boundingBox()).y;
  await send("GET", "/api/v2/files?limit=1");
  await page.getByRole("button", { name: "1 new request above" }).waitFor();
  for (let i = 0; i < 3; i++) await send("GET", "/api/v2/files?limit=1");
  await page.getByRole("button", { name: "4 new requests above" }).waitFor();
  observed.selectedMoved = Math.abs((await selected.boundingBox()).y - before);
  await inspect(page, "#/journal with new requests");
  await press(page.getByRole("button", { name: "4 new requests above" }));
  await row(page, "?limit=1").waitFor();
  observed.focusAtTop = await page.evaluate(() => document.activeElement === document.querySelector(".exchange"));
  await page.reload();
  await page.locator(`.exchange[aria-current][data-id=${id}]`).waitFor();
  observed.isSelectedAfterReload = await details(page).isVisible();
  await press(details(page).getByRole("button", { name: "Close the details" }));
  await details(page).waitFor({ state: "hidden" });
}

async function filter(page) {
  await page.getByLabel("Text in bodies").focus();
  await page.keyboard.type("PILLAR 4");
  await page.getByText("2 requests", { exact: true }).waitFor();
  observed.found = await page.locator(".exchange .method").allInnerTexts();
  await page.getByLabel("Text in bodies").fill("");
  await press(page.getByRole("button", { name: "POST", exact: true }), "Space");
  await page.getByText("1 request", { exact: true }).waitFor();
  observed.address = await page.evaluate(() => location.hash);
  await press(page.getByRole("button", { name: "POST", exact: true }), "Space");
  await press(page.getByRole("button", { name: "Unknown input" }));
  await page.getByText("1 request", { exact: true }).waitFor();
  await press(page.getByRole("button", { name: "Unknown input" }));
  await row(page, "/api/v2/nowhere").waitFor();
}

/** Copies a request as code, and runs what was copied where that is possible. */
async function copy(page) {
  await press(row(page, "PATCH"));
  for (const kind of ["curl", "C#", "fetch", "Python"]) {
    await press(page.getByRole("button", { name: `Copy as ${kind}`, exact: true }));
    (observed.copies ??= {})[kind] = observed.lastCopy = await readCopy(page, observed.lastCopy);
  }
  await press(row(page, "POST"));
  await details(page).getByText("north.png").first().waitFor();
  observed.replayOfFile = await page.getByRole("button", { name: "Replay" }).isDisabled();
  await press(page.getByRole("button", { name: "Copy as fetch" }));
  const scripts = { "patch.mjs": observed.copies.fetch, "upload.mjs": await readCopy(page, observed.lastCopy) };
  await writeFile(`${folder}/north.png`, Buffer.from(photo, "base64"));
  for (const [name, code] of Object.entries(scripts)) {
    await writeFile(`${folder}/${name}`, code);
    const run = await promisify(execFile)(process.execPath, [name], { cwd: folder, env: { ...process.env, SCOPIX_API_KEY: key } });
    (observed.runs ??= []).push(run.stdout.slice(0, 3));
  }
  const repeated = await listRequests("limit=2");
  observed.repeated = [];
  for (const { id } of repeated.items.reverse()) observed.repeated.push((await send("GET", `/_emulator/requests/${id}`)).body.request.body);
}

async function replay(page) {
  await press(row(page, "PATCH"));
  const before = (await listRequests("limit=1")).total_count;
  await details(page).getByRole("heading", { level: 2, name: "PATCH" }).waitFor(); // until then, the details are those of the upload
  await press(page.getByRole("button", { name: "Replay" }));
  await page.getByText("sent again: status 200").waitFor();
  const after = await listRequests("limit=1");
  observed.replayed = [after.total_count - before, after.items[0].operation, after.items[0].client.slice(0, 8)];
  await page.waitForFunction(id => document.querySelector(".exchange[aria-current]")?.dataset.id === id, after.items[0].id);
  await details(page).getByText(after.items[0].id, { exact: true }).waitFor(); // until then, the details are those of the first PATCH
}

async function expectThis(page) {
  await press(page.getByRole("button", { name: "Expect this" }));
  observed.expectation = JSON.parse(await page.getByLabel("Text to copy").inputValue());
  await inspect(page, "expectation");
  await page.keyboard.press("Escape");
  observed.verified = (await send("POST", "/_emulator/requests/verify", observed.expectation)).body.verified;
}

async function makeRules(page) {
  await press(row(page, "files.get"));
  await details(page).getByRole("heading", { level: 2, name: "GET" }).waitFor();
  await press(page.getByRole("link", { name: "Make this a stub" }));
  await page.locator("main h1", { hasText: "Stubs" }).waitFor();
  await page.getByLabel("Description").fill("Made of a request");
  await press(page.getByRole("button", { name: "Add the stub" }));
  await page.getByText("The stub stub_1 was added.").waitFor();
  observed.stub = (await send("GET", "/_emulator/stubs")).body.items[0];
  await page.goBack();
  await press(row(page, "files.get"));
  await details(page).getByRole("heading", { level: 2, name: "GET" }).waitFor();
  await press(page.getByRole("link", { name: "Make this a fault" }));
  await page.locator("main h1", { hasText: "Faults" }).waitFor();
  await press(page.getByRole("button", { name: "Add the fault" }));
  await page.getByText("The fault fault_1 was added.").waitFor();
  observed.fault = (await send("GET", "/_emulator/faults")).body.items[0];
}

/** New requests come in while the list is scrolled and a request is selected: nothing moves. */
async function stayInPlace(page) {
  for (let i = 0; i < 60; i++) await send("GET", `/api/v2/folders?limit=${i + 1}`);
  await go(page, "#/journal", "Journal");
  await page.locator(".exchange").nth(45).click();
  await details(page).getByRole("heading", { level: 2 }).waitFor();
  const where = () => page.evaluate(() => {
    const current = document.querySelector(".exchange[aria-current]");
    return [current.dataset.id, Math.round(current.getBoundingClientRect().top), document.querySelector(".request-list").scrollTop > 0];
  });
  const before = await where();
  const count = await page.locator(".exchange").count();
  for (let i = 0; i < 7; i++) await send("GET", "/api/v2/projects");
  await page.waitForFunction(last => document.querySelectorAll(".exchange").length > last, count);
  observed.place = { before, after: await where() };
}

async function exportHar(page) {
  const button = page.getByRole("button", { name: "Export as HAR" });
  const [download] = await Promise.all([page.waitForEvent("download"), press(button)]);
  await download.saveAs(`${folder}/journal.har`);
  const { entries } = JSON.parse(await readFile(`${folder}/journal.har`, "utf8")).log;
  observed.har = entries.length === (await listRequests("limit=1")).total_count;
}

/** On a phone the details are below the list. */
async function usePhone() {
  const page = await openJournal({ viewport: { width: 390, height: 800 } });
  await page.locator(".exchange").nth(3).click();
  await details(page).getByRole("heading", { level: 2 }).waitFor();
  const [list, pane] = [await page.locator(".request-list").boundingBox(), await details(page).boundingBox()];
  observed.isBelow = pane.y >= list.y + list.height;
  await inspect(page, "#/journal on a phone");
  await page.context().close();
}

try {
  await sendRequests();
  const page = await openJournal({ viewport: { width: 1400, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
  const steps = [selectByKeyboard, filter, copy, replay, expectThis, makeRules, stayInPlace, stayWithSelected, exportHar];
  for (const step of steps) await step(page);
  await usePhone();
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
