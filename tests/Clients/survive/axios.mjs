// A plain script with axios, which throws where a status is not one of success, and has no timeout unless one sets it.
import { setTimeout as sleep } from "node:timers/promises";
import axios from "axios";
import { notes, photo, poster, sha256 } from "./samples.mjs";

const { SCOPIX_BASE_URL: baseURL, SCOPIX_API_KEY: key } = process.env;
const api = axios.create({ baseURL, headers: { authorization: `Bearer ${key}` } });

async function upload(bytes, name) {
  const form = new FormData();
  form.append("file", new Blob([bytes]), name);
  return (await api.post("/files/upload", form)).data.file_id;
}

async function uploadInParts(bytes, name) {
  const { data: intent } = await api.post("/files/direct-uploads", {
    filename: name, content_type: "image/jpeg", size_bytes: bytes.length, claimed_file_hash: sha256(bytes),
    upload_mode: "multipart", part_size_bytes: 5 * 1024 * 1024,
  });
  const path = `/files/direct-uploads/${intent.upload_id}`;
  try {
    for (const { part_number: number, url } of intent.part_urls) {
      const part = bytes.subarray((number - 1) * intent.part_size_bytes, number * intent.part_size_bytes);
      const { headers } = await axios.put(url, part, { headers: { "content-type": "" } });
      await api.post(`${path}/parts/confirm`, { part_number: number, etag: headers.etag, size_bytes: part.length });
    }
    return (await api.post(`${path}/complete`)).data.file_id;
  } catch (error) {
    await api.delete(path);
    throw error;
  }
}

async function waitUntilReady(id) {
  for (;;) {
    const { data: file } = await api.get(`/files/${id}`);
    if (file.primary_status === "completed") return;
    if (file.primary_status === "failed") throw new Error(`file ${id} has failed: ${file.description_error}`);
    await sleep(50);
  }
}

const ids = [await upload(photo, "photo.jpg"), await upload(notes, "guide.md"), await uploadInParts(poster, "poster.jpg")];
for (const id of ids) await waitUntilReady(id);
await api.patch(`/files/${ids[0]}`, { title: "Pillar 4" });
const { data: list } = await api.get("/files");
const { data: bytes } = await api.get(`/files/${ids[0]}/download`, { responseType: "arraybuffer" });
if (sha256(bytes) !== sha256(photo)) throw new Error("the download differs from the photo");
await api.post("/files/search", { query: "inspection" });
const wanted = { format: "csv", file_ids: ids, columns: [{ field_key: "filename" }] };
const { data: csv } = await axios.get((await api.post("/files/export", wanted)).data.download_url);
console.log(`${list.items.length} files, an export of ${csv.length} characters`);
