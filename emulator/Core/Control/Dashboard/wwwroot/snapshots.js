// Snapshots of a tenant: create, compare, restore, delete. Nothing is shown if the emulator has no snapshots.
import { el, fill, button, field, isolated, timestamp, formatBytes, plural } from './dom.js';
import { get, post, remove } from './api.js';
import { panel, attempt, confirmAction } from './components.js';
import { createDiffPanel } from './snapshot-diff.js';

/** The section, and a function that refreshes it; `onRestore` is called after a restore. */
export function createSnapshotPanel(signal, onRestore) {
  const list = el('ul', { class: 'rows' });
  const nameInput = el('input', {
    required: true,
    maxlength: 64,
    pattern: '[A-Za-z0-9_.\\-]+',
    title: 'Letters, digits, dots, hyphens and underscores',
    spellcheck: 'false',
    placeholder: 'before-test',
  });
  const form = el('form', { class: 'bar', on: { submit: create } }, field('Name', nameInput), el('button', { text: 'Create a snapshot' }));
  const diff = createDiffPanel(signal);
  const section = panel('Snapshots', form, list, diff.element);
  section.hidden = true;
  let lastShown = '';
  let isSupported = true;

  async function create(event) {
    event.preventDefault();
    const name = nameInput.value.trim();
    const created = await attempt(() => post('/_emulator/snapshots', { name }), `The snapshot ${name} was created.`);
    if (created !== undefined) nameInput.value = '';
    refresh();
  }

  async function refresh() {
    if (!isSupported) return;
    try {
      const snapshots = await get('/_emulator/snapshots', { signal });
      section.hidden = false;
      const text = JSON.stringify(snapshots);
      if (text !== lastShown) render(snapshots.items);
      lastShown = text;
    } catch (error) {
      isSupported = error.status !== 404;
    }
  }

  function render(snapshots) {
    diff.show(snapshots.map(({ name }) => name));
    diff.clear();
    fill(list, snapshots.length > 0 ? snapshots.map(snapshotItem) : el('li', { class: 'muted', text: 'This tenant has no snapshots.' }));
  }

  function snapshotItem({ name, created_at: createdAt, files, database_bytes: databaseBytes, other_bytes: otherBytes }) {
    const url = `/_emulator/snapshots/${encodeURIComponent(name)}`;
    const restore = async () => {
      if (!(await confirmAction(`Restore ${name}?`, 'The snapshot replaces everything that the tenant has now.', 'Restore'))) return;
      await attempt(() => post(`${url}/restore`), `The snapshot ${name} was restored.`);
      document.dispatchEvent(new Event('clockchange'));
      onRestore();
    };
    const deleteSnapshot = async () => {
      await attempt(() => remove(url), `The snapshot ${name} was deleted.`);
      refresh();
    };
    const smallButton = (label, action, ariaLabel) => button(label, action, { class: 'small', 'aria-label': ariaLabel });
    const details = ` · ${plural(files, 'file')} · ${formatBytes(databaseBytes + otherBytes)}`;
    return el(
      'li',
      {},
      el('span', { class: 'grow' }, el('strong', {}, isolated(name)), el('small', {}, timestamp(createdAt), details)),
      smallButton('Compare with now', () => diff.compareWithNow(name), `Compare ${name} with now`),
      smallButton('Restore', restore, `Restore ${name}`),
      smallButton('Delete', deleteSnapshot, `Delete ${name}`),
    );
  }
  return { section, refresh };
}
