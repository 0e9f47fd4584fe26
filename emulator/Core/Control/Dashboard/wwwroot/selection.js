// The selected files of the gallery, and the bar with what can be done with them.
import { el, fill, button, plural } from './dom.js';
import { post } from './api.js';
import { debounce } from './polling.js';
import { attempt, confirmAction } from './components.js';
import { showToast } from './toasts.js';
import { loadMatches } from './file-filters.js';
import { openTagDialog, openMoveDialog, openFailDialog } from './selection-dialogs.js';
import { openExportDialog } from './export-dialog.js';
import { applyToStages, findPossibleActions } from './stage-actions.js';

const MaxDeletions = 100;
const MaxSelected = 1000;

/** Each action on stages, its label, and what it does. */
const StageActions = {
  hold: ['Hold', 'Hold every stage that has not ended'],
  release: ['Release', 'Release every held stage'],
  fail: ['Fail …', 'Fail every stage that can end now'],
  retry: ['Retry', 'Run every failed stage again'],
};

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
    showPossibleActions();
    onChange();
  }

  /** Clears the selection. The focus moves from the bar, which disappears. */
  function clear(next) {
    const isFocused = bar.contains(document.activeElement) || document.activeElement === document.body;
    files.clear();
    changed();
    if (isFocused) document.querySelector(next)?.focus();
  }

  const selectPage = () => {
    for (const file of shown) files.set(file.id, file);
    changed();
  };

  const selectAllButton = button('Select all files', selectAll, { class: 'small', hidden: true });
  const clearButton = button('Clear', () => clear('.gallery .select'), { class: 'small' });

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
    clear('main h1');
    onDone();
  };
  const keep = () => {
    onDone();
    showPossibleActions();
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
    const text = counts.filter(([items]) => items.length > 0).map(([items, verb]) => `${plural(items.length, 'file')} ${verb}`);
    const restore = async event => {
      event.currentTarget.closest('.toast').remove();
      document.querySelector('main h1')?.focus();
      for (const { id } of results.deleted) await attempt(() => post(`/_emulator/files/${id}/restore`));
      showToast(`${plural(results.deleted.length, 'file')} restored.`);
      onDone();
    };
    if (text.length > 0) showToast(`${text.join(', ')}.`, results.deleted.length > 0 ? button('Restore', restore) : null);
    finish();
  }

  const runStageAction = async (action, fail) => {
    await applyToStages(getFiles(), action, fail);
    keep();
  };
  const stageButtons = Object.entries(StageActions).map(([action, [label, title]]) => {
    const run = () =>
      action === 'fail' ? openFailDialog(getFiles(), type => runStageAction('fail', type), keep) : runStageAction(action);
    return button(label, run, { class: 'small', title, disabled: true, 'data-action': action });
  });

  /** Enables the actions that fit a stage of a selected file. The focus moves on from a button that becomes disabled. */
  const showPossibleActions = debounce(async () => {
    const possible = await findPossibleActions(getFiles()).catch(() => new Set(Object.keys(StageActions)));
    const focused = document.activeElement;
    for (const one of stageButtons) one.disabled = !possible.has(one.dataset.action);
    if (stageButtons.includes(focused) && focused.disabled) (stageButtons.find(one => !one.disabled) ?? clearButton).focus();
  }, 50);

  fill(
    bar,
    count,
    el(
      'span',
      { class: 'actions' },
      button('Tags …', () => openTagDialog(getFiles(), keep), { class: 'small' }),
      button('Move …', () => openMoveDialog(getFiles(), places, getFilters().folder, finish), { class: 'small' }),
      button('Export …', () => openExportDialog({ files: getFiles(), filters: getFilters(), places }), { class: 'small' }),
      stageButtons,
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
    has: id => files.has(id),
    show: page => {
      shown = page.items;
      total = page.total_count;
      for (const file of shown) if (files.has(file.id)) files.set(file.id, file);
      showSelectAll();
      if (files.size > 0) showPossibleActions();
    },
  };
}
