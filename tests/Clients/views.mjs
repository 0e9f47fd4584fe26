// Opens every view of the dashboard in both themes, on a wide and a narrow screen. Input (stdin): JSON; output: JSON, for each page the
// font sizes of every kind of element, and how many pixels it is too wide. With a folder, a screenshot of each page is saved there.
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const { executable, url, key, folder } = JSON.parse(await text(process.stdin));
const Kinds = { // the excluded classes have another size on purpose
  heading: "h1", section: "h2", subsection: "h3",
  paragraph: "p:not(.muted, .summary, .description, .crumbs, li *)", note: "p:is(.muted, .summary)",
  label: "label.field", choice: "label.check", button: "button:not(.small, .exchange, .close)",
  field: "input:not([type=checkbox]), select, textarea",
  summary: "summary", fact: "dt", column: "thead th", cell: "td:not(.number)",
};
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
const get = async path => (await fetch(url + path, { headers: { Authorization: `Bearer ${key}` } })).json();
const getFileId = async kind => (await get(`/api/v2/files?media_types=${kind}&limit=40`)).items
  .find(file => file.primary_status === "completed").id;
const session = (await get("/api/v2/files/sessions?limit=1")).items[0].session_id;
const views = {
  files: "#/files", image: `#/files/${await getFileId("image")}`, document: `#/files/${await getFileId("document")}`,
  video: `#/files/${await getFileId("video")}`,
  link: `#/files/${await getFileId("link")}`, sessions: "#/sessions", session: `#/sessions/${session}`,
  journal: "#/journal", coverage: "#/coverage",
  clock: "#/clock", faults: "#/faults", stubs: "#/stubs", data: "#/data", assumptions: "#/assumptions",
};

function readFontSizes(kinds) {
  const isVisible = node => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".visually-hidden");
  const getSizes = selector => [...document.querySelectorAll("main :is(" + selector + ")")]
    .filter(isVisible).map(node => getComputedStyle(node).fontSize);
  return Object.fromEntries(Object.entries(kinds).map(([kind, selector]) => [kind, [...new Set(getSizes(selector))]]));
}

const pages = [];
for (const theme of ["light", "dark"])
  for (const width of [1400, 390]) {
    const context = await browser.newContext({ colorScheme: theme, reducedMotion: "reduce", viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    for (const [view, hash] of Object.entries(views)) {
      await page.goto(`${url}/_emulator/ui${hash}`);
      await page.reload();
      await page.locator("main h1").waitFor();
      await page.waitForLoadState("networkidle");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      pages.push({ view, theme, width, wide, sizes: await page.evaluate(readFontSizes, Kinds) });
      if (folder) await page.screenshot({ path: `${folder}/${view}-${theme}-${width}.png`, fullPage: true });
    }
    await context.close();
  }
await browser.close();
console.log(JSON.stringify(pages));
