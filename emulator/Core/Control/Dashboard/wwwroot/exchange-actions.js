// What can be done with a request of the journal: copy it, send it again, make a fault, a stub or an expectation of it.
import { el, button } from './dom.js';
import { get, credentials, toQueryString } from './api.js';
import { attempt, isProxy } from './components.js';
import { copyText, showText } from './copying.js';
import { showToast } from './toasts.js';
import { readRequest, toCSharp, toFetch, toPython } from './snippets.js';

const NewestCount = 20;

/** The buttons. `har` is the entry as HTTP Archive; `onReplayed` is called with the id of the request that was sent again, if found. */
export function exchangeActions(entry, har, onReplayed) {
  const request = readRequest(har);
  const copyCurl = async () => {
    const command = await attempt(() => get(`/_emulator/requests/${encodeURIComponent(entry.id)}?format=curl`, { as: 'text' }));
    if (command !== undefined) copyText(command, 'The curl command was copied.');
  };
  const copies = [
    ['curl', copyCurl],
    ['C#', () => copyText(toCSharp(request), 'The C# code was copied.')],
    ['fetch', () => copyText(toFetch(request), 'The JavaScript code was copied.')],
    ['Python', () => copyText(toPython(request), 'The Python code was copied.')],
  ].map(([label, action]) => button(label, action, { class: 'small', 'aria-label': `Copy as ${label}` }));
  return [
    el('p', { class: 'row tight' }, el('span', { class: 'muted', text: 'Copy as' }), copies),
    isProxy ? null : el('p', { class: 'row tight' }, ownActions(entry, request, onReplayed)),
  ];
}

/** The newest request of the journal that has this X-Request-ID; null when it is not among the newest ones. */
async function findByRequestId(requestId) {
  const { items } = await get(`/_emulator/requests?limit=${NewestCount}`);
  for (const { id } of items)
    if ((await get(`/_emulator/requests/${encodeURIComponent(id)}`)).request_id === requestId) return id;
  return null;
}

/** What only an emulator can do. */
function ownActions(entry, request, onReplayed) {
  const problem = findReplayProblem(entry, request);
  const replay = async () => {
    const answer = await attempt(() => send(request));
    if (answer === undefined) return;
    showToast(`The request was sent again: status ${answer.status}.`);
    onReplayed(await attempt(() => findByRequestId(answer.requestId)));
  };
  const stub = describeStub(entry);
  const link = (text, hash) => el('a', { class: 'button small', href: hash, text });
  return [
    button('Replay', replay, { class: 'small', disabled: problem !== '', title: problem || null }),
    entry.operation ? link('Make this a fault', `#/faults${toQueryString(describeFault(entry))}`) : null,
    stub ? link('Make this a stub', `#/stubs${toQueryString(stub)}`) : null,
    button('Expect this', () => showExpectation(entry), { class: 'small' }),
    problem ? el('small', { text: problem }) : null,
  ];
}

/** Why a request cannot be sent again; an empty text when it can. */
function findReplayProblem(entry, request) {
  if (credentials.tenant) return 'Replay is not possible: the key of this tenant is not known. Select the tenant by its key.';
  if (entry.operation?.startsWith('storage.')) return 'Replay is not possible: the signature of the URL is not stored.';
  if (request.url.includes('[redacted') || request.body?.includes('[redacted')) return 'Replay is not possible: secrets are not stored.';
  if (request.form?.some(part => part.file)) return 'Replay is not possible: the bytes of files are not stored.';
  return entry.request.bytes && !request.form && request.body === null ? 'Replay is not possible: the body is not stored.' : '';
}

/**
 * Sends the request as a client does: without the address of this page, so that it is recorded and meets faults and limits. It gets an
 * id of its own, by which it is found in the journal.
 */
async function send({ method, url, headers, body, form }) {
  const { pathname, search } = new URL(url);
  let content = body ?? undefined;
  if (form) {
    content = new FormData();
    for (const { name, value } of form) content.append(name, value);
  }
  const response = await fetch(pathname + search, {
    method,
    headers: [...headers, ['Authorization', `Bearer ${credentials.key}`]],
    body: content,
    referrerPolicy: 'no-referrer',
    credentials: 'omit',
  });
  await response.arrayBuffer();
  return { status: response.status, requestId: response.headers.get('X-Request-ID') };
}

function describeFault(entry) {
  const [, storage] = /^storage\.(.+)/.exec(entry.operation) ?? [];
  const target = storage ? { storage } : { operation: entry.operation };
  if (entry.status === null) return { ...target, effect: 'reset' };
  return { ...target, effect: 'status', status: entry.status >= 400 ? entry.status : 500 };
}

const isFile = value => typeof value === 'object' && value !== null && 'filename' in value && 'size_bytes' in value;

/** The file that a request is about, and what is known of it, as fields of a stub; null when there is none. */
function describeStub(entry) {
  const [sent, received] = [entry.request.body ?? {}, entry.response?.body ?? {}];
  const file = Object.values(sent).flat().find(isFile) ?? (typeof sent.filename === 'string' ? sent : received);
  if (typeof file.filename !== 'string') return null;
  const text = value => (typeof value === 'string' ? value : '');
  return {
    filename: file.filename,
    media_type: text(received.media_type),
    description: text(received.description),
    tags: Array.isArray(received.tags) ? received.tags.join(', ') : '',
    visible_text: text(received.visible_text),
  };
}

const unwrap = values => (values.length === 1 ? values[0] : values);
const hasSecret = value => JSON.stringify(value).includes('[redacted');

/** An expectation that this request fulfils. Secrets and files are left out. */
export function createExpectation(entry) {
  const query = Object.entries(entry.query).filter(([, values]) => !hasSecret(values));
  const { body } = entry.request;
  const fields = body && typeof body === 'object' && !Array.isArray(body) ? Object.entries(body) : [];
  const kept = fields.filter(([, value]) => !hasSecret(value) && ![value].flat().some(isFile));
  return {
    ...(entry.operation ? { operation: entry.operation } : { path: entry.path }),
    ...(query.length > 0 ? { query: Object.fromEntries(query.map(([name, values]) => [name, unwrap(values)])) } : {}),
    ...(kept.length > 0 ? { body: Object.fromEntries(kept) } : {}),
    ...(entry.status === null ? {} : { status: entry.status }),
  };
}

const showExpectation = entry =>
  showText(
    'Expect this request',
    JSON.stringify(createExpectation(entry), null, 2),
    'The body of POST /_emulator/requests/verify: at least one such request. Add "times" for an exact number.',
  );
