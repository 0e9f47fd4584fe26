// Uses the map of coverage by keyboard: moves between operations, reads what is missing, copies and runs an example request.
// Input (stdin): JSON; output: JSON of what was observed, which the test that runs this script checks.
import { execFile } from "node:child_process";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { startDriver, press } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, key } = input;
const { observed, open, send, inspect, go, close } = await startDriver(input);
const cell = (page, id) => page.locator(`.cell[data-id="${id}"]`);
const details = page => page.locator(".coverage-details");
const focusedOperation = page => page.evaluate(() => document.activeElement.dataset.id ?? null);

async function sendRequests() {
  await send("GET", "/api/v2/files?limit=2");
  await send("GET", "/api/v2/files?limit=1000");
  await send("GET", "/api/v2/projects");
  await fetch(`${url}/api/v2/projects`, { headers: { Authorization: "Bearer nonsense" } });
  await send("GET", "/api/v2/folders/00000000-0000-4000-8000-000000000000");
}

async function readMap(page) {
  await go(page, "#/coverage", "Coverage");
  await cell(page, "files.list").waitFor();
  observed.operations = await page.locator(".cell").count();
  observed.legend = (await page.locator(".legend").innerText()).split("\n").map(line => line.trim()).filter(Boolean);
  observed.label = await cell(page, "files.list").getAttribute("aria-label");
  observed.tabStops = await page.locator('.cell[tabindex="0"]').count();
  observed.mapHeight = await page.evaluate(() => document.querySelector(".map").offsetHeight);
}

async function moveByKeyboard(page) {
  await page.locator('.cell[tabindex="0"]').focus();
  observed.path = [];
  for (const pressed of ["End", "Home", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowRight"]) {
    await page.keyboard.press(pressed);
    observed.path.push(await focusedOperation(page));
  }
  const getPlaces = () => page.locator(".cell").evaluateAll(nodes => nodes.map(node => `${node.offsetLeft} ${node.offsetTop}`));
  const places = await getPlaces();
  await page.keyboard.press("Enter");
  await details(page).getByRole("heading", { name: "files.list" }).waitFor();
  observed.movedCells = (await getPlaces()).filter((place, i) => place !== places[i]).length;
  observed.gaps = await details(page).locator("h3").allInnerTexts();
  observed.missing = await details(page).locator(".names").first().innerText();
  await inspect(page, "#/coverage with details");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("The request was copied.").waitFor();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  observed.command = command;
  const environment = { ...process.env, SCOPIX_API_KEY: key };
  const run = await promisify(execFile)("sh", ["-c", `${command} -s -o /dev/null -w '%{http_code}'`], { env: environment });
  observed.run = run.stdout;
  await page.keyboard.press("Escape");
  observed.isClosed = await details(page).isHidden();
  observed.focusAfterEscape = await focusedOperation(page);
}

async function find(page) {
  await page.getByLabel("Find an operation").fill("direct_uploads.create");
  await page.waitForFunction(() => [...document.querySelectorAll(".cell")].filter(node => node.checkVisibility()).length === 1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await details(page).getByText("No client has called it.").waitFor();
  observed.found = await details(page).locator("h2").innerText();
  await page.getByLabel("Find an operation").fill("");
  await page.waitForFunction(all => [...document.querySelectorAll(".cell")].filter(node => node.checkVisibility()).length === all,
    observed.operations);
  await press(cell(page, "llama.files.content"));
  await details(page).getByRole("heading", { name: "llama.files.content" }).waitFor();
  const isAbove = ([node, other]) => node.getBoundingClientRect().bottom <= other.getBoundingClientRect().top;
  observed.isLastInView = await page.evaluate(isAbove, [await cell(page, "llama.files.content").elementHandle(),
    await details(page).elementHandle()]);
}

async function usePhone() {
  const page = await open(url, { viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  await page.addInitScript(value => sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui#/coverage`);
  await cell(page, "files.list").click();
  await details(page).locator("h2").waitFor();
  await inspect(page, "#/coverage on a phone");
  observed.isInView = await details(page).evaluate(node => node.getBoundingClientRect().top < innerHeight);
  await page.context().close();
}

try {
  await sendRequests();
  const page = await open(url, { viewport: { width: 1400, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
  await page.addInitScript(value => sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui#/coverage`);
  for (const step of [readMap, moveByKeyboard, find]) await step(page);
  await usePhone();
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
