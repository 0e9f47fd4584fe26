// A naive client with seven known weaknesses, which `scopix-emulator survive` must find.
import { setTimeout as sleep } from "node:timers/promises";
import { notes, photo, poster, sha256 } from "./samples.mjs";

const { SCOPIX_BASE_URL: api, SCOPIX_API_KEY: key } = process.env;

async function call(method, path, body) {
  const isJson = body && !(body instanceof FormData);
  const headers = { authorization: `Bearer ${key}`, ...(isJson ? { "content-type": "application/json" } : {}) };
  for (let attempt = 1; attempt <= 5; attempt++) {
    try {
      const response = await fetch(api + path, { method, headers, body: isJson ? JSON.stringify(body) : body });
      if (response.status === 422) return {}; // 1: an upload that is refused is forgotten
      if (response.status === 429 || response.status >= 500) continue; // 2: Retry-After is ignored
      return await response.json().catch(() => ({})); // 3: a 200 is good enough, also with half a body
    } catch {
      // 4: a POST without an answer is sent again
    }
  }
  throw new Error("giving up");
}

async function upload(bytes, name) {
  const form = new FormData();
  form.append("file", new Blob([bytes]), name);
  return (await call("POST", "/files/upload", form)).file_id;
}

async function wait(id) {
  const isOver = { pending: () => false, processing: () => false, completed: () => true, failed: () => true };
  while (id && !isOver[(await call("GET", `/files/${id}`)).primary_status]()) await sleep(50); // 5: for ever; 6: one more word is fatal
}

const ids = [await upload(photo, "photo.jpg"), await upload(notes, "guide.md")];
for (const id of ids) await wait(id);
const announced = { filename: "poster.jpg", content_type: "image/jpeg", size_bytes: poster.length, claimed_file_hash: sha256(poster) };
const intent = await call("POST", "/files/direct-uploads", { ...announced, upload_mode: "multipart", part_size_bytes: 5 * 1024 * 1024 });
for (const { part_number: number, url } of intent.part_urls ?? []) {
  const part = poster.subarray((number - 1) * intent.part_size_bytes, number * intent.part_size_bytes);
  const put = await fetch(url, { method: "PUT", body: part });
  if (!put.ok) throw new Error(`the storage answered ${put.status}`); // 7: the upload is not aborted
  const confirmed = { part_number: number, etag: put.headers.get("etag"), size_bytes: part.length };
  await call("POST", `/files/direct-uploads/${intent.upload_id}/parts/confirm`, confirmed);
}
if (intent.upload_id) await call("POST", `/files/direct-uploads/${intent.upload_id}/complete`);
for (const { id } of (await call("GET", "/files")).items ?? []) await call("PATCH", `/files/${id}`, { tags: ["new"] });
await call("POST", "/files/search", { query: "inspection" });
await call("POST", "/files/export", { format: "csv", columns: [{ field_key: "filename" }] });
