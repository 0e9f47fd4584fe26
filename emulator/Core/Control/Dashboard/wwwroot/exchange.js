// The details of a request of the journal: what is to be noticed, what can be done with it, and both messages.
import { el, fill, button, escapeInvisible, formatBytes, timestamp } from './dom.js';
import { get } from './api.js';
import { note, facts, evidenceLabel } from './components.js';
import { classifyStatus } from './journal-row.js';
import { exchangeActions } from './exchange-actions.js';

/** True when the details are below the list, not beside it. */
const isBelow = () => matchMedia('(max-width: 860px)').matches;

/** A place for the details. `show` reads and shows a request. */
export function createDetails({ onClose, onReplayed, onError }) {
  const node = el('section', { class: 'panel exchange-details', 'aria-label': 'Selected request', hidden: true });
  let shownId = null;
  node.addEventListener('keydown', event => {
    if (event.key === 'Escape') onClose();
  });

  async function show(id) {
    if (shownId === id) return;
    shownId = id;
    try {
      const read = format => get(`/_emulator/requests/${encodeURIComponent(id)}?format=${format}`);
      const [entry, har] = await Promise.all([read('json'), read('har')]);
      if (shownId !== id) return;
      fill(node, content(entry, har.log.entries[0]));
      node.hidden = false;
      node.scrollTop = 0;
      if (isBelow()) node.scrollIntoView({ block: 'start' });
    } catch (error) {
      onError(error);
    }
  }

  function close() {
    shownId = null;
    node.hidden = true;
  }

  const content = (entry, har) => [
    el(
      'header',
      { class: 'row' },
      el('h2', {}, methodLabel(entry.method), ' ', el('code', { text: escapeInvisible(entry.path) })),
      el('span', { class: `code ${classifyStatus(entry.status)}`, text: entry.status ?? 'lost' }),
      button('×', onClose, { class: 'close', 'aria-label': 'Close the details' }),
    ),
    notices(entry),
    exchangeActions(entry, har, onReplayed),
    facts([
      ['Operation', entry.operation ?? 'none'],
      ['Evidence', entry.evidence && evidenceLabel(entry.evidence)],
      ['Time', timestamp(entry.at)],
      ['Duration', `${entry.duration_ms} ms`],
      ['Id', el('code', { text: entry.id })],
      ['Request id', entry.request_id && el('code', { text: escapeInvisible(entry.request_id) })],
    ]),
    entry.matches ? section('Matches of the search', matchPairs(entry.matches)) : null,
    section('Request', queryPairs(entry.query), message(entry.request)),
    section('Response', entry.response ? message(entry.response) : el('p', { class: 'error', text: 'The client received no response.' })),
  ];
  return { node, show, close };
}

/** What the reader must not miss. */
function notices(entry) {
  const line = (kind, label, text) => el('li', {}, el('span', { class: `mark ${kind}`, text: label }), ' ', escapeInvisible(text));
  const lines = [
    entry.fault ? line('fault', 'fault', `${entry.fault} made or changed this response.`) : null,
    entry.unknown.length > 0 ? line('', 'unknown', `${entry.unknown.join(', ')}: no contract names this input.`) : null,
    entry.hint ? line('hint', 'hint', entry.hint) : null,
    entry.ignored.length > 0 ? line('ignored', 'ignored', `${entry.ignored.join(', ')}: documented input that has no effect here.`) : null,
  ].filter(Boolean);
  return lines.length > 0 ? el('ul', { class: 'notices' }, lines) : null;
}

const methodLabel = method => el('span', { class: `method ${method.toLowerCase()}`, text: escapeInvisible(method) });

/** The fields of each found file in which a word of the search is. */
const matchPairs = matches =>
  pairs('Files', matches.map(({ file_id, fields }) => [file_id, fields.join(', ') || 'changed or deleted since']), true) ??
  note('No file was found. Whole words are compared, in any of their forms; a part of a word finds nothing.');

const queryPairs = query => pairs('Query', Object.entries(query).map(([name, values]) => [name, values.join(', ')]), true);

const section = (heading, ...content) => el('section', {}, el('h3', { text: heading }), content);

function message({ headers, bytes, body }) {
  const noBody = bytes ? `The body of ${formatBytes(bytes)} is not stored.` : 'The body is empty.';
  return [
    pairs('Headers', Object.entries(headers)),
    body === null ? note(noBody) : el('pre', { tabindex: '0', 'aria-label': 'Body', text: JSON.stringify(body, null, 2) }),
  ];
}

function pairs(heading, entries, isOpen = false) {
  if (entries.length === 0) return null;
  const rows = entries.map(([name, value]) =>
    el('div', {}, el('dt', { text: escapeInvisible(name) }), el('dd', { text: escapeInvisible(value) })),
  );
  return el('details', { open: isOpen }, el('summary', { text: `${heading} (${entries.length})` }), el('dl', { class: 'pairs' }, rows));
}
