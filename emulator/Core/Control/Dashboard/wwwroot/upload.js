// Uploads by a button or by dropping files on the page. Several files are uploaded as a session.
import { el, fill, button, name } from './dom.js';
import { call } from './api.js';
import { badge } from './parts.js';

const Batch = 20;

/** A button, a list of uploads, and the page as a drop target. */
export function uploader(frame, signal, done) {
  const input = el('input', { type: 'file', multiple: true, hidden: true, id: 'choose', 'aria-label': 'Files to upload' });
  const list = el('ul', { class: 'uploads', 'aria-label': 'Uploads', 'aria-live': 'polite' });
  const choose = () => input.click();
  const control = el('span', { class: 'field' }, button('Upload files', choose, { class: 'main' }), input);
  input.addEventListener('change', async () => {
    const files = [...input.files];
    input.value = '';
    await send(files);
  });

  async function send(files) {
    fill(list);
    const rows = files.map(file => row(list, file.name));
    for (let at = 0; at < files.length; at += Batch) await sendSome(files.slice(at, at + Batch), rows.slice(at, at + Batch));
    done();
  }

  let depth = 0; // dragging over a child leaves its parent
  const dragged = event => [...event.dataTransfer?.types ?? []].includes('Files');
  const lift = to => { depth = to; frame.classList.toggle('dropping', depth > 0); };
  addEventListener('dragenter', event => { if (dragged(event)) { event.preventDefault(); lift(depth + 1); } }, { signal });
  addEventListener('dragover', event => { if (dragged(event)) event.preventDefault(); }, { signal });
  addEventListener('dragleave', event => { if (dragged(event)) lift(Math.max(0, depth - 1)); }, { signal });
  addEventListener('drop', event => {
    if (!dragged(event)) return;
    event.preventDefault();
    lift(0);
    send([...event.dataTransfer.files]);
  }, { signal });
  return { control, list, choose };
}

/** One file is uploaded alone; several are a session. */
async function sendSome(files, rows) {
  const form = new FormData();
  for (const file of files) form.append(files.length === 1 ? 'file' : 'files', file, file.name);
  try {
    if (files.length === 1) {
      const answer = await call('POST', '/api/v2/files/upload', { form });
      return rows[0](answer.skipped ? 'skipped' : 'uploaded', '', answer.file_id ?? answer.existing_file_id);
    }
    const answer = await call('POST', '/api/v2/files/upload/batch', { form });
    files.forEach((file, at) => {
      const result = answer.immediate_results?.[at];
      const refused = result?.error ?? answer.rejections?.find(one => one.filename === file.name)?.error ?? '';
      rows[at](refused ? 'failed' : result?.status ?? 'processing', refused, result?.file_id);
    });
  } catch (error) {
    for (const tell of rows) tell('failed', error.message);
  }
  return undefined;
}

/** A line with the result of one upload. */
function row(list, filename) {
  const status = el('span', {}, badge('uploading'));
  const title = el('span', { class: 'grow' }, name(filename));
  const why = el('span', { class: 'none' });
  list.append(el('li', {}, title, why, status));
  return (now, text, id) => {
    fill(status, badge(now));
    why.textContent = text;
    if (id) fill(title, el('a', { href: `#/files/${id}` }, name(filename)));
  };
}
