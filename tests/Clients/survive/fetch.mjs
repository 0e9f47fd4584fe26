// A plain script with fetch, as one writes it first: it looks at the status of each answer, and repeats nothing.
import { setTimeout as sleep } from "node:timers/promises";
import { notes, photo, poster, sha256 } from "./samples.mjs";

const { SCOPIX_BASE_URL: api, SCOPIX_API_KEY: key } = process.env;

async function send(method, path, body) {
  const isJson = body && !(body instanceof FormData);
  const headers = { authorization: `Bearer ${key}`, ...(isJson ? { "content-type": "application/json" } : {}) };
  const response = await fetch(api + path, { method, headers, body: isJson ? JSON.stringify(body) : body });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

const call = async (...request) => (await send(...request)).json();

async function upload(bytes, name) {
  const form = new FormData();
  form.append("file", new Blob([bytes]), name);
  form.append("tags", "survive");
  return (await call("POST", "/files/upload", form)).file_id;
}

async function uploadInParts(bytes, name) {
  const intent = await call("POST", "/files/direct-uploads", {
    filename: name, content_type: "image/jpeg", size_bytes: bytes.length, claimed_file_hash: sha256(bytes), tags: ["survive"],
    upload_mode: "multipart", part_size_bytes: 5 * 1024 * 1024,
  });
  const path = `/files/direct-uploads/${intent.upload_id}`;
  for (const { part_number: number, url } of intent.part_urls) {
    const part = bytes.subarray((number - 1) * intent.part_size_bytes, number * intent.part_size_bytes);
    const put = await fetch(url, { method: "PUT", body: part });
    if (!put.ok) throw new Error(`part ${number} was answered ${put.status}: ${await put.text()}`);
    await call("POST", `${path}/parts/confirm`, { part_number: number, etag: put.headers.get("etag"), size_bytes: part.length });
  }
  return (await call("POST", `${path}/complete`)).file_id;
}

async function waitUntilReady(id) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { primary_status: status } = await call("GET", `/files/${id}`);
    if (status === "completed") return;
    if (status !== "pending" && status !== "processing") throw new Error(`file ${id} is ${status}`);
    await sleep(50);
  }
  throw new Error(`file ${id} is still processing after 5 s`);
}

const ids = [await upload(photo, "photo.jpg"), await upload(notes, "guide.md"), await uploadInParts(poster, "poster.jpg")];
for (const id of ids) await waitUntilReady(id);
await call("PATCH", `/files/${ids[0]}`, { title: "Pillar 4" });
const { items } = await call("GET", "/files?tags=survive");
if (items.length !== ids.length) throw new Error(`${items.length} files are listed`);
const bytes = Buffer.from(await (await send("GET", `/files/${ids[0]}/download`)).arrayBuffer());
if (sha256(bytes) !== sha256(photo)) throw new Error("the download differs from the photo");
await call("POST", "/files/search", { query: "inspection" });
const wanted = { format: "csv", file_ids: ids, columns: [{ field_key: "filename" }] };
const csv = await fetch((await call("POST", "/files/export", wanted)).download_url);
if (!csv.ok) throw new Error(`the export was answered ${csv.status}`);
console.log(`${ids.length} files, an export of ${(await csv.text()).length} characters`);
