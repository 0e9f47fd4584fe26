// The pages of files, sessions and datasets, by keyboard: where the focus goes, what the messages say, what a page does not hide. Input
// (stdin): JSON; output: JSON of what was observed, which the test that runs this script checks.
import { text } from "node:stream/consumers";
import { press, startDriver, tabTo } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, key, seedKey } = input;
const { observed, open, send, inspect, go, close } = await startDriver(input);

const button = (page, name) => page.getByRole("button", { name, exact: true });
const findFile = async query => (await send("GET", `/_emulator/files?limit=1&${query}`)).body.items[0];
const readFocus = page => page.evaluate(() => {
  const { activeElement: focused } = document;
  return focused.closest("[data-stage]")?.dataset.stage ?? focused.getAttribute("aria-label") ?? focused.tagName;
});
const uploadAs = async (name, bytes) => {
  const form = new FormData();
  form.append("file", new Blob([bytes]), name);
  return (await send("POST", "/api/v2/files/upload", null, form)).body.file_id;
};

async function openTenant(options, tenantKey = key) {
  const page = await open(url, options);
  await page.addInitScript(value => sessionStorage.setItem("key", value), tenantKey);
  await page.goto(`${url}/_emulator/ui`);
  await page.locator("main h1").waitFor();
  return page;
}

/** A session shows the file for which it waits, and ends when the stage is completed there. */
async function completeStuckFile(page) {
  const { images } = (await send("GET", "/api/v2/files/sessions/stuck")).body;
  const { session_id: session, file_id: id } = images.find(file => file.session_id);
  await go(page, "#/sessions", "Sessions");
  const names = page.locator("section", { hasText: "stuck files" }).locator("li a[href^='#/files/']");
  await names.nth(1).waitFor();
  observed.stuckNames = await names.allInnerTexts();
  const files = await Promise.all(images.map(async file => (await send("GET", `/api/v2/files/${file.file_id}`)).body));
  observed.namesOfStuckFiles = files.map(({ title, filename }) => title ?? filename);
  await go(page, `#/sessions/${session}`, "Session");
  const row = page.locator(`[data-stage="${id}"]`);
  await row.getByText(/^Description has been running since .* does not end by itself/).waitFor();
  await inspect(page, "a stuck session");
  await press(row.getByRole("button", { name: "Complete description" }));
  await row.locator(".badge.completed").waitFor();
  observed.isFocusInRow = await readFocus(page) === id;
  observed.sessionStatus = (await send("GET", `/api/v2/files/sessions/${session}/status`)).body.status;
}

/** The focus stays at the stage whose button disappears; the scale of an old file begins again at the retry. */
async function endStages(page) {
  const { file_id: stuck } = (await send("GET", "/api/v2/files/sessions/stuck")).body.images[0];
  await go(page, `#/files/${stuck}`);
  await page.getByRole("region", { name: "Why this file is stuck" }).waitFor();
  await inspect(page, "a stuck file");
  await press(page.locator(".stages").getByRole("button", { name: "Complete description" }));
  await page.locator(".stages li[data-stage=description] .badge.completed").waitFor();
  observed.focusAfterComplete = await readFocus(page);
  const failed = await findFile("status=failed&media_types=image");
  await go(page, `#/files/${failed.id}`);
  await page.locator(".frame img").waitFor();
  observed.pictureWithoutVariants = await page.locator("main").getByText(/^original: .*The variants failed/).innerText();
  observed.problem = await page.locator(".problem li", { hasText: "Description failed" }).locator("small").innerText();
  await press(page.locator(".problem").getByRole("button", { name: "Retry description" }));
  await page.locator(".stages li[data-stage=description] .badge.completed").waitFor();
  observed.focusAfterRetry = await readFocus(page);
  observed.scaleNote = await page.getByText(/^The scale leaves out/).innerText();
  observed.retriedWidth = Number(await page.locator(".stages li[data-stage=description] rect.ran").getAttribute("width"));
  await inspect(page, "a retried file");
}

