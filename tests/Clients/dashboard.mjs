// Drives the dashboard in Chromium as a person does, with names and texts that mean harm. Input (stdin): JSON; output: JSON of
// what was seen, to be judged by the test that runs this.
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";
import { complaints } from "./accessible.mjs";

const { executable, url, key, empty, guarded, token, photo, note } = JSON.parse(await text(process.stdin));
const seen = { dialogs: [], errors: [], foreign: [], complaints: [], headings: {}, pwned: 0 };
const Evil = ['<img src=x onerror=pwned()>.png', '"><script>pwned()<\/script>.png', "evil\u202Egpj.exe.png",
  "\u05d0\u05d1\u05d2 x".repeat(8) + ".png", "n".repeat(251) + ".png", "javascript:pwned().png"];
const bytes = n => Buffer.concat([Buffer.from(photo, "base64"), Buffer.from([n])]);
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });

async function open(at, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript(() => {
    globalThis.pwnedBy = 0;
    globalThis.pwned = globalThis.alert = () => { globalThis.pwnedBy++; };
    document.addEventListener("securitypolicyviolation", event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  page.on("dialog", dialog => { seen.dialogs.push(dialog.message()); dialog.dismiss(); });
  page.on("console", line => {
    if (line.type() === "error" && !line.text().includes(" 403 ")) seen.errors.push(`${line.text()} ${line.location().url}`);
  });
  page.on("pageerror", error => seen.errors.push(error.message));
  page.on("request", request => { if (!request.url().startsWith(at)) seen.foreign.push(request.url()); });
  return page;
}

const api = async (method, path, body, form) => {
  const answer = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, ...(body ? { "Content-Type": "application/json" } : {}) },
    body: form ?? (body && JSON.stringify(body)),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
};

/** Goes to a view by its address; answers when its heading is there, and notes what keeps people out. */
async function go(page, hash, heading) {
  await page.evaluate(to => { location.hash = to; }, hash);
  await page.locator("main h1", heading ? { hasText: heading } : {}).waitFor();
  await page.waitForFunction(() => document.querySelector("main").innerText.length > 40);
  await look(page, hash);
}

async function look(page, where) {
  seen.complaints.push(...(await page.evaluate(complaints)).map(complaint => `${where} ${complaint}`));
  seen.pwned += await page.evaluate(() => globalThis.pwnedBy);
}

/** An empty tenant says what to do, and takes a dataset; this one has the worst names there are. */
async function beginning() {
  const page = await open(url, { viewport: { width: 360, height: 740 } });
  await page.addInitScript(other => sessionStorage.setItem("key", other), empty);
  await page.goto(`${url}/_emulator/ui`);
  await page.getByText("No files yet").waitFor();
  await page.getByRole("button", { name: "Load the demo" }).waitFor();
  await look(page, "empty");
  await go(page, "#/data", "Datasets");
  await page.getByRole("button", { name: "Load edge" }).click();
  await page.getByRole("link", { name: "Look at them" }).click();
  await page.locator(".gallery .file").nth(20).waitFor();
  seen.gallery = await page.locator(".gallery .file").count();
  await look(page, "edge");
  await go(page, "#/data", "Datasets");
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await look(page, "question");
  await page.getByRole("button", { name: "Reset it" }).click();
  await page.getByText("The tenant is empty.").waitFor();
  await go(page, "#/files", "Files");
  await page.getByText("No files yet").waitFor();
  await page.context().close();
}

/** Hostile names and texts wherever a client may put some. */
async function harm(page) {
  seen.uploads = [];
  await page.setInputFiles("#choose", [0, 1, 2, 3, 4, 5].map(n => ({ name: Evil[n], mimeType: "image/png", buffer: bytes(n) })));
  await page.waitForFunction(() => {
    const badges = [...document.querySelectorAll(".uploads .badge")];
    return badges.length === 6 && !badges.some(badge => badge.textContent === "uploading");
  });
  seen.uploads = await page.locator(".uploads li").allInnerTexts();
  const stub = { filename: "*stubbed*", description: '<script>pwned()</script><svg onload=pwned()>',
    tags: ['<b onclick="pwned()">'], visible_text: "</text><script>pwned()</script>" };
  await api("POST", "/_emulator/stubs", stub);
  await api("POST", "/_emulator/faults", { operation: "jobs.get", status: 500, message: "<img src=x onerror=pwned()>" });
  await api("GET", "/api/v2/job/%3Cscript%3Epwned()%3C%2Fscript%3E?%3Cimg%20src=x%20onerror=pwned()%3E=1");
  const form = new FormData();
  form.append("file", new Blob([bytes(9)]), "stubbed.png");
  form.append("title", "<iframe srcdoc='<script>parent.pwned()</script>'>");
  const evil = (await api("POST", "/api/v2/files/upload", null, form)).body.file_id;
  await api("PATCH", `/api/v2/files/${evil}`, { user_description: '<a href="javascript:pwned()">x</a>' });
  await go(page, `#/files/${evil}`, "<iframe");
  await page.locator(".boxes .box").first().waitFor();
  seen.evil = { regions: await page.locator(".boxes .box text").allTextContents(), description: await page.locator(".says").innerText(),
    alt: await page.locator(".frame img").getAttribute("alt") };
  await page.route("**/api/v2/files/*", async route => { // the API refuses such an address; if it ever came, it would stay text
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...await answer.json(),
      media_type: "link", source_url: "javascript:pwned()", crawl_status: "completed" } });
  });
  await go(page, `#/files/${(await api("GET", "/api/v2/files?media_types=link&limit=1")).body.items[0].id}`);
  await page.getByText("javascript:pwned()").first().waitFor();
  seen.scripted = await page.locator('a[href^="javascript"]').count();
  await page.unroute("**/api/v2/files/*");
  return evil;
}

