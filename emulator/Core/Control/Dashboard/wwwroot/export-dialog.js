// The dialog that exports metadata of files as a table, by the operation files.export.
import { el, fill, button, field, dropdown, checkbox, plural } from './dom.js';
import { get, post } from './api.js';
import { openDialog, closeDialog, attempt, note } from './components.js';

const Formats = [
  ['csv', 'CSV'],
  ['xlsx', 'Excel (XLSX)'],
  ['docx', 'Word (DOCX)'],
];

/** Opens the dialog: it exports the selected files, those of the folder that is shown, or all. */
export async function openExportDialog({ files, filters, places }) {
  const columns = await attempt(() => get('/api/v2/files/export/columns'));
  if (!columns) return;
  const boxes = new Map();
  const scopes = [
    files.length > 0 ? ['files', plural(files.length, 'selected file')] : null,
    filters.folder ? ['folder', `The folder ${places.getName(filters.folder)} with its subfolders`] : null,
    ['all', 'All files of the tenant'],
  ].filter(Boolean);
  const [scope, format] = [dropdown(scopes), dropdown(Formats)];
  const result = el('p', { role: 'status' });
  const groups = Object.entries(columns.groups).map(([name, entries]) =>
    el(
      'fieldset',
      {},
      el('legend', { text: name.replaceAll('_', ' ') }),
      entries.map(({ field_key: key, display_name: label }) => {
        const box = el('input', { type: 'checkbox', checked: true });
        boxes.set(key, box);
        return checkbox(label, box);
      }),
    ),
  );

  async function submit(event) {
    event.preventDefault();
    const chosen = [...boxes].filter(([, box]) => box.checked).map(([key]) => ({ field_key: key }));
    if (chosen.length === 0) return fill(result, 'Select at least one column.');
    const body = { format: format.value, columns: chosen };
    if (scope.value === 'files') body.file_ids = files.map(file => file.id);
    if (scope.value === 'folder') Object.assign(body, { folder_id: filters.folder, include_subfolders: true });
    const answer = await attempt(() => post('/api/v2/files/export', body));
    if (!answer) return undefined;
    const link = el('a', { href: answer.download_url, download: '', text: `Download the ${format.value.toUpperCase()} file` });
    fill(result, `${plural(answer.record_count, 'file')} exported. `, link);
    return link.focus();
  }

  const buttons = [button('Close', closeDialog('')), el('button', { class: 'main', text: 'Export' })];
  openDialog(
    'export-title',
    'Export metadata',
    note('The table has one line for each file. Its link is valid for an hour of the tenant’s clock.'),
    el(
      'form',
      { class: 'export', on: { submit } },
      el('div', { class: 'bar' }, field('Files', scope), field('Format', format)),
      el('div', { class: 'column-groups' }, groups),
      result,
      el('p', { class: 'row end' }, buttons),
    ),
  );
}
