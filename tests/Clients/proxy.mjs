// Opens every view of a proxy's page in both themes, on a wide and a narrow screen. Input (stdin): JSON; output: JSON, for each page its
// problems and texts. With a folder, a screenshot of each page is saved there.
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";
import { findProblems } from "./accessible.mjs";

const { executable, url, folder } = JSON.parse(await text(process.stdin));
/** The links of the menu that are shown when it is open. */
const findMenuLinks = () => [...document.querySelectorAll("#nav a")]
  .filter(link => getComputedStyle(link.closest("li")).display !== "none" && getComputedStyle(link.closest("ul")).display !== "none")
  .map(link => link.textContent);
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
const pages = [];
for (const theme of ["light", "dark"])
  for (const width of [1400, 390]) {
    const context = await browser.newContext({ colorScheme: theme, reducedMotion: "reduce", viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const problems = [];
    page.on("pageerror", error => problems.push(String(error)));
    page.on("console", message => message.type() === "error" && problems.push(message.text()));
    page.on("request", request => request.url().startsWith(url) || problems.push(`asks ${request.url()}`));
    for (const view of ["", "drift", "assumptions", "journal", "coverage"]) {
      await page.goto(`${url}/_emulator/ui#/${view}`);
      await page.reload();
      await page.locator("main :is(details.request > summary, .exchange, .cell)").first().click();
      await page.locator("main :is(.request[open] .inside, .exchange-details h2, .coverage-details h2)").first().waitFor();
      problems.push(...await page.evaluate(findProblems));
      pages.push({ view, theme, width, heading: await page.locator("main h1").innerText(), title: await page.title(),
        links: await page.evaluate(findMenuLinks), text: await page.locator("main").innerText(),
        problems: problems.splice(0) });
      if (folder) await page.screenshot({ path: `${folder}/proxy-${view || "first"}-${theme}-${width}.png`, fullPage: true });
    }
    await context.close();
  }
await browser.close();
console.log(JSON.stringify(pages));
