// PUTs with Node's own fetch. Input (stdin): JSON; output: JSON.
import { text } from "node:stream/consumers";

const { url, headers, body } = JSON.parse(await text(process.stdin));
const answer = await fetch(url, { method: "PUT", headers, body: Buffer.from(body, "base64") });
console.log(JSON.stringify({ status: answer.status, etag: answer.headers.get("etag"), text: await answer.text() }));
