// Reads and uses the API reference in both themes, on a wide and a narrow screen. Input (stdin): JSON; output: JSON, for each page what it
// shows, the response to a request that it sends, and everything that it must not do. With a folder, screenshots are saved there.
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const { executable, url, key, token, folder } = JSON.parse(await text(process.stdin));
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });

async function visit(theme, width) {
  const observed = { theme, width, foreign: [], errors: [], violations: [] };
  const context = await browser.newContext({ colorScheme: theme, reducedMotion: "reduce", viewport: { width, height: 900 } });
  await context.exposeFunction("reportViolation", violation => observed.violations.push(violation));
  await context.addInitScript(known => {
    for (const name of ["key", "token"]) sessionStorage.setItem(name, known[name]); // as the dashboard keeps them
    document.addEventListener("securitypolicyviolation", event => reportViolation(`${event.violatedDirective} ${event.blockedURI}`));
  }, { key, token });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("request", request => {
    if (!request.url().startsWith(url + "/") && !/^(data|blob):/.test(request.url())) observed.foreign.push(request.url());
  });
  page.on("pageerror", error => observed.errors.push(error.message));
  page.on("console", message => { if (message.type() === "error") observed.errors.push(message.text()); });
  const save = async name => { if (folder) await page.screenshot({ path: `${folder}/reference-${name}-${theme}-${width}.png` }); };

  await page.goto(`${url}/docs`);
  await page.getByRole("heading", { name: "Scopix files API" }).waitFor();
  observed.address = page.url();
  await page.getByText("it is our reading").waitFor();
  await save("start");
  await page.goto(`${url}/_emulator/docs#api/tag/files/GET/api/v2/files`);
  const open = page.getByRole("button", { name: "Test Request (get /api/v2/files)", exact: true });
  await open.waitFor();
  observed.evidence = await page.getByText("Evidence: documented (seed 001, File Listing & Retrieval)").count();
  observed.wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  observed.background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await save("operation");
  await open.click();
  const response = page.waitForResponse(response => response.url().startsWith(`${url}/api/v2/files?`));
  await page.getByRole("button", { name: /^Send/ }).first().click();
  observed.status = (await response).status();
  observed.authorization = await (await response).request().headerValue("authorization");
  await page.getByText("200 OK").first().waitFor();
  await save("response");
  observed.control = await useControlApi(page, save);
  await context.close();
  return observed;
}

/** Opens the control API, sends a request there, and returns its status and what it had of the key and the token. */
async function useControlApi(page, save) {
  await page.goto(`${url}/_emulator/docs#control`);
  await page.reload(); // another fragment alone does not leave the request
  await page.getByRole("heading", { name: "Scopix emulator control API" }).waitFor();
  await save("control");
  await page.goto(`${url}/_emulator/docs#control/tag/faults/GET/_emulator/faults`);
  const open = page.getByRole("button", { name: "Test Request (get /_emulator/faults)", exact: true });
  await open.waitFor();
  await save("control-operation");
  await open.click();
  const response = page.waitForResponse(response => response.url().startsWith(`${url}/_emulator/faults`));
  await page.getByRole("button", { name: /^Send/ }).first().click();
  const headers = await (await response).request().allHeaders();
  await page.getByText("200 OK").first().waitFor();
  await save("control-response");
  return { status: (await response).status(), authorization: headers.authorization, token: headers["x-emulator-token"] };
}

try {
  const pages = [];
  for (const theme of ["light", "dark"]) for (const width of [1400, 390]) pages.push(await visit(theme, width));
  console.log(JSON.stringify(pages));
} finally {
  await browser.close();
}
