// What no document says: the decisions that assumptions rest on, and what a live service has said about them.
import { el, fill, field, plural, isolated } from './dom.js';
import { get } from './api.js';
import { poll, debounce } from './polling.js';
import { viewHeading, progressCard, facts, foldedEntry, emptyState, isProxy } from './components.js';

const StateClasses = { confirmed: 'chip good', refuted: 'chip bad', untested: 'tag' };
const About = isProxy
  ? 'What no document says, and whether the service behaves as assumed: refuted first, then confirmed.'
  : 'What no document says, and this emulator therefore assumes. Each is a question about the live service. ' +
    'Recordings of the service settle them: those that one has refuted come first. A proxy before the service says more.';

/** Shows the assumptions. */
export function showAssumptions({ container, query, signal, onError, onSuccess }) {
  const cards = el('section', { class: 'cards', 'aria-label': 'Summary' });
  const attributes = { type: 'search', placeholder: 'files.list, 404, tags', spellcheck: 'false' };
  const search = el('input', { ...attributes, value: query.get('search') ?? '' });
  const summary = el('p', { class: 'summary', role: 'status' });
  const list = el('div', { class: 'requests' });
  fill(
    container,
    viewHeading('Assumptions', About),
    cards,
    el('div', { class: 'bar' }, field('Find by a word or an operation', search)),
    summary,
    list,
  );
  const openItems = new Set();
  let lastShown = '';
  let assumptions = null;

  poll({ signal, onError, onSuccess }, async () => {
    assumptions = await get('/_emulator/assumptions', { signal });
    const text = JSON.stringify(assumptions);
    if (text !== lastShown) render();
    lastShown = text;
    return isProxy ? 2000 : 60_000;
  });
  search.addEventListener(
    'input',
    debounce(() => assumptions && render()),
  );

  function render() {
    const { confirmed, refuted, items } = assumptions;
    const total = items.length;
    fill(cards, isProxy ? progressCard('confirmed', confirmed, total) : null, progressCard('refuted', refuted, total));
    const words = search.value.trim().toLowerCase();
    const found = items.filter(item => toText(item).includes(words));
    summary.textContent = words ? `${found.length} of ${plural(total, 'assumption')}` : plural(total, 'assumption');
    const none = emptyState('No matches', 'No assumption has this text.');
    fill(list, found.length > 0 ? found.map(item => assumptionEntry(item, openItems)) : none);
  }
  return null;
}

const toText = ({ id, title, question, settled_by: settledBy, operations }) =>
  [id, title, question, settledBy, ...operations].join('\n').toLowerCase();

/** One assumption: a line that opens to show its question and what the service said. */
function assumptionEntry(item, openItems) {
  const { operations } = item;
  const summary = [
    el('span', { class: 'target' }, el('strong', { text: item.title }), el('code', { text: item.id })),
    el('span', { class: 'marks' }, el('span', { class: StateClasses[item.state] ?? 'tag', text: item.state })),
    el('span', { class: 'number', text: isProxy ? plural(item.confirmed + item.refuted, 'time') : describeScope(operations) }),
  ];
  const details = facts([
    ['Question', item.question],
    ['Settled by', item.settled_by],
    ['Confirmed', isProxy ? plural(item.confirmed, 'time') : null],
    ['Refuted', isProxy || item.refuted > 0 ? plural(item.refuted, 'time') : null],
    ['First refutation', item.first_refutation ? isolated(item.first_refutation) : null],
  ]);
  const names = operations.length > 0 ? [el('h2', { text: 'Verbs, parameters and fields of' }), codes(operations)] : null;
  return foldedEntry(item.id, openItems, summary, details, names);
}

/** How many operations a decision concerns; one about behaviour names none. */
const describeScope = operations => (operations.length > 0 ? plural(operations.length, 'operation') : 'behaviour');

const codes = texts => el('p', { class: 'names' }, texts.map(text => [el('code', { text }), ' ']));
