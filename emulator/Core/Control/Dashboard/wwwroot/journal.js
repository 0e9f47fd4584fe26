// The journal: a filtered list of requests that is updated; each opens to its request and response.
import { el, fill, button, field, check, choice, hour, plain, count } from './dom.js';
import { get, remove, query as text } from './api.js';
import { repeat, afterwards } from './live.js';
import { title, tier, empty, attempt, ask, copy } from './parts.js';
import { messages } from './message.js';

const Page = 50;
const Marks = [['fault', 'Faults'], ['unknown', 'Unknown input'], ['unmatched', 'No operation']];

/** Shows the journal. */
export function showJournal({ frame, query, signal, failed, well }) {
  const operation = el('input', { maxlength: 100, placeholder: 'files.*', spellcheck: 'false' });
  const path = el('input', { maxlength: 1000, placeholder: 'a part of it', spellcheck: 'false' });
  const method = choice([['', 'Any'], 'GET', 'POST', 'PATCH', 'PUT', 'DELETE']);
  const status = choice([['', 'Any'], '2xx', '3xx', '4xx', '5xx', '401', '404', '409', '422', '429']);
  const marks = Marks.map(([mark, label]) => [mark, el('input', { type: 'checkbox' }), label]);
  const live = el('input', { type: 'checkbox', checked: true });
  const told = el('p', { class: 'told', role: 'status' });
  const [list, more] = [el('div', { class: 'requests' }), el('div', { class: 'pages' })];
  const shown = new Map();
  let limit = Page;
  fill(frame, title('Journal', 'What clients sent, newest first. What this page asks is not in it.'),
    el('form', { class: 'bar', role: 'search', 'aria-label': 'Filters', on: { submit: event => event.preventDefault() } },
      field('Operation', operation), field('Path', path), field('Method', method), field('Status', status), marks.map(([, box, label]) => check(label, box)), check('Live', live)),
    el('p', { class: 'row' }, button('Copy these as curl', copyAll), button('Clear the journal', clear, { class: 'danger' })), told, list, more);
  take(query);

  const filter = () => ({
    operation: operation.value.trim(), path: path.value.trim(), method: method.value, status: status.value, ...Object.fromEntries(marks.map(([mark, box]) => [mark, box.checked])),
  });
  const look = repeat({ signal, failed, well }, async () => {
    const page = await get(`/_emulator/requests${text({ ...filter(), limit })}`, { signal });
    draw(page);
    return live.checked ? 2000 : 600_000;
  });
  const changed = () => { history.replaceState(null, '', `#/journal${text(filter())}`); limit = Page; look(); };
  for (const control of [operation, path]) control.addEventListener('input', afterwards(changed));
  for (const control of [method, status, ...marks.map(([, box]) => box)]) control.addEventListener('change', changed);
  live.addEventListener('change', look);

  function take(now) {
    [operation.value, path.value, method.value, status.value] = ['operation', 'path', 'method', 'status'].map(key => now.get(key) ?? '');
    for (const [mark, box] of marks) box.checked = now.get(mark) === 'true';
  }

  function draw(page) {
    const say = count(page.total_count, 'request') + (page.dropped ? `; ${page.dropped} older ones had to make room` : '');
    if (told.textContent !== say) told.textContent = say;
    const ids = page.items.map(request => request.id);
    for (const id of shown.keys()) if (!ids.includes(id)) { shown.get(id).remove(); shown.delete(id); }
    let before = null; // what is open stays open: only what is new is put in
    for (const request of page.items) {
      if (!shown.has(request.id)) shown.set(request.id, entry(request, failed));
      const node = shown.get(request.id);
      const place = before ? before.nextSibling : list.firstChild;
      if (place !== node) list.insertBefore(node, place);
      before = node;
    }
    if (page.total_count === 0) nothing();
    else list.querySelector('.empty')?.remove();
    fill(more, page.items.length < page.total_count && limit < 1000 ? button('Show more', () => { limit = Math.min(1000, limit * 2); look(); }) : null);
  }

  function nothing() {
    if (list.querySelector('.empty')) return;
    const filtered = Object.values(filter()).some(Boolean);
    const curl = `curl -H "Authorization: Bearer $SCOPIX_API_KEY" ${location.origin}/api/v2/files`;
    list.append(filtered
      ? empty('Nothing fits', 'No request fits these filters.', button('Show all', () => { take(new URLSearchParams()); changed(); }, { class: 'main' }))
      : empty('No requests yet', `Point a client at ${location.origin}/api/v2 with this key, or try it by hand.`, button('Copy a curl line', () => copy(curl), { class: 'main' })));
  }

  async function copyAll() {
    const lines = await attempt(() => get(`/_emulator/requests${text({ ...filter(), limit, order: 'oldest', format: 'curl' })}`, { as: 'text' }));
    if (lines !== undefined) copy(lines);
  }

  async function clear() {
    if (!await ask('Clear the journal?', 'The requests are forgotten; their coverage stays.', 'Clear it')) return;
    await attempt(() => remove('/_emulator/requests'), done => `${count(done.removed, 'request')} forgotten.`);
    look();
  }
  return now => { take(now); look(); };
}

/** One request: a line, which opens. */
function entry(request, failed) {
  const inside = el('div', { class: 'inside' });
  const kind = request.status === null ? 'bad' : request.status >= 500 ? 'bad' : request.status >= 400 ? 'warn' : 'good';
  const details = el('details', { class: 'request' }, el('summary', {},
    el('span', { class: 'hour', text: hour(request.at) }), el('span', { class: `verb ${request.method.toLowerCase()}`, text: request.method }),
    el('span', { class: 'what' }, el('strong', { text: request.operation ?? 'no operation' }), el('code', { text: plain(request.path) })),
    el('span', { class: 'marks' },
      request.fault ? el('span', { class: 'mark fault', text: request.fault }) : null,
      request.unknown.length ? el('span', { class: 'mark', text: `unknown: ${plain(request.unknown.join(', '))}` }) : null,
      request.ignored.length ? el('span', { class: 'mark', text: `ignored: ${plain(request.ignored.join(', '))}` }) : null,
      request.evidence ? tier(request.evidence) : null),
    el('span', { class: `code ${kind}`, text: request.status ?? 'lost' })), inside);
  details.addEventListener('toggle', async () => {
    if (!details.open || inside.firstChild) return;
    try {
      const whole = await get(`/_emulator/requests/${encodeURIComponent(request.id)}`);
      fill(inside, messages(whole));
    } catch (error) {
      failed(error);
    }
  });
  return details;
}
