// The part of the contracts that clients have used, and the part that they have not.
import { el, fill, button, field, plural } from './dom.js';
import { get, remove } from './api.js';
import { poll, debounce } from './polling.js';
import { viewHeading, panel, note, progressCard, evidenceLabel, attempt, confirmAction } from './components.js';
import { emptyState, foldedEntry, isProxy } from './components.js';

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
  const [untested, called, uncalled] = [el('div'), el('div', { class: 'requests' }), el('div')];
  fill(
    container,
    viewHeading('Coverage', `The part of the API\u2019s contracts that ${isProxy ? '' : 'this tenant\u2019s '}clients have used.`),
    cards,
    untested,
    el('div', { class: 'bar' }, field('Find an operation', search), button('Clear the coverage', clear, { class: 'danger' })),
    called,
    uncalled,
  );
  const openIds = new Set();
  let lastShown = '';
  let coverage = null;

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    coverage = await get('/_emulator/coverage', { signal });
    const text = JSON.stringify(coverage);
    if (text !== lastShown) render();
    lastShown = text;
    return 5000;
  });
  const onSearch = () => {
    if (coverage) render();
  };
  search.addEventListener('input', debounce(onSearch));

  function render() {
    const matches = id => id.includes(search.value.trim().toLowerCase());
    const summaryCards = Kinds.map(([kind, label]) => progressCard(label, coverage.summary[kind].met, coverage.summary[kind].of));
    fill(cards, summaryCards);
    fill(untested, coverage.never_met.length > 0 ? untestedPanel(coverage.never_met) : null);
    const operations = coverage.operations.filter(operation => matches(operation.id));
    fill(
      called,
      coverage.operations.length === 0
        ? emptyState(
            'No operation was called yet',
            `Run your client or your tests ${isProxy ? 'through this proxy' : 'against this tenant'}. This page then shows what they used.`,
          )
        : operations.map(operation => operationEntry(operation, openIds)),
    );
    const uncalledIds = coverage.never_called.filter(matches);
    fill(uncalled, uncalledIds.length > 0 ? uncalledPanel(uncalledIds) : null);
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

const codes = (texts, label = null) => {
  const items = texts.map(text => [el('code', { text }), ' ']);
  return el('p', { class: 'names' }, label, items);
};

const uncalledPanel = ids =>
  el('details', { class: 'panel' }, el('summary', { text: `${plural(ids.length, 'operation')} not called` }), codes(ids));

/** One operation: a line that opens to show what is missing. */
function operationEntry(operation, openIds) {
  const gaps = [
    ['Statuses', operation.statuses],
    ['Response fields', operation.fields],
    ['Enum values', operation.enum_values],
    ['Parameters', operation.parameters],
    ['Request fields', operation.request_fields],
  ].filter(([, gap]) => gap.of > 0);
  const summary = [
    el('span', { class: 'target' }, el('strong', { text: operation.id }), el('code', { text: plural(operation.requests, 'request') })),
    el('span', { class: 'marks' }, statusChips(operation), evidenceLabel(operation.evidence)),
    el('span', { class: 'number', text: `${operation.fields.met} of ${operation.fields.of} fields` }),
  ];
  return foldedEntry(operation.id, openIds, summary, gaps.map(gapSection));
}

function statusChips({ answered, faulted, lost }) {
  const chip = (kind, text) => el('span', { class: `chip ${kind}`, text });
  return [
    Object.entries(answered).map(([status, times]) => chip(status < 400 ? 'good' : 'warn', `${status} × ${times}`)),
    Object.entries(faulted).map(([status, times]) => chip('bad', `fault ${status} × ${times}`)),
    lost ? chip('bad', `lost × ${lost}`) : null,
  ];
}

const gapSection = ([label, gap]) =>
  el(
    'div',
    {},
    el('h2', {}, `${label} `, el('small', { text: `${gap.met} of ${gap.of}` })),
    gap.missing.length > 0 ? codes(gap.missing, 'Missing: ') : note('Nothing is missing.'),
  );
