// The part of the contracts that clients have used, as a map of operations, and the part that they have not.
import { el, fill, button, field } from './dom.js';
import { get, remove } from './api.js';
import { poll, debounce } from './polling.js';
import { viewHeading, panel, note, progressCard, attempt, confirmAction, isProxy } from './components.js';
import { loadOperations } from './operations.js';
import { createCoverageMap } from './coverage-map.js';
import { createCoverageDetails } from './coverage-details.js';

const Kinds = [
  ['operations', 'operations called'],
  ['statuses', 'statuses received'],
  ['fields', 'response fields received'],
  ['enum_values', 'enum values received'],
  ['parameters', 'parameters sent'],
  ['request_fields', 'request fields sent'],
];

/** Shows the coverage. */
export function showCoverage({ container, signal, onError, onSuccess }) {
  const search = el('input', { type: 'search', placeholder: 'files.', spellcheck: 'false' });
  const cards = el('section', { class: 'cards', 'aria-label': 'Summary' });
  const hint = el('p', { class: 'summary', role: 'status' });
  const untested = el('div');
  const details = createCoverageDetails(() => select(null));
  const map = createCoverageMap(id => select(id));
  const layout = el('div', { class: 'coverage' }, map.node, details.node);
  fill(
    container,
    viewHeading('Coverage', `The part of the API\u2019s contracts that ${isProxy ? '' : 'this tenant\u2019s '}clients have used.`),
    cards,
    el('div', { class: 'bar' }, field('Find an operation', search), button('Clear the coverage', clear, { class: 'danger' })),
    hint,
    layout,
    untested,
  );
  let lastShown = '';
  let coverage = null;
  let selected = null;

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const [{ operations, document: contract }, loaded] = await Promise.all([loadOperations(), get('/_emulator/coverage', { signal })]);
    const text = JSON.stringify(loaded);
    if (text === lastShown) return 5000;
    lastShown = text;
    const called = new Map(loaded.operations.map(operation => [operation.id, operation]));
    coverage = { ...loaded, contract, contracts: operations, called };
    render();
    return 5000;
  });
  search.addEventListener('input', debounce(() => map.filter(search.value.trim().toLowerCase())));

  function render() {
    const summaryCards = Kinds.map(([kind, label]) => progressCard(label, coverage.summary[kind].met, coverage.summary[kind].of));
    fill(cards, summaryCards);
    hint.textContent =
      coverage.called.size > 0
        ? 'Select an operation to see what is missing.'
        : `No operation was called yet. Run your client or your tests ${isProxy ? 'through this proxy' : 'against this tenant'}.`;
    map.update(coverage.contracts, coverage.called);
    map.filter(search.value.trim().toLowerCase());
    fill(untested, coverage.never_met.length > 0 ? untestedPanel(coverage.never_met) : null);
    if (selected) showSelected();
  }

  function select(id) {
    const previous = selected;
    selected = id;
    layout.classList.toggle('open', id !== null);
    id ? showSelected() : details.close();
    map.select(id);
    if (!id) map.focus(previous);
  }

  function showSelected() {
    const operation = coverage.contracts.find(({ id }) => id === selected);
    details.show(coverage.contract, operation, coverage.called.get(selected) ?? null);
  }

  async function clear() {
    if (!(await confirmAction('Clear the coverage?', 'Counting starts again with the next request.', 'Clear'))) return;
    await attempt(() => remove('/_emulator/coverage'), 'The coverage was cleared.');
    refresh();
  }
  return null;
}

function untestedPanel(situations) {
  const items = situations.map(text => el('li', { text }));
  return panel(
    'Not tested yet',
    note(`The list shows what has not happened yet.${isProxy ? '' : ' Add faults to produce most of these situations.'}`),
    el('ul', { class: 'untested' }, items),
  );
}
