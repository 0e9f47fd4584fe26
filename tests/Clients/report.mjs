// Reads pages of the contract suite's report in both themes, on a wide and a narrow screen, and uses them with the mouse and the
// keyboard. Input (stdin): JSON; output: JSON, for each page what it shows and everything that it must not do. With a folder, pictures
// are saved there.
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";
import { findProblems } from "./accessible.mjs";

const { executable, files, folder } = JSON.parse(await text(process.stdin));
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });

async function visit(name, file, theme, width) {
  const observed = { name, theme, width, foreign: [], errors: [], problems: [] };
  const context = await browser.newContext({ colorScheme: theme, reducedMotion: "reduce", viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const address = new URL(`file://${file}`).href;
  page.on("request", request => { if (request.url() !== address) observed.foreign.push(request.url()); });
  page.on("pageerror", error => observed.errors.push(error.message));
  page.on("console", message => { if (["error", "warning"].includes(message.type())) observed.errors.push(message.text()); });
  const inspect = async () => observed.problems.push(...await page.evaluate(findProblems));
  const save = async () => {
    if (folder) await page.screenshot({ path: `${folder}/report-${name}-${theme}-${width}.png`, fullPage: true });
  };

  await page.goto(address);
  observed.verdict = await page.locator("h1").innerText();
  observed.height = await page.evaluate(() => document.documentElement.scrollHeight);
  observed.background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  observed.shown = await page.locator("#shown").innerText();
  await inspect();
  await save();
  if (name === "defects" && width > 1000) await use(page, observed);
  await page.reload();
  await page.getByRole("button", { name: "Unfold all" }).click();
  observed.folded = await page.locator("details:not([open])").count();
  await inspect();
  await page.getByRole("button", { name: "Fold all" }).click();
  observed.unfolded = await page.locator("details[open]").count();
  await context.close();
  return observed;
}

/** Filters causes and operations, copies a command, unfolds an operation with the keyboard, follows a link, and prints. */
async function use(page, observed) {
  const read = async () => [await page.locator("#shown").innerText(), await page.locator(".cause:visible").count()];
  await page.getByLabel("Find", { exact: true }).fill("files.list");
  observed.byWords = await read();
  await page.getByLabel("Find", { exact: true }).fill("");
  await page.getByLabel("Claims", { exact: true }).selectOption("refuted");
  observed.refuted = await page.locator(".operation:visible .name").allTextContents();
  await page.getByLabel("Evidence", { exact: true }).selectOption("observed");
  observed.byEvidence = await read();
  observed.headings = await page.getByRole("heading", { name: "What is wrong" }).count();
  await page.getByLabel("Evidence", { exact: true }).selectOption("");
  await page.getByLabel("Claims", { exact: true }).selectOption("");
  await page.locator(".copy").first().click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  observed.copied = [await page.locator(".copy").first().innerText(), await page.evaluate(() => String(getSelection()))];
  await page.locator(".operation summary").first().focus();
  await page.keyboard.press("Enter");
  observed.opened = await page.locator(".operation[open] .inside h3").first().isVisible();
  await page.locator("#comparison a").first().click();
  observed.target = await page.locator(":target").getAttribute("class");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  observed.printed = [await page.locator(".cause details:not([open])").count(), await page.locator("#filter").isVisible()];
  await page.emulateMedia({ media: null });
}

try {
  const pages = [];
  for (const [name, file] of Object.entries(files))
    for (const theme of ["light", "dark"]) for (const width of [1400, 390]) pages.push(await visit(name, file, theme, width));
  console.log(JSON.stringify(pages));
} finally {
  await browser.close();
}
