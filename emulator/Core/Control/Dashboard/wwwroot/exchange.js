// A request and its response: query, headers, bodies.
import { el, button, escapeInvisible } from './dom.js';
import { get } from './api.js';
import { note, facts, attempt, copyText } from './components.js';

/** The details of an entry of the journal. */
export function exchangeDetails(entry) {
  const copyCurl = async () => {
    const command = await attempt(() => get(`/_emulator/requests/${encodeURIComponent(entry.id)}?format=curl`, { as: 'text' }));
    if (command !== undefined) copyText(command);
  };
  const query = Object.entries(entry.query).map(([name, values]) => [name, values.join(', ')]);
  const section = (heading, ...content) => el('section', {}, el('h2', { text: heading }), content);
  return [
    facts([
      ['Id', el('code', { text: entry.id })],
      ['Request id', entry.request_id && el('code', { text: escapeInvisible(entry.request_id) })],
      ['Duration', `${entry.duration_ms} ms`],
      ['Fault', entry.fault],
      ['Unknown input', escapeInvisible(entry.unknown.join(', '))],
      ['Hint', entry.hint],
      ['Ignored input', escapeInvisible(entry.ignored.join(', '))],
    ]),
    el('p', { class: 'row' }, button('Copy as curl', copyCurl)),
    el(
      'div',
      { class: 'two even' },
      section('Request', pairs('Query', query, { isOpen: true }), message(entry.request)),
      section('Response', entry.response ? message(entry.response) : el('p', { class: 'error', text: 'The client received no response.' })),
    ),
  ];
}

function message({ headers, bytes, body }) {
  const noBody = bytes ? `The body of ${bytes} bytes is not stored.` : 'The body is empty.';
  return [
    pairs('Headers', Object.entries(headers)),
    body === null ? note(noBody) : el('pre', { tabindex: '0', 'aria-label': 'Body', text: JSON.stringify(body, null, 2) }),
  ];
}

function pairs(heading, entries, { isOpen = false } = {}) {
  if (entries.length === 0) return null;
  const rows = entries.map(([name, value]) =>
    el('div', {}, el('dt', { text: escapeInvisible(name) }), el('dd', { text: escapeInvisible(value) })),
  );
  return el('details', { open: isOpen }, el('summary', { text: `${heading} (${entries.length})` }), el('dl', { class: 'pairs' }, rows));
}
