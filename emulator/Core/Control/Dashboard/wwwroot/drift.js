// How the live service behind a proxy differs from the contracts.
import { el, fill, plural, timestamp, isolated } from './dom.js';
import { get } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, progressCard, evidenceLabel, emptyState, facts, foldedEntry } from './components.js';

/** Shows the deviations. */
export function showDrift({ container, signal, onError, onSuccess }) {
  const cards = el('section', { class: 'cards', 'aria-label': 'Summary' });
  const [list, unknown] = [el('div', { class: 'requests' }), el('div')];
  fill(
    container,
    viewHeading('Drift', 'How the responses of the service differ from the contracts: known facts first, then assumptions.'),
    cards,
    list,
    unknown,
  );
  const openItems = new Set();
  let lastShown = '';

  poll({ signal, onError, onSuccess }, async () => {
    const drift = await get('/_emulator/drift', { signal });
    const text = JSON.stringify(drift);
    if (text !== lastShown) render(drift);
    lastShown = text;
    return 2000;
  });

  function render(drift) {
    fill(cards, progressCard('exchanges without a deviation', drift.clean, drift.exchanges), unjudgedCard(drift.unjudged_bodies));
    const items = drift.items.map(item => driftEntry(item, openItems));
    fill(list, items.length > 0 ? items : createEmptyState(drift.exchanges));
    fill(unknown, drift.unknown.length > 0 ? unknownPanel(drift.unknown) : null);
  }
  return null;
}

const createEmptyState = exchanges =>
  exchanges === 0
    ? emptyState('Nothing was compared yet', 'Run your client or your tests through this proxy.')
    : emptyState('No deviation was seen', `The service kept the contracts in ${plural(exchanges, 'exchange')}.`);

function unjudgedCard(count) {
  if (count === 0) return null;
  return el('div', { class: 'card' }, el('b', { text: count.toLocaleString('en') }), el('span', { text: 'bodies not compared' }));
}

/** One deviation: a line that opens to show its evidence and the first request that showed it. */
function driftEntry(item, openItems) {
  const summary = [
    el(
      'span',
      { class: 'target' },
      el('strong', {}, isolated(`${item.operation}: ${item.place}`)),
      el('code', {}, isolated(`expected ${item.expected}, got ${item.got}`)),
    ),
    el('span', { class: 'marks' }, el('span', { class: 'tag', text: item.kind }), evidenceLabel(item.evidence)),
    el('span', { class: 'number', text: plural(item.count, 'time') }),
  ];
  const details = facts([
    ['Expected', isolated(item.expected)],
    ['Got', isolated(item.got)],
    ['Source', item.source],
    ['Operations', item.operations.join(', ')],
    ['First request', isolated(`${item.method} ${item.path}`)],
    ['Its request id', item.first_request_id ? isolated(item.first_request_id) : null],
    ['Its time', timestamp(item.first_at)],
  ]);
  return foldedEntry(`${item.operation} ${item.place} ${item.kind} ${item.expected} ${item.got}`, openItems, summary, details);
}

function unknownPanel(requests) {
  const items = requests.map(({ request, count }) => el('li', {}, isolated(request), ` – ${plural(count, 'time')}`));
  return panel('No contract names these', el('ul', { class: 'untested' }, items));
}
