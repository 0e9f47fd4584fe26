// A careful client without a known weakness: timeouts, pauses that Retry-After decides, deadlines, whole bodies, and no upload left open.
import { randomUUID } from "node:crypto";
import { notes, photo, poster, sha256 } from "./samples.mjs";
import { call, download, getLocation, readBytes, retry, sleep, Failure } from "./careful-http.mjs";

const PartBytes = 5 * 1024 * 1024;
const ReadyWithinMs = 8_000;

/** A repeated upload finds what the first has left: the service then answers with the file that it has. */
async function upload(bytes, name) {
  const form = new FormData();
  form.append("file", new Blob([bytes]), name);
  form.append("tags", "survive");
  form.append("skip_duplicates", "true");
  const { file_id: id, existing_file_id: existing } = await call("POST", "/files/upload", form);
  return existing ?? id;
}

/** Sends the bytes to storage in parts. Whatever happens, the upload is completed or aborted. */
async function uploadInParts(bytes, name) {
  const intent = await call("POST", "/files/direct-uploads", {
    filename: name, content_type: "image/jpeg", size_bytes: bytes.length, claimed_file_hash: sha256(bytes), tags: ["survive"],
    upload_mode: "multipart", part_size_bytes: PartBytes,
  }, { "idempotency-key": randomUUID() });
  const path = `/files/direct-uploads/${intent.upload_id}`;
  try {
    for (const { part_number: number, url } of intent.part_urls)
      await uploadPart(path, number, url, bytes.subarray((number - 1) * PartBytes, number * PartBytes));
    return (await call("POST", `${path}/complete`, undefined, { "idempotency-key": randomUUID() })).file_id;
  } catch (error) {
    await call("DELETE", `${path}?reason=failed`).catch(failure => console.error(`not aborted: ${failure.message}`));
    throw error;
  }
}

/** An attempt after the first asks for a fresh URL, since the old one may have expired. */
function uploadPart(path, number, url, part) {
  return retry(async attempt => {
    const target = attempt === 1 ? url : (await call("POST", `${path}/parts/retry`, { part_number: number })).url;
    const { headers } = await readBytes("PUT", target, { body: part });
    await call("POST", `${path}/parts/confirm`, { part_number: number, etag: headers.get("etag"), size_bytes: part.length });
  }, error => error.isTransient || [400, 403].includes(error.status));
}

async function waitUntilReady(id, name) {
  let status = "unknown";
  for (const deadline = Date.now() + ReadyWithinMs; Date.now() < deadline; await sleep(50)) {
    const file = await call("GET", `/files/${id}`);
    status = file.primary_status; // a word that is not known yet is not the end
    if (status === "completed") return;
    if (status === "failed" || status === "partially_completed")
      throw new Failure(`${name} has ended as ${status}: ${file.description_error ?? "no reason is given"}`);
  }
  throw new Failure(`${name} is not ready after ${ReadyWithinMs / 1000} s, a timeout: it is ${status}`);
}

const isExportOf = (csv, files) =>
  csv.trimEnd().split(/\r?\n/).length === Object.keys(files).length + 1 && Object.keys(files).every(name => csv.includes(name));

async function run() {
  const files = { "photo.jpg": await upload(photo, "photo.jpg"), "guide.md": await upload(notes, "guide.md") };
  files["poster.jpg"] = await uploadInParts(poster, "poster.jpg");
  for (const [name, id] of Object.entries(files)) await waitUntilReady(id, name);
  const ids = Object.values(files);
  await call("PATCH", `/files/${ids[0]}`, { title: "Pillar 4" });
  const { items } = await call("GET", "/files?tags=survive");
  if (items.length !== ids.length) throw new Failure(`${items.length} of ${ids.length} files are listed`);
  await download(() => getLocation(`/files/${ids[0]}/download`), bytes => sha256(bytes) === sha256(photo));
  await call("POST", "/files/search", { query: "inspection" });
  const wanted = { format: "csv", file_ids: ids, columns: [{ field_key: "filename" }] };
  await download(async () => (await call("POST", "/files/export", wanted)).download_url, csv => isExportOf(csv.toString(), files));
}

try {
  await run();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
