// The files of the dashboard: filters, the tree, selection, stages, uploads in parts, snapshots, exports. Everything is done by keyboard.
// Input (stdin): JSON; output: JSON of what was observed, which the test that runs this script checks.
import { text } from "node:stream/consumers";
import { press, startDriver } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, key } = input;
const { observed, open, send, inspect, go, close } = await startDriver(input);

/** Selects an option of a list by the first letters of its text. */
async function choose(page, label, letters) {
  await page.getByRole("combobox", { name: label, exact: true }).focus();
  await page.keyboard.type(letters);
  await page.keyboard.press("Enter");
}

const names = page => page.locator(".gallery .name").allInnerTexts();
const summary = page => page.locator(".summary");

async function openFiles(page, hash = "#/files") {
  await page.goto(`${url}/_emulator/ui${hash}`);
  await page.reload();
  await page.locator(".gallery .file").first().waitFor();
}

/** Returns when the list shows as many files as the text says. */
async function waitForCount(page, count) {
  await summary(page).getByText(new RegExp(`^${count} files?\\b`)).waitFor();
  return names(page);
}

async function useFilters(page) {
  await openFiles(page);
  await choose(page, "Status", "Failed");
  await page.waitForFunction(() => location.hash.includes("status=failed"));
  await page.locator(".filter-chips li").waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll(".gallery .badge")].every(badge => badge.textContent === "failed"));
  observed.failedInList = (await names(page)).length;
  await inspect(page, "filter by status");
  await press(page.getByRole("button", { name: "Remove the filter Failed" }));
  await page.locator(".filter-chips li").waitFor({ state: "detached" });
  await page.getByLabel("Tag", { exact: true }).focus();
  await page.keyboard.type("corro");
  await page.locator("#known-tags option[value=corrosion]").waitFor({ state: "attached" });
  await page.keyboard.type("sion");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.includes("tag=corrosion"));
  const { total_count: tagged } = (await send("GET", "/api/v2/files?tags=corrosion")).body;
  await waitForCount(page, tagged);
  await openFiles(page);
  await page.locator(".tree").getByRole("treeitem", { name: "Inspections" }).press("ArrowRight");
  const folder = (await send("GET", "/api/v2/folders")).body.items.find(item => item.name === "Basement");
  await press(page.locator(".tree").getByRole("treeitem", { name: /^Basement/ }));
  await waitForCount(page, folder.file_count);
  observed.folderFilter = await page.locator(".filter-chips li bdi").allInnerTexts();
  observed.currentPlace = await page.locator(".tree [aria-current] bdi").innerText();
  await inspect(page, "a folder");
}

const check = (page, n) => press(page.locator(".gallery .select").nth(n), "Space");

async function selectTwo(page, hash) {
  await openFiles(page, hash);
  await check(page, 0);
  await check(page, 1);
  await page.getByText("2 files selected").waitFor();
  return page.locator(".gallery .select:checked").evaluateAll(boxes => boxes.map(box => box.dataset.id));
}

const bar = page => page.getByRole("region", { name: "Selected files" });
const readAll = async ids => Promise.all(ids.map(async id => (await send("GET", `/api/v2/files/${id}`)).body));

async function useSelection(page) {
  const images = "#/files?kind=image&status=completed";
  let ids = await selectTwo(page, images);
  await inspect(page, "two selected files");
  await press(bar(page).getByRole("button", { name: "Tags" }));
  await page.getByRole("dialog").getByLabel("Tag", { exact: true }).focus();
  await page.keyboard.type("reviewed");
  await inspect(page, "the dialog of tags");
  await page.keyboard.press("Enter");
  await page.getByText("The tag reviewed was added to 2 files.").waitFor();
  observed.tagged = (await readAll(ids)).map(file => file.tags.includes("reviewed"));

  await selectTwo(page, images);
  const { total_count: count } = (await send("GET", "/_emulator/files?media_types=image&status=completed&limit=1")).body;
  await press(bar(page).getByRole("button", { name: `Select all ${count} files` }));
  await page.getByText(`${count} files selected`).waitFor();
  await inspect(page, "all files selected");
  await press(bar(page).getByRole("button", { name: "Tags" }));
  await page.getByRole("dialog").getByLabel("Tag", { exact: true }).focus();
  await page.keyboard.type("everywhere");
  await page.keyboard.press("Enter");
  await page.getByText(`The tag everywhere was added to ${count} files.`).waitFor();
  observed.taggedOnAllPages = (await send("GET", "/api/v2/files?tags=everywhere&limit=1")).body.total_count - count;

  ids = await selectTwo(page, images);
  await press(bar(page).getByRole("button", { name: "Move" }));
  await choose(page, "Folder", "Inbox");
  await press(page.getByRole("button", { name: "Move", exact: true }));
  await page.getByText("2 files moved to Inbox.").waitFor();
  const inbox = (await send("GET", "/api/v2/folders")).body.items.find(item => item.name === "Inbox");
  observed.moved = (await send("GET", `/api/v2/files?folder_id=${inbox.id}&ids=${ids[0]}&ids=${ids[1]}`)).body.total_count;

  ids = await selectTwo(page, images);
  await press(bar(page).getByRole("button", { name: "Export" }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }));
  const link = page.getByRole("link", { name: "Download the CSV file" });
  await link.waitFor();
  await inspect(page, "an export");
  const table = await (await fetch(await link.getAttribute("href"))).text();
  observed.exported = ids.every(id => table.includes(id)) ? table.trim().split("\r\n").length : table;
  await page.keyboard.press("Escape");

  await press(bar(page).getByRole("button", { name: "Delete" }));
  await press(page.getByRole("button", { name: "Delete the files" }));
  await page.getByText("2 files deleted.").waitFor();
  observed.deleted = (await readAll(ids)).map(answer => answer.error?.code ?? answer.id);
  await press(page.getByRole("button", { name: "Restore", exact: true }));
  await page.getByText("2 files restored.").waitFor();
  observed.restored = (await readAll(ids)).map((file, i) => file.id === ids[i]);
}

