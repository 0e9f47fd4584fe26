// Drives the dashboard in Chromium as a user does, also with hostile names and texts. Input (stdin): JSON; output: JSON of what was
// observed, which the test that runs this script checks.
import { text } from "node:stream/consumers";
import { startDriver } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, emptyKey, guardedUrl, token, photo, note } = input;
const { observed, open, send, inspect, go, close } = await startDriver(input);
const HostileNames = ['<img src=x onerror=pwned()>.png', '"><script>pwned()<\/script>.png', "evil\u202Egpj.exe.png",
  "\u05d0\u05d1\u05d2 x".repeat(8) + ".png", "n".repeat(251) + ".png", "javascript:pwned().png"];
const createPicture = n => Buffer.concat([Buffer.from(photo, "base64"), Buffer.from([n])]);

/** An empty tenant shows what to do; the dataset edge has names that are hard to show. */
async function fillEmptyTenant() {
  const page = await open(url, { viewport: { width: 360, height: 740 } });
  await page.addInitScript(otherKey => sessionStorage.setItem("key", otherKey), emptyKey);
  await page.goto(`${url}/_emulator/ui`);
  await page.getByText("No files yet").waitFor();
  await page.getByRole("button", { name: "Load the demo dataset" }).waitFor();
  await inspect(page, "empty tenant");
  await go(page, "#/data", "Datasets");
  await page.getByRole("button", { name: "Load edge" }).click();
  await page.getByRole("link", { name: "Show the files" }).click();
  await page.locator(".gallery .file").nth(20).waitFor();
  observed.galleryCount = await page.locator(".gallery .file").count();
  await inspect(page, "dataset edge");
  await go(page, "#/data", "Datasets");
  await page.getByRole("button", { name: "Reset the tenant" }).click();
  await inspect(page, "confirmation");
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await page.getByText("The tenant is empty.").waitFor();
  await go(page, "#/files", "Files");
  await page.getByText("No files yet").waitFor();
  await page.context().close();
}

/** Puts hostile names and texts wherever a client can. */
async function addHostileTexts(page) {
  observed.uploads = [];
  const files = HostileNames.map((name, n) => ({ name, mimeType: "image/png", buffer: createPicture(n) }));
  await page.setInputFiles("#choose", files);
  await page.waitForFunction(() => {
    const badges = [...document.querySelectorAll(".uploads .badge")];
    return badges.length === 6 && !badges.some(badge => badge.textContent === "uploading");
  });
  observed.uploads = await page.locator(".uploads li").allInnerTexts();
  const stub = { filename: "*stubbed*", description: '<script>pwned()</script><svg onload=pwned()>',
    tags: ['<b onclick="pwned()">'], visible_text: "</text><script>pwned()</script>" };
  await send("POST", "/_emulator/stubs", stub);
  await send("POST", "/_emulator/faults", { operation: "jobs.get", status: 500, message: "<img src=x onerror=pwned()>" });
  await send("GET", "/api/v2/job/%3Cscript%3Epwned()%3C%2Fscript%3E?%3Cimg%20src=x%20onerror=pwned()%3E=1");
  const form = new FormData();
  form.append("file", new Blob([createPicture(9)]), "stubbed.png");
  form.append("title", "<iframe srcdoc='<script>parent.pwned()</script>'>");
  const hostileId = (await send("POST", "/api/v2/files/upload", null, form)).body.file_id;
  await send("PATCH", `/api/v2/files/${hostileId}`, { user_description: '<a href="javascript:pwned()">x</a>' });
  await go(page, `#/files/${hostileId}`, "<iframe");
  await page.locator(".boxes .box").first().waitFor();
  observed.hostileFile = {
    regions: await page.locator(".regions li, .boxes title").allTextContents(),
    description: await page.locator(".description").innerText(),
    alt: await page.locator(".frame img").getAttribute("alt"),
  };
  await page.route("**/api/v2/files/*", async route => { // the API refuses such an address; the page shows it as text
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...await response.json(),
      media_type: "link", source_url: "javascript:pwned()", crawl_status: "completed" } });
  });
  await go(page, `#/files/${(await send("GET", "/api/v2/files?media_types=link&limit=1")).body.items[0].id}`);
  await page.getByText("javascript:pwned()").first().waitFor();
  observed.scriptLinks = await page.locator('a[href^="javascript"]').count();
  await page.unroute("**/api/v2/files/*");
  return hostileId;
}

async function visitViews(page) {
  const first = async kind => {
    const list = await send("GET", `/api/v2/files?media_types=${kind}&limit=40&search=${kind === "document" ? "report" : ""}`);
    return list.body.items.find(file => file.primary_status === "completed").id;
  };
  const session = (await send("GET", "/api/v2/files/sessions?limit=1")).body.items[0].session_id;
  for (const hash of ["#/files", `#/files/${await first("image")}`, `#/files/${await first("document")}`,
    `#/files/${await first("video")}`, "#/sessions", `#/sessions/${session}`, "#/journal", "#/coverage",
    "#/clock", "#/faults", "#/stubs", "#/data", "#/assumptions"]) {
    await go(page, hash);
    observed.headings[hash.split("/")[1] + (hash.split("/").length > 2 ? "/…" : "")] = await page.locator("main h1").innerText();
    if (!await page.evaluate(() => document.activeElement.matches("main h1"))) observed.problems.push(`${hash}: the heading has no focus`);
  }
}

