// Sends a PUT request with Node's fetch. Input (stdin): JSON; output: JSON.
import { text } from "node:stream/consumers";

const { url, headers, body } = JSON.parse(await text(process.stdin));
const response = await fetch(url, { method: "PUT", headers, body: Buffer.from(body, "base64") });
console.log(JSON.stringify({ status: response.status, etag: response.headers.get("etag"), text: await response.text() }));
