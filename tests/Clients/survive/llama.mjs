// LlamaCloud's official SDK with nothing but its defaults; address and key come from the environment.
import LlamaCloud from "llama-cloud-2.16.0";
import { notes, photo, sha256 } from "./samples.mjs";

const { LLAMA_CLOUD_BASE_URL: baseURL, LLAMA_CLOUD_API_KEY: apiKey } = process.env;
const client = new LlamaCloud({ baseURL, apiKey });

const created = [];
for (const [name, bytes] of [["photo.jpg", photo], ["guide.md", notes]])
  created.push(await client.files.create({ file: new File([bytes], name), purpose: "parse", external_file_id: "survive" }));
const listed = [];
for await (const file of client.files.list({ external_file_id: "survive", page_size: 1 })) listed.push(file.id);
if (listed.length !== 2) throw new Error(`${listed.length} files are listed`);
const found = await client.files.query({ filter: { file_name: "guide.md" } });
if (found.items.length !== 1) throw new Error(`${found.items.length} files are found`);
const link = await client.files.content(created[1].id);
const response = await fetch(link.url);
if (!response.ok) throw new Error(`the storage answered ${response.status}`);
if (sha256(Buffer.from(await response.arrayBuffer())) !== sha256(notes)) throw new Error("the download differs from the notes");
await client.files.retrieve(created[0].id);
const draft = await client.files.create({ file: new File(["draft"], "draft.txt"), purpose: "parse" });
await client.files.delete(draft.id);