/** The field shows the words of the address, unless they are being typed. */
async function search(page) {
  await go(page, "#/files?search=valve", "Files");
  const field = page.getByLabel("Search");
  await field.focus();
  await page.waitForFunction(() => document.querySelector("[type=search]").value === "valve");
  await page.evaluate(() => { location.hash = "#/files"; });
  await page.waitForFunction(() => document.querySelectorAll(".filter-chips li").length === 0);
  observed.searchAfterLink = await field.inputValue();
  await page.keyboard.type("pump");
  await page.locator(".filter-chips li", { hasText: "pump" }).waitFor();
  await page.keyboard.type(" ro");
  await page.waitForTimeout(100);
  observed.searchWhileTyping = await field.inputValue();
}

/** The tree is one stop of the Tab key. A file of the filtered list leads back to it, and names its folder. */
async function useTree(page) {
  await go(page, "#/files", "Files");
  const tree = page.getByRole("tree");
  await tree.getByRole("treeitem", { name: /^Reports/ }).waitFor();
  observed.treeStops = await tree.locator("[tabindex='0']").count();
  await tabTo(page, tree.getByRole("treeitem", { name: "All files" }));
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  observed.treeItem = await page.evaluate(() => document.activeElement.querySelector("bdi").textContent);
  await page.keyboard.press("Enter");
  await page.locator(".filter-chips li", { hasText: "Folder Drawings" }).waitFor();
  observed.treeFocus = await page.evaluate(() => document.activeElement.getAttribute("role"));
  await page.locator(".gallery .file").first().press("Enter");
  await page.locator(".crumbs a").nth(2).waitFor();
  observed.crumbs = await page.locator(".crumbs a").allInnerTexts();
  await inspect(page, "a file in a folder");
  await press(page.locator(".crumbs a").first());
  await page.locator(".filter-chips li", { hasText: "Folder Drawings" }).waitFor();
}

/** Tags keep the selection; moving needs a choice; a restore removes the message that offers it. */
async function changeSelection(page) {
  await go(page, "#/files?kind=image&status=completed", "Files");
  await press(page.locator(".gallery .select").first(), "Space");
  const bar = page.getByRole("region", { name: "Selected files" });
  await press(bar.getByRole("button", { name: "Tags" }));
  await page.getByRole("dialog").getByLabel("Tag", { exact: true }).focus();
  await page.keyboard.type("seen");
  await page.keyboard.press("Enter");
  await page.getByText("The tag seen was added to 1 file.").waitFor();
  observed.selectedAfterTags = await bar.getByText("1 file selected").isVisible();
  observed.enabledActions = await bar.locator("[data-action]:enabled").count();
  await press(bar.getByRole("button", { name: "Move" }));
  await page.getByRole("combobox", { name: "Folder" }).press("Enter");
  await press(page.getByRole("dialog").getByRole("button", { name: "Move" }));
  observed.isMoveOpen = await page.getByRole("dialog").isVisible();
  await page.keyboard.press("Escape");
  await press(bar.getByRole("button", { name: "Delete" }));
  await press(button(page, "Delete the files"));
  await page.getByText("1 file deleted.").waitFor();
  observed.focusAfterDelete = await readFocus(page);
  await press(button(page, "Restore"));
  await page.getByText("1 file restored.").waitFor();
  observed.messagesAfterRestore = await page.locator(".toast > span").allInnerTexts();
}

/** A deleted file can be restored on its own page; an unknown one costs one request. */
async function openMissing(page) {
  const { id } = await findFile("status=completed&media_types=image");
  await send("DELETE", `/api/v2/files/${id}`);
  await go(page, `#/files/${id}`, "This file was deleted");
  await inspect(page, "a deleted file");
  await press(button(page, "Restore the file"));
  await page.locator(".stages").waitFor();
  const refused = [];
  const count = response => response.status() === 404 && refused.push(response.url());
  page.on("response", count);
  await go(page, "#/files/nonsense", "File not found");
  await page.getByRole("link", { name: "All files" }).waitFor();
  observed.requestsForNonsense = refused.length;
  page.off("response", count);
}