async function walk(page) {
  const first = async kind => {
    const list = await api("GET", `/api/v2/files?media_types=${kind}&limit=40&search=${kind === "document" ? "report" : ""}`);
    return list.body.items.find(file => file.primary_status === "completed").id;
  };
  const session = (await api("GET", "/api/v2/files/sessions?limit=1")).body.items[0].session_id;
  for (const hash of ["#/files", `#/files/${await first("image")}`, `#/files/${await first("document")}`,
    `#/files/${await first("video")}`, "#/sessions", `#/sessions/${session}`, "#/journal", "#/coverage",
    "#/clock", "#/faults", "#/stubs", "#/data"]) {
    await go(page, hash);
    seen.headings[hash.split("/")[1] + (hash.split("/").length > 2 ? "/…" : "")] = await page.locator("main h1").innerText();
    if (!await page.evaluate(() => document.activeElement.matches("main h1"))) seen.complaints.push(`${hash}: the focus is elsewhere`);
  }
}

async function steer(page) {
  await go(page, "#/clock", "Clock");
  await page.getByRole("button", { name: "+1 hour" }).click();
  await page.getByText("1 h", { exact: true }).waitFor();
  seen.shift = (await api("GET", "/_emulator/clock")).body.shift_seconds;
  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  await page.getByText("stands still", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText("goes on", { exact: true }).waitFor();

  await go(page, "#/faults", "Faults");
  await page.getByRole("switch", { name: "rate-limited" }).focus();
  await page.keyboard.press("Space");
  await page.locator('[role=switch][aria-checked=true]').waitFor();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => !document.querySelector("[role=switch][aria-checked=true]"));
  await page.getByLabel("Operation", { exact: true }).fill("files.list");
  await page.getByRole("button", { name: "Add the fault" }).click();
  const row = page.locator(".rows li", { hasText: "files.list" });
  await row.getByText("0 hits").waitFor();
  await go(page, "#/files", "Files"); // looking does not spend it
  await page.locator(".gallery .file").first().waitFor();
  seen.faulted = (await api("GET", "/api/v2/files")).status;
  await go(page, "#/faults", "Faults");
  await row.getByText("1 hit,").waitFor();
  await go(page, "#/journal?fault=true", "Journal");
  await page.locator(".request .mark.fault").first().waitFor();
  seen.marked = await page.locator(".request", { hasText: "files.list" }).locator(".mark.fault").count();
  await page.locator(".request summary").first().click();
  await page.locator(".request .inside h2").first().waitFor();
  await look(page, "#/journal opened");
}

