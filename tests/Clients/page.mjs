// PUTs from a page in Chromium whose origin is neither the emulator nor the storage, and reads the ETag, which needs CORS
// twice: a preflight, and ETag exposed. Input (stdin): JSON; output: JSON.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const { executable, puts } = JSON.parse(await text(process.stdin));
const server = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<!doctype html><title>page</title>"));
await new Promise(listening => server.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const answers = await page.evaluate(puts => Promise.all(puts.map(async ({ url, headers, body }) => {
    const bytes = Uint8Array.from(atob(body), character => character.charCodeAt(0));
    const answer = await fetch(url, { method: "PUT", headers, body: new Blob([bytes]) });
    return { status: answer.status, etag: answer.headers.get("etag"), text: await answer.text() };
  })), puts);
  console.log(JSON.stringify(answers));
} finally {
  await browser.close();
  server.close();
}
