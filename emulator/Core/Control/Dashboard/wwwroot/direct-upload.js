// Uploads a file by presigned URLs: an intent, one PUT or one for each part, and the completion.
import { post } from './api.js';

export const MinPartBytes = 5 * 1024 * 1024;
const Parallel = 3;
const Attempts = 3;

/** Uploads a file; `row` shows the progress. Returns the response of the completion. */
export async function uploadDirectly(file, mode, target, row) {
  if (!crypto.subtle) throw new Error('Browsers compute SHA-256 only on https or on this machine: open the page by 127.0.0.1.');
  row.say('computing SHA-256');
  const intent = await post('/api/v2/files/direct-uploads', {
    filename: file.name,
    content_type: file.type || guessContentType(file.name),
    size_bytes: file.size,
    claimed_file_hash: await computeSha256(file),
    upload_mode: mode,
    ...(mode === 'multipart' ? { part_size_bytes: MinPartBytes } : {}),
    ...Object.fromEntries(Object.entries(target).filter(([, value]) => value)),
  });
  mode === 'multipart' ? await putParts(file, intent, row) : await putWhole(file, intent, row);
  row.say('completing');
  return post(`/api/v2/files/direct-uploads/${intent.upload_id}/complete`);
}

const OtherTypes = {
  md: 'text/markdown',
  txt: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Browsers know no type of some files. */
const guessContentType = name => OtherTypes[name.split('.').pop().toLowerCase()] ?? 'application/octet-stream';

async function computeSha256(file) {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

async function putWhole(file, intent, row) {
  row.say('sending to the storage');
  await put(intent.presigned_url, file, intent.headers);
}

/** Sends some parts at a time, each again with a new URL if it fails. */
async function putParts(file, intent, row) {
  const states = intent.part_urls.map(() => 'waiting');
  const setState = (number, state) => {
    states[number - 1] = state;
    row.showParts(states);
    row.say(`${states.filter(one => one === 'confirmed').length} of ${states.length} parts`);
  };
  const queue = [...intent.part_urls];
  const work = async () => {
    for (let part = queue.shift(); part; part = queue.shift()) await putPart(file, intent, part, setState);
  };
  await Promise.all(Array.from({ length: Parallel }, work));
}

async function putPart(file, intent, { part_number: number, url }, setState) {
  const start = (number - 1) * intent.part_size_bytes;
  const bytes = file.slice(start, start + intent.part_size_bytes);
  const base = `/api/v2/files/direct-uploads/${intent.upload_id}/parts`;
  for (let attempt = 1; ; attempt++) {
    try {
      setState(number, 'sending');
      const response = await put(url, bytes, {});
      const body = { part_number: number, etag: response.headers.get('ETag'), size_bytes: bytes.size };
      await post(`${base}/confirm`, body);
      return setState(number, 'confirmed');
    } catch (error) {
      setState(number, 'failed');
      if (attempt === Attempts) throw new Error(`Part ${number}: ${error.message}`);
      ({ url } = await post(`${base}/retry`, { part_number: number }));
    }
  }
}

async function put(url, body, headers) {
  const response = await fetch(url, { method: 'PUT', body, headers, credentials: 'omit' });
  if (response.ok) return response;
  const code = /<Code>([^<]*)<\/Code>/.exec(await response.text())?.[1];
  throw new Error(`The storage responded with status ${response.status}${code ? ` (${code})` : ''}.`);
}
