// A request and its response: query, headers, bodies.
import { el, button, plain } from './dom.js';
import { get } from './api.js';
import { facts, attempt, copy } from './parts.js';

/** The request and the response. */
export const messages = request => [
  facts([['Id', el('code', { text: request.id })], ['Request id', request.request_id && el('code', { text: plain(request.request_id) })], ['Took', `${request.duration_ms} ms`],
    ['Fault', request.fault], ['Unknown input', plain(request.unknown.join(', '))], ['Ignored input', plain(request.ignored.join(', '))]]),
  el('p', { class: 'row' }, button('Copy as curl', async () => {
    const line = await attempt(() => get(`/_emulator/requests/${encodeURIComponent(request.id)}?format=curl`, { as: 'text' }));
    if (line !== undefined) copy(line);
  })),
  el('div', { class: 'two even' },
    el('section', {}, el('h2', { text: 'Request' }), pairs('Query', Object.entries(request.query).map(([key, values]) => [key, values.join(', ')])), message(request.request)),
    el('section', {}, el('h2', { text: 'Answer' }), request.response ? message(request.response) : el('p', { class: 'error', text: 'The client got no answer.' }))),
];

const message = ({ headers, bytes, body }) => [
  pairs('Headers', Object.entries(headers)),
  body === null ? el('p', { class: 'none', text: bytes ? `A body of ${bytes} bytes, which is not kept.` : 'No body.' })
    : el('pre', { tabindex: '0', 'aria-label': 'Body', text: JSON.stringify(body, null, 2) })];

const pairs = (heading, all) => all.length === 0 ? null : el('details', { open: heading === 'Query' }, el('summary', { text: `${heading} (${all.length})` }),
  el('dl', { class: 'pairs' }, all.map(([key, value]) => el('div', {}, el('dt', { text: plain(key) }), el('dd', { text: plain(value) })))));
