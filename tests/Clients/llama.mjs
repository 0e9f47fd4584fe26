// Calls LlamaCloud's official SDK with only an address and a key. Input (stdin): JSON; output: JSON.
import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const { version, baseURL, apiKey } = JSON.parse(await text(process.stdin));
const { default: LlamaCloud, toFile } = await import(`llama-cloud-${version}`);
const client = new LlamaCloud({ baseURL, apiKey });
const contentOf = (id, params) => (client.files.content ?? client.files.get).call(client.files, id, params);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const folder = mkdtempSync(join(tmpdir(), "llama-"));

const big = Buffer.alloc(5 * 1024 * 1024).map((_, n) => (n * 7) % 251);
const bytes = Buffer.from([0x68, 0x0d, 0x0a, 0x00, 0xff, 0x0d, 0x0a, 0x2d, 0x2d]);
const onDisk = join(folder, "stream doc.txt");
writeFileSync(onDisk, bytes);

const uploads = [
  { what: "File", file: new File([bytes], "a file.txt", { type: "text/plain" }), sent: bytes, name: "a file.txt" },
  { what: "Buffer", file: await toFile(bytes, "buffer.PDF"), sent: bytes, name: "buffer.PDF" },
  { what: "stream", file: createReadStream(onDisk), sent: bytes, name: "stream doc.txt" },
  { what: "5 MB", file: new File([big], "big.bin"), sent: big, name: "big.bin" },
  { what: "non-ASCII", file: new File([bytes], "inv é 見積.pdf"), sent: bytes, name: "inv é 見積.pdf" },
  { what: "quoted", file: new File([bytes], 'say "hi"; now.md'), sent: bytes, name: 'say "hi"; now.md' },
];
const created = [];
for (const [n, { what, file, sent, name }] of uploads.entries()) {
  const response = await client.files.create({ file, purpose: "parse", external_file_id: `ext-${n}` });
  const link = await contentOf(response.id, { expires_at_seconds: 60 });
  const got = Buffer.from(await (await fetch(link.url)).arrayBuffer());
  created.push({ what, sameName: response.name === name, sameBytes: sha256(got) === sha256(sent), size: got.length,
    response, formFields: link.form_fields });
}

const many = [];
for (let n = 0; n < 120; n++) {
  const file = new File([`note ${n}`], `note-${n}.txt`);
  many.push((await client.files.create({ file, purpose: "user_data", external_file_id: "many" })).id);
}
const paged = { listed: [], pages: 0, defaultPageSize: 0 };
for await (const file of client.files.list({ external_file_id: "many", page_size: 50, order_by: "created_at" })) paged.listed.push(file.id);
for await (const page of (await client.files.list({ external_file_id: "many", page_size: 50 })).iterPages())
  paged.pages += page.items.length > 0;
for await (const _ of client.files.list()) paged.defaultPageSize++;

const [first] = created;
const found = await client.files.query({
  filter: { file_ids: [first.response.id], file_name: first.response.name, data_source_id: null },
  order_by: "created_at desc, name", page_size: 2,
});
const expanded = [];
const wanted = { file_ids: [created[1].response.id, created[2].response.id], expand: ["download_url"], organization_id: null };
for await (const file of client.files.list(wanted)) expanded.push(await (await fetch(file.download_url.url)).text());
const retrieved = client.files.retrieve ? await client.files.retrieve(first.response.id, { expand: ["download_url"] }) : null;
const deleted = await client.files.delete(first.response.id);

const fault = (rule) => fetch(`${baseURL}/_emulator/faults`, {
  method: "POST",
  headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
  body: JSON.stringify(rule),
});
const hits = async () => {
  const response = await fetch(`${baseURL}/_emulator/faults`, { headers: { authorization: `Bearer ${apiKey}` } });
  await fetch(`${baseURL}/_emulator/faults`, { method: "DELETE", headers: { authorization: `Bearer ${apiKey}` } });
  return (await response.json()).items.reduce((sum, item) => sum + item.hits, 0);
};
const failing = async (call) => {
  try {
    return { className: "none", response: await call() };
  } catch (error) {
    return { className: error.constructor.name, known: error instanceof LlamaCloud.APIError,
      status: error.status, body: error.error, hits: await hits() };
  }
};
const errors = {};
errors[400] = await failing(() => client.files.create({ file: new File([], "empty.txt"), purpose: "parse" }));
errors[401] = await failing(() => new LlamaCloud({ baseURL, apiKey: "scopix_Emulator0localdevelopmentkey" }).files.query({}));
errors[404] = await failing(() => contentOf(first.response.id));
errors[422] = await failing(() => client.files.list({ page_size: 1001 }));
await fault({ operation: "llama.files.query", status: 409, times: 9 });
errors[409] = await failing(() => client.files.query({}));
await fault({ operation: "llama.files.list", status: 429, retry_after: 0, times: 6 });
errors[429] = await failing(() => client.files.list());
await fault({ operation: "llama.files.*", status: 500, retry_after: 0, times: 6 });
errors[500] = await failing(() => client.files.delete(first.response.id));
await fault({ operation: "llama.files.create", status: 503, retry_after: 0 });
const again = await client.files.create({ file: new File([bytes], "again.txt"), purpose: "parse", external_file_id: "again" });
const retried = (await client.files.query({ filter: { external_file_id: "again" } })).items.map((file) => file.id);

rmSync(folder, { recursive: true });
console.log(JSON.stringify({
  created, many, paged, found, expanded, retrieved, deleted, errors,
  retried: retried.length === 1 && retried[0] === again.id,
}));
