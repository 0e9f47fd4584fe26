// The selected files of the gallery, and the bar with what can be done with them.
import { el, fill, button, plural } from './dom.js';
import { post } from './api.js';
import { attempt, confirmAction } from './components.js';
import { showToast } from './toasts.js';
import { loadMatches } from './file-filters.js';
import { openTagDialog, openMoveDialog } from './selection-dialogs.js';
import { openExportDialog } from './export-dialog.js';
import { applyToStages } from './stage-actions.js';

const MaxDeletions = 100;
const MaxSelected = 1000;

/** The selection; `onChange` is called when it changes, `onDone` after an action. */
export function createSelection({ places, getFilters, onChange, onDone }) {
  const files = new Map(); // the selected files by id
  let shown = []; // the files of the page
  let total = 0; // how many files match the filters
  let last = null; // where a range begins
  const bar = el('section', { class: 'selection', 'aria-label': 'Selected files', hidden: true });
  const count = el('strong', { role: 'status' });

  function toggle(id, isSelected, isRange) {
    const ids = shown.map(file => file.id);
    const [from, to] = [ids.indexOf(last), ids.indexOf(id)];
    const range = isRange && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    for (const file of shown) if (range.includes(file.id)) isSelected ? files.set(file.id, file) : files.delete(file.id);
    last = id;
    changed();
  }

  function changed() {
    bar.hidden = files.size === 0;
    count.textContent = `${plural(files.size, 'file')} selected`;
    showSelectAll();
    onChange();
  }

  function clear() {
    files.clear();
    changed();
  }

  const selectPage = () => {
    for (const file of shown) files.set(file.id, file);
    changed();
  };

  const selectAllButton = button('Select all files', selectAll, { class: 'small', hidden: true });
  const clearButton = button('Clear', clear, { class: 'small' });

  /** Offers the files of other pages. */
  function showSelectAll() {
    const most = Math.min(total, MaxSelected);
    selectAllButton.hidden = total <= shown.length || files.size >= most;
    const all = total > MaxSelected ? `the first ${most.toLocaleString('en')}` : 'all';
    selectAllButton.textContent = `Select ${all} ${total > MaxSelected ? 'of ' : ''}${plural(total, 'file')}`;
  }

  async function selectAll() {
    selectAllButton.disabled = true;
    const matches = await attempt(() => loadMatches(getFilters(), MaxSelected));
    selectAllButton.disabled = false;
    for (const file of matches ?? []) files.set(file.id, file);
    changed();
    if (selectAllButton.hidden) clearButton.focus();
  }

  const finish = () => {
    clear();
    onDone();
  };
  const getFiles = () => [...files.values()];

  async function deleteFiles() {
    const ids = [...files.keys()];
    const question = `Delete ${plural(ids.length, 'file')}?`;
    if (!(await confirmAction(question, 'You can restore them for 30 days.', 'Delete the files'))) return;
    const results = { deleted: [], skipped: [], failed: [] };
    for (let start = 0; start < ids.length; start += MaxDeletions) {
      const body = { file_ids: ids.slice(start, start + MaxDeletions) };
      const response = await attempt(() => post('/api/v2/files/batch-delete', body));
      for (const kind of Object.keys(results)) results[kind].push(...(response?.[kind] ?? []));
    }
    const counts = [
      [results.deleted, 'deleted'],
      [results.skipped, 'skipped, since they are being processed'],
      [results.failed, 'not deleted'],
    ];
    const text = counts.filter(([items]) => items.length > 0).map(([items, verb]) => `${items.length} ${verb}`);
    const restore = async () => {
      for (const { id } of results.deleted) await attempt(() => post(`/_emulator/files/${id}/restore`));
      showToast(`${plural(results.deleted.length, 'file')} restored.`);
      onDone();
    };
    if (text.length > 0) showToast(`${text.join(', ')}.`, results.deleted.length > 0 ? button('Restore', restore) : null);
    finish();
  }

  const runStageAction = action => async () => {
    await applyToStages(getFiles(), action);
    finish();
  };

  fill(
    bar,
    count,
    el(
      'span',
      { class: 'actions' },
      button('Tags …', () => openTagDialog(getFiles(), finish), { class: 'small' }),
      button('Move …', () => openMoveDialog(getFiles(), places, finish), { class: 'small' }),
      button('Export …', () => openExportDialog({ files: getFiles(), filters: getFilters(), places }), { class: 'small' }),
      button('Hold', runStageAction('hold'), { class: 'small', title: 'Hold every stage that has not ended' }),
      button('Release', runStageAction('release'), { class: 'small', title: 'Release every held stage' }),
      button('Fail', runStageAction('fail'), { class: 'small', title: 'Fail every stage that can end now' }),
      button('Retry', runStageAction('retry'), { class: 'small', title: 'Run every failed stage again' }),
      button('Delete', deleteFiles, { class: 'small danger' }),
    ),
    el(
      'span',
      { class: 'actions end' },
      button('Select the page', selectPage, { class: 'small' }),
      selectAllButton,
      clearButton,
    ),
  );

  return {
    bar,
    toggle,
    clear,
    has: id => files.has(id),
    show: page => {
      shown = page.items;
      total = page.total_count;
      for (const file of shown) if (files.has(file.id)) files.set(file.id, file);
      showSelectAll();
    },
  };
}
