// The data of a tenant: datasets, reset, snapshots.
import { el, fill, button, field, formatBytes, plural } from './dom.js';
import { get, post, credentials } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, facts, attempt, confirmAction } from './components.js';
import { showToast } from './toasts.js';
import { createSnapshotPanel } from './snapshots.js';

/** Shows datasets, reset and snapshots. */
export function showDatasets({ container, signal, onError, onSuccess }) {
  const [tenant, list] = [el('div'), el('ul', { class: 'datasets' })];
  const seed = el('input', { type: 'number', step: 1, placeholder: 'default' });
  const snapshots = createSnapshotPanel(signal, () => refresh());
  let isListed = false;
  fill(
    container,
    viewHeading(
      'Datasets',
      'A dataset fills this tenant with generated files and other records. The same seed always creates the same data.',
    ),
    panel('This tenant', tenant, el('p', { class: 'row' }, button('Reset the tenant', reset, { class: 'danger' }))),
    panel('Load a dataset', el('div', { class: 'bar' }, field('Seed', seed)), list),
    snapshots.section,
  );

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const info = await get('/_emulator/info', { signal });
    fill(tenant, describeTenant(info));
    if (!isListed) fill(list, info.datasets.map(datasetEntry));
    isListed = true;
    snapshots.refresh();
    return 5000;
  });

  function datasetEntry({ name, summary, default_count: defaultCount }) {
    const count = defaultCount === null ? null : el('input', { type: 'number', min: 1, max: 2_000_000, value: defaultCount });
    const loadButton = button('Load', () => load(name, count, loadButton), { 'aria-label': `Load ${name}` });
    return el(
      'li',
      { class: 'panel' },
      el('h3', { text: name }),
      el('p', { text: summary }),
      count ? field('Files', count) : null,
      el('p', { class: 'row' }, loadButton),
    );
  }

  async function load(dataset, count, loadButton) {
    const body = { dataset };
    if (seed.value !== '') body.seed = Number(seed.value);
    if (count) body.count = Number(count.value);
    const isEmpty = await attempt(isTenantEmpty);
    if (isEmpty === undefined) return;
    if (!isEmpty && !(await confirmReset())) return;
    Object.assign(loadButton, { disabled: true, textContent: 'Loading …' });
    try {
      if (!isEmpty) await post('/_emulator/reset');
      showLoaded(await post('/_emulator/seed', body));
    } catch (error) {
      if (error.status === 409 && isEmpty) await resetAndLoad(body); // it has records that no list shows, such as deleted files
      else showToast(error.message, null, 'bad');
    }
    Object.assign(loadButton, { disabled: false, textContent: 'Load' });
    if (document.activeElement === document.body) loadButton.focus();
    document.dispatchEvent(new Event('clockchange'));
    refresh();
  }

  async function resetAndLoad(body) {
    if (!(await confirmReset())) return;
    const action = async () => {
      await post('/_emulator/reset');
      return post('/_emulator/seed', body);
    };
    await attempt(action, showLoaded);
  }

  async function reset() {
    const text = 'Its files, sessions, usage, faults, stubs and journal are deleted, and its clock shows the real time again.';
    if (!(await confirmAction('Reset this tenant?', text, 'Reset'))) return;
    await attempt(() => post('/_emulator/reset'), 'The tenant is empty.');
    document.dispatchEvent(new Event('clockchange'));
    refresh();
  }
  return null;
}

/** True when the tenant has no files, sessions and folders, and only the project that every tenant has. */
async function isTenantEmpty() {
  if ((await get('/_emulator/info')).files > 0) return false;
  if (credentials.isLlamaKey) return true;
  const lists = ['/api/v2/files/sessions?limit=1', '/api/v2/folders', '/api/v2/projects?limit=2'];
  const [sessions, folders, projects] = await Promise.all(lists.map(path => get(path)));
  return sessions.items.length === 0 && folders.items.length === 0 && projects.items.length < 2;
}

const confirmReset = () =>
  confirmAction(
    'Reset this tenant?',
    'A dataset can be loaded into an empty tenant only. Everything that this tenant has is deleted first.',
    'Reset and load',
  );

const describeTenant = info =>
  facts([
    ['Key', el('code', { text: credentials.label })],
    ['Files', info.files.toLocaleString('en')],
    ['Emulator', `version ${info.version}, pipeline ${info.pipeline}, seed ${info.seed}`],
    ['Accepted keys', info.auth === 'open' ? 'any well-formed key' : 'registered keys'],
    ['Tier', `${info.tier}${info.enforce_limits ? ', limits are enforced' : ''}`],
    ['Data is stored in', info.data ?? 'memory'],
  ]);

function showLoaded({ dataset, files, folders, sessions, bytes }) {
  const counts = [plural(files, 'file'), plural(folders, 'folder'), plural(sessions, 'session'), formatBytes(bytes)];
  showToast(`The dataset ${dataset} was loaded: ${counts.join(', ')}.`, el('a', { href: '#/files', text: 'Show the files' }));
}
