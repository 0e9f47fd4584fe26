// Uploads by a button or by dropping files on the page. Several files are uploaded as a session.
import { el, fill, button, isolated } from './dom.js';
import { send } from './api.js';
import { badge } from './components.js';

const BatchSize = 20;

/** A button, a list of uploads, and the container as a drop target; `onUpload` is called after all uploads. */
export function createUploader(container, signal, onUpload) {
  const input = el('input', { type: 'file', multiple: true, hidden: true, id: 'choose', 'aria-label': 'Files to upload' });
  const list = el('ul', { class: 'uploads', 'aria-label': 'Uploads', 'aria-live': 'polite' });
  const chooseFiles = () => input.click();
  const control = el('span', { class: 'field' }, button('Upload files', chooseFiles, { class: 'main' }), input);
  input.addEventListener('change', async () => {
    const files = [...input.files];
    input.value = '';
    await upload(files);
  });

  async function upload(files) {
    fill(list);
    const rows = files.map(file => createRow(list, file.name));
    for (let start = 0; start < files.length; start += BatchSize) {
      const end = start + BatchSize;
      await uploadBatch(files.slice(start, end), rows.slice(start, end));
    }
    onUpload();
  }

  acceptDrops(container, signal, upload);
  return { control, list, chooseFiles };
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
async function uploadBatch(files, rows) {
  try {
    if (files.length === 1) await uploadFile(files[0], rows[0]);
    else await uploadFiles(files, rows);
  } catch (error) {
    for (const showResult of rows) showResult('failed', error.message);
  }
}

async function uploadFile(file, showResult) {
  const form = new FormData();
  form.append('file', file, file.name);
  const response = await send('POST', '/api/v2/files/upload', { form });
  showResult(response.skipped ? 'skipped' : 'uploaded', '', response.file_id ?? response.existing_file_id);
}

async function uploadFiles(files, rows) {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  const response = await send('POST', '/api/v2/files/upload/batch', { form });
  files.forEach((file, i) => {
    const result = response.immediate_results?.[i];
    const error = result?.error ?? response.rejections?.find(rejection => rejection.filename === file.name)?.error ?? '';
    rows[i](error ? 'failed' : (result?.status ?? 'processing'), error, result?.file_id);
  });
}

/** A line for one upload; returns a function that shows the result. */
function createRow(list, filename) {
  const status = el('span', {}, badge('uploading'));
  const title = el('span', { class: 'grow' }, isolated(filename));
  const message = el('span', { class: 'muted' });
  list.append(el('li', {}, title, message, status));
  return (result, text, id) => {
    fill(status, badge(result));
    message.textContent = text;
    if (id) fill(title, el('a', { href: `#/files/${id}` }, isolated(filename)));
  };
}