/** By keys alone: to the content, to a view, to a file and back. */
async function keys(page) {
  await page.goto(`${url}/_emulator/ui#/files`);
  await page.reload();
  await page.locator(".gallery .file").first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  seen.skipped = await focused();
  for (let i = 0; i < 12 && !await page.evaluate(() => document.activeElement.matches(".file")); i++) await page.keyboard.press("Tab");
  seen.outlined = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await page.keyboard.press("Enter");
  await page.locator(".crumbs").waitFor();
  seen.opened = await page.evaluate(() => location.hash.startsWith("#/files/") && document.activeElement.matches("main h1"));
  await page.goBack();
  await page.locator(".gallery .file").first().waitFor();
  seen.back = await focused();
}

async function drop(page) {
  const data = await page.evaluateHandle(([name, content]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name));
    return transfer;
  }, ["dropped.txt", note]);
  for (const event of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("main", event, { dataTransfer: data });
  await page.locator(".uploads .badge.uploaded").waitFor();
  await page.getByLabel("Search").fill("dropped");
  await page.getByText("1 file", { exact: true }).waitFor();
  seen.dropped = await page.locator(".gallery .name").allInnerTexts();
}

/** Deleted after a question, and brought back by the notice that says so. */
async function regret(page, id) {
  await go(page, `#/files/${id}`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByText("Deleted.").waitFor();
  seen.deleted = (await api("GET", `/api/v2/files/${id}`)).status;
  await page.getByRole("button", { name: "Bring it back" }).click();
  await page.locator(".crumbs").waitFor();
  seen.restored = (await api("GET", `/api/v2/files/${id}`)).status;
}

/** A phone in the dark, as narrow as they come. */
async function phone(evil) {
  const page = await open(url, { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await page.goto(`${url}/_emulator/ui`);
  await page.locator(".gallery .file").first().waitFor();
  await page.getByRole("button", { name: "Menu" }).click();
  await look(page, "menu");
  await page.locator("#nav").getByRole("link", { name: "Faults" }).click();
  await page.locator("main h1", { hasText: "Faults" }).waitFor();
  seen.closed = await page.getByRole("button", { name: "Menu" }).getAttribute("aria-expanded");
  for (const hash of ["#/files?order=created_at.desc", `#/files/${evil}`, "#/sessions", "#/journal", "#/coverage", "#/clock",
    "#/faults", "#/stubs", "#/data"]) await go(page, hash);
  await page.getByRole("button", { name: /Theme/ }).click();
  await go(page, "#/journal", "Journal");
  seen.theme = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.context().close();
}

/** With a control token the page asks for it. */
async function tokened() {
  const page = await open(guarded);
  await page.goto(`${guarded}/_emulator/ui#/clock`);
  seen.refused = await page.locator(".panel.bad strong").innerText();
  await page.getByRole("button", { name: "Enter the token" }).click();
  await page.getByLabel("Control token").fill(token);
  await page.keyboard.press("Enter");
  await page.getByText("goes on", { exact: true }).waitFor();
  seen.tokened = await page.locator(".panel.bad").count();
  await page.context().close();
}

try {
  await beginning();
  const page = await open(url);
  await page.goto(`${url}/_emulator/ui`);
  await page.locator(".gallery .file").nth(20).waitFor();
  const evil = await harm(page);
  await walk(page);
  await steer(page);
  await keys(page);
  await drop(page);
  await regret(page, evil);
  await phone(evil);
  await tokened();
  seen.journal = (await api("GET", "/_emulator/requests?limit=1000")).body.items.map(request => request.operation);
  console.log(JSON.stringify(seen));
} catch (error) {
  console.error(JSON.stringify(seen));
  throw error;
} finally {
  await browser.close();
}
