// Uploads by a button or by dropping files on the page. Several files are uploaded as a session.
import { el, fill, button, dropdown, isolated } from './dom.js';
import { send } from './api.js';
import { badge } from './components.js';
import { uploadDirectly, MinPartBytes } from './direct-upload.js';

const BatchSize = 20;
const Methods = [
  ['stream', 'Upload through the API'],
  ['single_shot', 'Upload by presigned URL'],
  ['multipart', 'Upload in parts'],
];
let method = Methods[0][0]; // stays while the page is open

/** A button, a list of uploads, and the container as a drop target; `onUpload` is called after all uploads. */
export function createUploader(container, signal, onUpload, getFilters) {
  const input = el('input', { type: 'file', multiple: true, hidden: true, id: 'choose', 'aria-label': 'Files to upload' });
  const list = el('ul', { class: 'uploads', 'aria-label': 'Uploads', 'aria-live': 'polite' });
  const hide = button('Hide the uploads', () => fill(list), { class: 'small' });
  const uploads = el('div', { class: 'upload-list' }, list, hide);
  const chooseFiles = () => input.click();
  const select = event => {
    method = event.target.value;
  };
  const methods = dropdown(Methods, method, { 'aria-label': 'Upload method', on: { change: select } });
  const control = el('span', { class: 'row upload-control' }, methods, button('Choose files', chooseFiles, { class: 'main' }), input);
  input.addEventListener('change', async () => {
    const files = [...input.files];
    input.value = '';
    await upload(files);
  });

  async function upload(files) {
    fill(list);
    const target = { folder_id: getFilters().folder, project_id: getFilters().project };
    const all = files.map(file => [file, createRow(list, file.name)]);
    for (const [, row] of all.filter(([file]) => file.size === 0)) row.finish('failed', 'The file is empty, so it was not sent.');
    const sendable = all.filter(([file]) => file.size > 0);
    if (method === 'stream')
      for (let start = 0; start < sendable.length; start += BatchSize) {
        const batch = sendable.slice(start, start + BatchSize);
        const [batchFiles, rows] = [batch.map(([file]) => file), batch.map(([, row]) => row)];
        await uploadBatch(batchFiles, rows, target);
      }
    else for (const [file, row] of sendable) await uploadOne(file, row, target);
    onUpload();
  }

  acceptDrops(container, signal, upload);
  return { control, uploads, chooseFiles };
}

function acceptDrops(container, signal, upload) {
  let depth = 0; // entering a child element also leaves its parent
  const setDepth = value => {
    depth = Math.max(0, value);
    container.classList.toggle('dropping', depth > 0);
  };
  const listen = (type, handler) => {
    const handleFiles = event => {
      if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return;
      event.preventDefault();
      handler(event);
    };
    addEventListener(type, handleFiles, { signal });
  };
  listen('dragenter', () => setDepth(depth + 1));
  listen('dragover', () => {});
  listen('dragleave', () => setDepth(depth - 1));
  listen('drop', event => {
    setDepth(0);
    upload([...event.dataTransfer.files]);
  });
}

/** A single file is uploaded alone; several files are a batch, which is a session. */
async function uploadBatch(files, rows, target) {
  try {
    if (files.length === 1) await uploadFile(files[0], rows[0], target);
    else await uploadFiles(files, rows, target);
  } catch (error) {
    for (const row of rows) row.finish('failed', error.message);
  }
}

async function uploadFile(file, row, target) {
  const response = await send('POST', '/api/v2/files/upload', { form: createForm('file', [file], target) });
  finishRow(row, response);
}

async function uploadFiles(files, rows, target) {
  const response = await send('POST', '/api/v2/files/upload/batch', { form: createForm('files', files, target) });
  files.forEach((file, i) => {
    const result = response.immediate_results?.[i];
    const error = result?.error ?? response.rejections?.find(rejection => rejection.filename === file.name)?.error ?? '';
    error ? rows[i].finish('failed', error) : finishRow(rows[i], result ?? {});
  });
}

/** The processing goes on after the upload: the gallery shows its status. */
function finishRow(row, { skipped, file_id: id, existing_file_id: existing }) {
  if (skipped) row.finish('skipped', 'A file with the same bytes exists: nothing was added.', existing ?? id);
  else row.finish('uploaded', '', id);
}

function createForm(name, files, target) {
  const form = new FormData();
  for (const [field, value] of Object.entries(target)) if (value) form.append(field, value);
  for (const file of files) form.append(name, file, file.name);
  return form;
}

/** Uploads one file by presigned URLs. A file below the least size of a part has no parts. */
async function uploadOne(file, row, target) {
  const mode = method === 'multipart' && file.size < MinPartBytes ? 'single_shot' : method;
  try {
    const { file_id: id, deduplicated } = await uploadDirectly(file, mode, target, row);
    const notes = [
      mode === method ? '' : 'Too small for parts: uploaded whole.',
      deduplicated ? 'The storage has the same bytes already, and keeps them once.' : '',
    ];
    row.finish('uploaded', notes.filter(Boolean).join(' '), id);
  } catch (error) {
    row.finish('failed', error.message);
  }
}

/** A line for one upload; its functions show the progress and the result. */
function createRow(list, filename) {
  const status = el('span', {}, badge('uploading'));
  const title = el('span', { class: 'grow' }, isolated(filename));
  const message = el('span', { class: 'muted' });
  const parts = el('span', { class: 'parts', hidden: true });
  list.append(el('li', {}, title, message, status, parts));
  return {
    say: text => {
      message.textContent = text;
    },
    showParts: states => {
      parts.hidden = false;
      fill(parts, states.map((state, i) => el('span', { class: `part ${state}`, title: `Part ${i + 1}: ${state}` })));
    },
    finish: (result, text, id) => {
      fill(status, badge(result));
      message.textContent = text;
      if (id) fill(title, el('a', { href: `#/files/${id}` }, isolated(filename)));
    },
  };
}
