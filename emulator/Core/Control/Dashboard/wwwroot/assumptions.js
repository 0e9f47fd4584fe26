// What the traffic through a proxy has said about our assumptions.
import { el, fill, plural, isolated } from './dom.js';
import { get } from './api.js';
import { poll } from './polling.js';
import { viewHeading, progressCard, facts, foldedEntry } from './components.js';

const StateClasses = { confirmed: 'chip good', refuted: 'chip bad', untested: 'tag' };

/** Shows the assumptions. */
export function showAssumptions({ container, signal, onError, onSuccess }) {
  const cards = el('section', { class: 'cards', 'aria-label': 'Summary' });
  const list = el('div', { class: 'requests' });
  fill(
    container,
    viewHeading('Assumptions', 'What no document says, and whether the service behaves as assumed: refuted first, then confirmed.'),
    cards,
    list,
  );
  const openItems = new Set();
  let lastShown = '';

  poll({ signal, onError, onSuccess }, async () => {
    const assumptions = await get('/_emulator/assumptions', { signal });
    const text = JSON.stringify(assumptions);
    if (text !== lastShown) render(assumptions);
    lastShown = text;
    return 2000;
  });

  function render({ confirmed, refuted, items }) {
    fill(cards, progressCard('confirmed', confirmed, items.length), progressCard('refuted', refuted, items.length));
    fill(list, items.map(item => assumptionEntry(item, openItems)));
  }
  return null;
}

/** One assumption: a line that opens to show its question and what the traffic said. */
function assumptionEntry(item, openItems) {
  const summary = [
    el('span', { class: 'target' }, el('strong', { text: item.title }), el('code', { text: item.id })),
    el('span', { class: 'marks' }, el('span', { class: StateClasses[item.state] ?? 'tag', text: item.state })),
    el('span', { class: 'number', text: plural(item.confirmed + item.refuted, 'time') }),
  ];
  const details = facts([
    ['Question', item.question],
    ['Settled by', item.settled_by],
    ['Confirmed', plural(item.confirmed, 'time')],
    ['Refuted', plural(item.refuted, 'time')],
    ['First refutation', item.first_refutation ? isolated(item.first_refutation) : null],
  ]);
  return foldedEntry(item.id, openItems, summary, details);
}