/** Fails and retries stages: from the list, and beside the title of a file. */
async function useStages(page) {
  await send("POST", "/_emulator/clock/freeze", {});
  const form = new FormData();
  form.append("file", new Blob([Buffer.from(input.photo, "base64"), "1"]), "kitchen.jpg");
  const { file_id: id } = (await send("POST", "/api/v2/files/upload", null, form)).body;
  const stage = async name => (await send("GET", `/_emulator/files/${id}`)).body.stages.find(one => one.stage === name);
  await openFiles(page, "#/files?search=kitchen&status=processing");
  await check(page, 0);
  await page.locator(".selection [data-action=hold]:enabled").waitFor();
  observed.possibleActions = await page.locator(".selection [data-action]:enabled").evaluateAll(
    buttons => buttons.map(one => one.dataset.action));
  await press(bar(page).getByRole("button", { name: "Fail" }));
  await choose(page, "Error type", "validation");
  await press(page.getByRole("dialog").getByRole("button", { name: "Fail", exact: true }));
  await page.getByText("2 stages of 1 file failed.").waitFor();
  observed.failedStages = [(await stage("variants")).error_type, (await stage("description")).error_type];
  await go(page, `#/files/${id}`);
  await page.getByRole("region", { name: "What went wrong" }).waitFor();
  await inspect(page, "a failed file");
  await press(page.getByRole("region", { name: "What went wrong" }).getByRole("button", { name: "Retry description" }));
  await page.getByText("Description is now processing.").waitFor();
  await send("POST", "/_emulator/clock/advance", { seconds: 60 });
  await page.waitForFunction(() => document.querySelectorAll(".problem .rows > li").length === 1);
  observed.retried = (await stage("description")).status;
  const times = page.locator(".stages > li", { hasText: "Description" }).locator(".times").getByText(/^ran/);
  observed.timeline = await times.innerText();
  await send("POST", "/_emulator/clock/resume");
}

async function uploadInParts(page) {
  await openFiles(page);
  await page.getByLabel("Upload method").focus();
  await page.keyboard.type("Upload in");
  const body = Buffer.concat([Buffer.from("# Minutes\n\n"), Buffer.alloc(11 * 1024 * 1024, "All agreed. ")]);
  await page.setInputFiles("#choose", [{ name: "minutes.txt", mimeType: "text/plain", buffer: body }]);
  await page.locator(".uploads .badge.uploaded").waitFor();
  observed.parts = await page.locator(".uploads .part.confirmed").count();
  const id = (await page.locator(".uploads a").getAttribute("href")).split("/").pop();
  const file = (await send("GET", `/api/v2/files?ids=${id}`)).body.items[0];
  observed.uploadMethod = [(await readAll([id]))[0].upload_method, file.size_bytes];
  await inspect(page, "an upload in parts");
}

async function compareSnapshots(page) {
  await go(page, "#/data", "Datasets");
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.type("before");
  await page.keyboard.press("Enter");
  const compare = page.getByRole("button", { name: "Compare before with now" });
  await compare.waitFor();
  const [changed, deleted] = (await send("GET", "/api/v2/files?media_types=image&limit=2")).body.items;
  await send("PATCH", `/api/v2/files/${changed.id}`, { title: "A new title" });
  await send("POST", "/api/v2/projects", { name: "Added afterwards" });
  await press(compare);
  await page.locator(".changes li.changed", { hasText: "A new title" }).first().waitFor();
  observed.differences = await page.locator(".diff h4").allInnerTexts();
  observed.changedTo = await page.locator(".changes li.changed ins", { hasText: "A new title" }).first().innerText();
  observed.addedProject = await page.locator(".changes li.added").innerText();
  await inspect(page, "differences");
}

/** The list on a phone in dark mode. */
async function usePhone() {
  const page = await openTenant({ viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await openFiles(page);
  await press(page.getByRole("button", { name: "Show as a list" }));
  await page.locator(".gallery.dense").waitFor();
  await press(page.getByText("Projects and folders"));
  await page.locator(".tree a").first().waitFor();
  await check(page, 0);
  await inspect(page, "the list on a phone");
  await page.context().close();
}

/** Files without bytes: the pages ask for nothing that is not there, which would be an error of the console. */
async function visitFilesWithoutBytes() {
  const headers = { Authorization: `Bearer ${input.scaleKey}`, "Content-Type": "application/json" };
  await fetch(`${url}/_emulator/seed`, { method: "POST", headers, body: JSON.stringify({ dataset: "scale", count: 60 }) });
  const { items } = await (await fetch(`${url}/api/v2/files?limit=2`, { headers })).json();
  const page = await openTenant({}, input.scaleKey);
  await openFiles(page);
  for (const { id } of items) {
    await go(page, `#/files/${id}`);
    await page.getByText("The bytes of this file are not stored.").waitFor();
  }
  await page.context().close();
}

async function openTenant(options, tenantKey = key) {
  const page = await open(url, options);
  await page.addInitScript(value => sessionStorage.setItem("key", value), tenantKey);
  return page;
}

const page = await openTenant();
try {
  await useFilters(page);
  await useSelection(page);
  await useStages(page);
  await uploadInParts(page);
  await compareSnapshots(page);
  await usePhone();
  await visitFilesWithoutBytes();
} finally {
  await close();
}
console.log(JSON.stringify(observed));
