// Takes the screenshots of the documentation: views of the dashboard with the dataset demo, some requests and a fault. Input (stdin):
// JSON; output: JSON, the names of the pictures.
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const { executable, url, key, folder } = JSON.parse(await text(process.stdin));
const send = async (method, path, json) => {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json", "User-Agent": "inspection-app/2.1" };
  const response = await fetch(url + path, { method, headers, body: json && JSON.stringify(json) });
  return response.json().catch(() => null);
};
const find = async parameters => (await send("GET", `/api/v2/files?limit=1&${parameters}`)).items[0].id;

/** The requests of a client, which the journal and the coverage show. */
async function useApi() {
  const photo = await find("media_types=image&search=corrosion");
  await send("POST", "/_emulator/faults", { operation: "files.search", status: 429, retry_after: 5, times: 1 });
  for (const [method, path, json] of [
    ["GET", "/api/v2/files?search=corrosion&limit=20"], ["GET", `/api/v2/files/${photo}`], ["GET", "/api/v2/folders"],
    ["POST", "/api/v2/files/search", { query: "how often must the equipment be cleaned?" }],
    ["POST", "/api/v2/files/search", { query: "how often must the equipment be cleaned?" }],
    ["PATCH", `/api/v2/files/${photo}`, { tags: ["corrosion", "repair"] }], ["GET", `/api/v2/files/${photo}/similar?limit=5`],
    ["GET", "/api/v2/files?limt=5"], ["GET", "/api/v2/files/quota-check?file_count=10"], ["GET", "/api/v2/files/sessions"],
    ["DELETE", "/api/v2/files/00000000-0000-4000-8000-000000000000"],
  ]) await send(method, path, json);
}

const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--hide-scrollbars"] });
const context = await browser.newContext({ colorScheme: "light", reducedMotion: "reduce", viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
page.setDefaultTimeout(60_000);
const pictures = [];

async function take(name, hash, prepare = async () => {}) {
  await page.goto(`${url}/_emulator/ui${hash}`);
  await page.reload();
  await page.locator("main h1").waitFor();
  await page.waitForLoadState("networkidle");
  await prepare();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: `${folder}/${name}.jpg`, type: "jpeg", quality: 82 });
  pictures.push(`${name}.jpg`);
}

try {
  await useApi();
  await take("dashboard-files", "#/files?order=created_at.desc");
  await take("dashboard-file", `#/files/${await find("media_types=image&search=instrumentation")}`);
  await take("dashboard-journal", "#/journal", async () => {
    await page.locator(".exchange", { hasText: "429" }).first().click();
    await page.locator(".exchange-details h2").waitFor();
  });
  await take("dashboard-coverage", "#/coverage");
} finally {
  await browser.close();
}
console.log(JSON.stringify(pictures));
