// One line of the journal.
import { el, formatTimeOfDay, formatBytes, escapeInvisible } from './dom.js';
import { evidenceLabel } from './components.js';

/** `good`, `warn` or `bad`. */
export const classifyStatus = status => (status === null || status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good');

/** The line of a request. */
export function createRow(entry) {
  const cell = (kind, text) => el('span', { class: kind, text: text ?? '–', title: text ?? null });
  return el(
    'button',
    { type: 'button', class: 'exchange', 'data-id': entry.id, tabindex: '-1' },
    el('span', { class: 'time', text: formatTimeOfDay(entry.at) }),
    el('span', { class: `method ${entry.method.toLowerCase()}`, text: escapeInvisible(entry.method) }),
    target(entry),
    el('span', {}, el('span', { class: `code ${classifyStatus(entry.status)}`, text: entry.status ?? 'lost' })),
    cell('name', entry.operation ?? 'no operation'),
    el('span', {}, entry.evidence ? evidenceLabel(entry.evidence) : '–'),
    cell('amount', formatMilliseconds(entry.duration_ms)),
    cell('amount', entry.response_bytes === null ? null : formatBytes(entry.response_bytes)),
    cell('name', entry.client && shortenClient(escapeInvisible(entry.client))),
  );
}

/** The path with its query, and what is to be noticed about the request. */
function target(entry) {
  const path = escapeInvisible(entry.path);
  const query = entry.query ? `?${escapeInvisible(entry.query)}` : '';
  return el(
    'span',
    { class: 'target' },
    el('code', { title: path + query }, path, el('span', { class: 'query', text: query })),
    entry.fault ? mark('fault', 'fault', entry.fault) : null,
    entry.unknown.length > 0 ? mark('', 'unknown', entry.unknown.join(', ')) : null,
    entry.hint ? mark('hint', 'hint', entry.hint) : null,
    entry.ignored.length > 0 ? mark('ignored', 'ignored', entry.ignored.join(', ')) : null,
  );
}

const mark = (kind, label, text) => el('span', { class: `mark ${kind}`, title: escapeInvisible(text), text: label });

const formatMilliseconds = value => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

/** The program of a User-Agent: `curl/8.5.0`; of a browser the one that it names last but one, such as `Chrome/142.0.0.0`. */
function shortenClient(client) {
  if (!client.startsWith('Mozilla/')) return client.split(' ')[0];
  return /(?:Edg|Firefox|Chrome|Version)\/[\d.]+/.exec(client)?.[0] ?? 'browser';
}