async function useControls(page) {
  await go(page, "#/clock", "Clock");
  await page.getByRole("button", { name: "+1 hour" }).click();
  await page.getByText("+1 h", { exact: true }).waitFor();
  observed.shift = (await send("GET", "/_emulator/clock")).body.shift_seconds;
  const frozen = page.getByRole("switch", { name: "Frozen" });
  await frozen.click();
  await page.getByText("frozen", { exact: true }).waitFor();
  await frozen.click();
  await page.getByText("running", { exact: true }).waitFor();

  await go(page, "#/faults", "Faults");
  await page.getByRole("switch", { name: "rate-limited" }).focus();
  await page.keyboard.press("Space");
  await page.locator('[role=switch][aria-checked=true]').waitFor();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => !document.querySelector("[role=switch][aria-checked=true]"));
  await page.getByRole("combobox", { name: "Operation", exact: true }).selectOption("files.list");
  await page.getByRole("button", { name: "Add the fault" }).click();
  const row = page.locator(".rows li", { hasText: "files.list" });
  await row.getByText("0 hits").waitFor();
  await go(page, "#/files", "Files"); // the page does not use the fault up
  await page.locator(".gallery .file").first().waitFor();
  observed.faultStatus = (await send("GET", "/api/v2/files")).status;
  await go(page, "#/faults", "Faults");
  await row.getByText("1 hit,").waitFor();
  await go(page, "#/journal?fault=true", "Journal");
  await page.locator(".exchange .mark.fault").first().waitFor();
  observed.faultMarks = await page.locator(".exchange", { hasText: "files.list" }).locator(".mark.fault").count();
  await page.locator(".exchange").first().click();
  await page.locator(".exchange-details h2").waitFor();
  await inspect(page, "#/journal opened");
}

/** Uses the keyboard only: to the content, to a file and back. */
async function useKeyboard(page) {
  await page.goto(`${url}/_emulator/ui#/files`);
  await page.reload();
  await page.locator(".gallery .file").first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const getFocused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  observed.focusAfterSkip = await getFocused();
  for (let i = 0; i < 80 && !await page.evaluate(() => document.activeElement.matches(".file")); i++) await page.keyboard.press("Tab");
  observed.focusOutline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await page.keyboard.press("Enter");
  await page.locator(".crumbs").waitFor();
  observed.isFileOpen = await page.evaluate(() => location.hash.startsWith("#/files/") && document.activeElement.matches("main h1"));
  await page.goBack();
  await page.locator(".gallery .file").first().waitFor();
  observed.focusAfterBack = await getFocused();
}

async function dropFile(page) {
  const data = await page.evaluateHandle(([name, content]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name));
    return transfer;
  }, ["dropped.txt", note]);
  for (const event of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("main", event, { dataTransfer: data });
  await page.locator(".uploads .badge.uploaded").waitFor();
  await page.getByLabel("Search").fill("dropped");
  await page.getByText("1 file", { exact: true }).waitFor();
  observed.droppedNames = await page.locator(".gallery .name").allInnerTexts();
}

/** Deletes a file after a confirmation, and restores it by the button of the message. */
async function deleteAndRestore(page, id) {
  await go(page, `#/files/${id}`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete the file" }).click();
  await page.getByText("The file was deleted.").waitFor();
  observed.statusAfterDelete = (await send("GET", `/api/v2/files/${id}`)).status;
  await page.getByRole("button", { name: "Restore", exact: true }).click();
  await page.locator(".crumbs").waitFor();
  observed.statusAfterRestore = (await send("GET", `/api/v2/files/${id}`)).status;
}

/** A narrow phone in dark mode. */
async function usePhone(hostileId) {
  const page = await open(url, { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await page.goto(`${url}/_emulator/ui`);
  await page.locator(".gallery .file").first().waitFor();
  await page.getByRole("button", { name: "Menu" }).click();
  await inspect(page, "menu");
  await page.locator("#nav").getByRole("link", { name: "Faults" }).click();
  await page.locator("main h1", { hasText: "Faults" }).waitFor();
  observed.menuExpanded = await page.getByRole("button", { name: "Menu" }).getAttribute("aria-expanded");
  for (const hash of ["#/files?order=created_at.desc", `#/files/${hostileId}`, "#/sessions", "#/journal", "#/coverage", "#/clock",
    "#/faults", "#/stubs", "#/data", "#/assumptions"]) await go(page, hash);
  await page.getByRole("button", { name: /Theme/ }).click();
  await go(page, "#/journal", "Journal");
  observed.theme = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.context().close();
}

/** With a control token, the page asks for it. */
async function enterToken() {
  const page = await open(guardedUrl);
  await page.goto(`${guardedUrl}/_emulator/ui#/clock`);
  observed.refusal = await page.locator(".panel.bad strong").innerText();
  await page.getByRole("button", { name: "Enter the token" }).click();
  await page.getByLabel("Control token").fill(token);
  await page.keyboard.press("Enter");
  await page.getByText("running", { exact: true }).waitFor();
  observed.errorsWithToken = await page.locator(".panel.bad").count();
  await page.context().close();
}

try {
  await fillEmptyTenant();
  const page = await open(url);
  await page.goto(`${url}/_emulator/ui`);
  await page.locator(".gallery .file").nth(20).waitFor();
  const hostileId = await addHostileTexts(page);
  await visitViews(page);
  await useControls(page);
  await useKeyboard(page);
  await dropFile(page);
  await deleteAndRestore(page, hostileId);
  await usePhone(hostileId);
  await enterToken();
  observed.operations = (await send("GET", "/_emulator/requests?limit=1000")).body.items.map(request => request.operation);
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