async function uploadSeveral(page) {
  const files = [["one.txt", "One."], ["two.txt", "Two."], ["empty.txt", ""]]
    .map(([name, content]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) }));
  observed.uploads = {};
  await uploadAs("one.txt", "One.");
  for (const [method, selection] of [["Upload through the API", files], ["Upload by presigned URL", [files[0], files[2]]]]) {
    await go(page, "#/files", "Files");
    await page.getByLabel("Upload method").selectOption({ label: method });
    await page.setInputFiles("#choose", selection);
    await page.waitForFunction(count => document.querySelectorAll(".uploads .badge:is(.uploaded, .failed, .skipped)").length === count,
      selection.length);
    observed.uploads[method] = (await page.locator(".uploads li").allInnerTexts()).map(line => line.replaceAll("\n", " "));
  }
}

async function readDocument(page) {
  const documents = (await send("GET", "/api/v2/files?media_types=document&limit=100")).body.items;
  const find = type => documents.find(file => file.document_type === type && file.primary_status === "completed").id;
  await go(page, `#/files/${find("docx")}`);
  await page.locator(".page-text .heading").first().waitFor();
  observed.elements = await page.locator(".page-text .element > .tag").allInnerTexts();
  observed.tableOfPage = await page.locator(".page-text table").first().innerText();
  await inspect(page, "a page as text");
  await go(page, `#/files/${find("pdf")}`);
  await page.getByText(/^Page 1 of \d/).waitFor();
  await press(button(page, "Next page"));
  await page.locator(".boxes .written").first().waitFor();
  observed.visibleNumbers = await page.locator(".boxes .in-margin").evaluateAll(
    nodes => nodes.filter(node => getComputedStyle(node).visibility === "visible").length);
  observed.documentHeadings = (await page.locator(".left h2").allInnerTexts()).map(heading => heading.replace(/[\d,]+/, "n"));
  await inspect(page, "the text in a page");
}

async function compare(page) {
  await send("POST", "/_emulator/snapshots", { name: "start" });
  const { id } = await findFile("status=completed&media_types=image&sort_by=size_bytes");
  await send("DELETE", `/api/v2/files/${id}`);
  await go(page, "#/data", "Datasets");
  await press(button(page, "Compare start with now"));
  await page.locator(".changes li.removed").waitFor();
  observed.differences = await page.locator(".diff > section h4 .change").allInnerTexts();
  await inspect(page, "a deletion among the differences");
}

/** Loading a dataset asks before it sends anything that is refused. */
async function loadAgain() {
  const page = await openTenant({ viewport: { width: 390, height: 800 }, colorScheme: "dark" }, seedKey);
  const posts = [];
  page.on("request", request => request.method() === "POST" && posts.push(new URL(request.url()).pathname));
  await go(page, "#/data", "Datasets");
  await press(page.getByRole("button", { name: "Load edge" }));
  await press(button(page, "Reset and load"));
  await page.getByText("The dataset edge was loaded").waitFor();
  observed.seedRequests = posts;
  await go(page, "#/sessions", "Sessions");
  await page.context().close();
}

/** The sessions on a phone: nothing is hidden at the side. */
async function usePhone() {
  const page = await openTenant({ viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  await go(page, "#/sessions", "Sessions");
  await page.locator(".sessions tr").nth(1).waitFor();
  observed.hiddenWidth = await page.locator(".sessions").evaluate(node => node.scrollWidth - node.clientWidth);
  await page.context().close();
}

const steps = { completeStuckFile, endStages, search, useTree, changeSelection, openMissing, uploadSeveral, readDocument, compare };
const page = await openTenant();
try {
  for (const step of Object.values(steps)) await step(page);
  await loadAgain();
  await usePhone();
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
