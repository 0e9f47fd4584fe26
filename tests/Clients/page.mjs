// Sends PUT requests from a page in Chromium with another origin than the emulator and the storage, and reads the ETag. This needs
// two features of CORS: a preflight response, and an exposed ETag. Input (stdin): JSON; output: JSON.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const { executable, puts } = JSON.parse(await text(process.stdin));
const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<!doctype html><title>page</title>"));
await new Promise(listening => server.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const responses = await page.evaluate(puts => Promise.all(puts.map(async ({ url, headers, body }) => {
    const bytes = Uint8Array.from(atob(body), character => character.charCodeAt(0));
    const response = await fetch(url, { method: "PUT", headers, body: new Blob([bytes]) });
    return { status: response.status, etag: response.headers.get("etag"), text: await response.text() };
  })), puts);
  console.log(JSON.stringify(responses));
} finally {
  await browser.close();
  server.close();
}
