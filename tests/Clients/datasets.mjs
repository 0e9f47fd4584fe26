// Opens every view with every dataset, each in a tenant of its own, and measures how long the first gallery takes. Input (stdin): JSON;
// output: JSON, what the browser complained of, the pages that were opened, and the milliseconds of the gallery.
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const { executable, url, datasets } = JSON.parse(await text(process.stdin));
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
const complaints = [];
const pages = [];

const send = async (key, method, path, json) => (await fetch(url + path, {
  method, headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" }, body: json && JSON.stringify(json),
})).json();

/** The addresses of all views, of one file of each media type, and of one session. */
async function findViews(key) {
  const views = ["files", "sessions", "journal", "coverage", "clock", "faults", "stubs", "data", "assumptions"];
  for (const type of ["image", "document", "video", "link"])
    for (const { id } of (await send(key, "GET", `/api/v2/files?media_types=${type}&limit=1`)).items) views.push(`files/${id}`);
  for (const { session_id: id } of (await send(key, "GET", "/api/v2/files/sessions?limit=1")).items) views.push(`sessions/${id}`);
  return views;
}

async function openTenant(key, dataset) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1400, height: 900 } });
  await context.addInitScript(value => sessionStorage.setItem("key", value), key);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complain = complaint => complaints.push(`${dataset} ${new URL(page.url()).hash}: ${complaint}`);
  page.on("console", message => ["error", "warning"].includes(message.type()) && complain(message.text()));
  page.on("pageerror", error => complain(error.message));
  page.on("requestfailed", request => request.failure().errorText !== "net::ERR_ABORTED" && complain(`no response of ${request.url()}`));
  await page.goto(`${url}/_emulator/ui`);
  return page;
}

async function openView(page, dataset, view) {
  await page.evaluate(target => { location.hash = `#/${target}`; }, view);
  await page.locator(`main .view-${view.split("/")[0]} h1`).waitFor();
  await page.waitForFunction(() => document.querySelector("main").innerText.length > 40
    && [...document.querySelectorAll("main img")].filter(image => image.checkVisibility() && image.loading !== "lazy")
      .every(image => image.complete));
  pages.push(`${dataset} ${view.split("/")[0]}`);
}

/** The milliseconds from the start of the navigation until the last picture of the first screen is loaded. */
async function measureGallery(page) {
  await page.evaluate(() => { location.hash = "#/files"; });
  await page.reload({ waitUntil: "commit" });
  const isLoaded = () => {
    const thumbs = [...document.querySelectorAll(".gallery .thumb")].filter(node => node.getBoundingClientRect().top < innerHeight);
    const images = thumbs.flatMap(node => [...node.querySelectorAll("img")]);
    if (thumbs.length === 0 || images.length === 0 || !images.every(image => image.complete)) return false;
    const shown = performance.getEntriesByType("resource").filter(entry => images.some(image => image.currentSrc === entry.name));
    return { images: images.length, milliseconds: Math.max(...shown.map(entry => entry.responseEnd)) };
  };
  return (await page.waitForFunction(isLoaded)).jsonValue();
}

const gallery = [];
try {
  for (const [position, { name, count }] of datasets.entries()) {
    const key = `scopix_Dataset${position}ofthistestalone`;
    await send(key, "POST", "/_emulator/seed", { dataset: name, ...(count ? { count } : {}) });
    const page = await openTenant(key, name);
    for (const view of await findViews(key)) await openView(page, name, view);
    if (name === "demo") for (let i = 0; i < 5; i++) gallery.push(await measureGallery(page));
    await page.context().close();
  }
  console.log(JSON.stringify({ complaints, pages, gallery }));
} finally {
  await browser.close();
}
