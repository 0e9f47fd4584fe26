// The journal: a filtered list of requests; each entry opens to show its request and response.
import { el, fill, button, field, checkbox, dropdown, formatTimeOfDay, escapeInvisible, plural } from './dom.js';
import { get, remove, toQueryString } from './api.js';
import { poll, debounce } from './polling.js';
import { viewHeading, evidenceLabel, emptyState, attempt, confirmAction, copyText, isProxy } from './components.js';
import { exchangeDetails } from './exchange.js';

const PageSize = 50;
const MaxEntries = 1000;
const RefreshMilliseconds = 2000;
const PausedMilliseconds = 600_000;
const OwnRequests = ' The requests of this page are not recorded.';
const Flags = [
  ...(isProxy ? [] : [['fault', 'Faults']]),
  ['unknown', 'Unknown input'],
  ['unmatched', 'No operation'],
];

/** Shows the journal. */
export function showJournal({ container, query, signal, onError, onSuccess }) {
  const operation = el('input', { maxlength: 100, placeholder: 'files.*', spellcheck: 'false' });
  const path = el('input', { maxlength: 1000, placeholder: 'part of the path', spellcheck: 'false' });
  const method = dropdown([['', 'Any'], 'GET', 'POST', 'PATCH', 'PUT', 'DELETE']);
  const status = dropdown([['', 'Any'], '2xx', '3xx', '4xx', '5xx', '401', '404', '409', '422', '429']);
  const flags = Flags.map(([name, label]) => ({ name, label, input: el('input', { type: 'checkbox' }) }));
  const isLive = el('input', { type: 'checkbox', checked: true });
  const summary = el('p', { class: 'summary', role: 'status' });
  const [list, nothing, more] = [el('div', { class: 'requests' }), el('div'), el('div', { class: 'pages' })];
  const shownEntries = new Map();
  let limit = PageSize;
  fill(
    container,
    viewHeading('Journal', `The requests of ${isProxy ? 'all' : 'this tenant\u2019s'} clients, newest first.${isProxy ? '' : OwnRequests}`),
    el(
      'form',
      { class: 'bar', role: 'search', 'aria-label': 'Filters', on: { submit: event => event.preventDefault() } },
      field('Operation', operation),
      field('Path', path),
      field('Method', method),
      field('Status', status),
      flags.map(({ label, input }) => checkbox(label, input)),
      checkbox('Refresh automatically', isLive),
    ),
    el('p', { class: 'row' }, button('Copy the list as curl', copyAll), button('Clear the journal', clear, { class: 'danger' })),
    summary,
    list,
    nothing,
    more,
  );
  setFilters(query);

  const getFilters = () => ({
    operation: operation.value.trim(),
    path: path.value.trim(),
    method: method.value,
    status: status.value,
    ...Object.fromEntries(flags.map(({ name, input }) => [name, input.checked])),
  });
  const refresh = poll({ signal, onError, onSuccess }, async () => {
    render(await get(`/_emulator/requests${toQueryString({ ...getFilters(), limit })}`, { signal }));
    return isLive.checked ? RefreshMilliseconds : PausedMilliseconds;
  });
  const applyFilters = () => {
    history.replaceState(null, '', `#/journal${toQueryString(getFilters())}`);
    limit = PageSize;
    refresh();
  };
  for (const input of [operation, path]) input.addEventListener('input', debounce(applyFilters));
  for (const input of [method, status, ...flags.map(flag => flag.input)]) input.addEventListener('change', applyFilters);
  isLive.addEventListener('change', refresh);

  function setFilters(values) {
    const inputs = { operation, path, method, status };
    for (const [name, input] of Object.entries(inputs)) input.value = values.get(name) ?? '';
    for (const { name, input } of flags) input.checked = values.get(name) === 'true';
  }

  function render(page) {
    const dropped = page.dropped ? `; ${plural(page.dropped, 'older request')} removed, because the journal was full` : '';
    const text = plural(page.total_count, 'request') + dropped;
    if (summary.textContent !== text) summary.textContent = text;
    renderEntries(page.items);
    renderNothing(page.total_count);
    const showMore = () => {
      limit = Math.min(MaxEntries, limit * 2);
      refresh();
    };
    fill(more, page.items.length < page.total_count && limit < MaxEntries ? button('Show more', showMore) : null);
  }

  /** Inserts new entries and removes old ones; the others stay as they are, so that an open entry stays open. */
  function renderEntries(entries) {
    const ids = new Set(entries.map(entry => entry.id));
    for (const [id, node] of shownEntries) {
      if (ids.has(id)) continue;
      node.remove();
      shownEntries.delete(id);
    }
    let next = list.firstChild;
    for (const entry of entries) {
      if (!shownEntries.has(entry.id)) shownEntries.set(entry.id, createEntry(entry, onError));
      const node = shownEntries.get(entry.id);
      if (node === next) next = next.nextSibling;
      else list.insertBefore(node, next);
    }
  }

  function renderNothing(count) {
    const kind = count > 0 ? '' : Object.values(getFilters()).some(Boolean) ? 'filtered' : 'empty';
    if (nothing.dataset.kind === kind) return;
    nothing.dataset.kind = kind;
    fill(nothing, { '': () => null, filtered: noMatches, empty: noRequests }[kind]());
  }

  function noMatches() {
    const showAll = () => {
      setFilters(new URLSearchParams());
      applyFilters();
    };
    return emptyState('No matches', 'No request matches these filters.', button('Show all requests', showAll, { class: 'main' }));
  }

  function noRequests() {
    const command = `curl -H "Authorization: Bearer $SCOPIX_API_KEY" ${location.origin}/api/v2/files`;
    const text = `Set the base URL of your client to ${location.origin}/api/v2 and use this key, or send a request with curl.`;
    return emptyState(
      'No requests yet',
      text,
      button('Copy a curl command', () => copyText(command), { class: 'main' }),
    );
  }

  async function copyAll() {
    const parameters = { ...getFilters(), limit, order: 'oldest', format: 'curl' };
    const commands = await attempt(() => get(`/_emulator/requests${toQueryString(parameters)}`, { as: 'text' }));
    if (commands !== undefined) copyText(commands);
  }

  async function clear() {
    const text = 'All requests of the journal are deleted. The coverage is not changed.';
    if (!(await confirmAction('Clear the journal?', text, 'Clear'))) return;
    await attempt(
      () => remove('/_emulator/requests'),
      result => `${plural(result.removed, 'request')} deleted.`,
    );
    refresh();
  }

  return values => {
    setFilters(values);
    refresh();
  };
}

/** One request: a line that opens to show the details. */
function createEntry(entry, onError) {
  const inside = el('div', { class: 'inside' });
  const kind = entry.status === null || entry.status >= 500 ? 'bad' : entry.status >= 400 ? 'warn' : 'good';
  const mark = (label, names) =>
    names.length > 0 ? el('span', { class: 'mark', text: `${label}: ${escapeInvisible(names.join(', '))}` }) : null;
  const details = el(
    'details',
    { class: 'request' },
    el(
      'summary',
      {},
      el('span', { class: 'time', text: formatTimeOfDay(entry.at) }),
      el('span', { class: `method ${entry.method.toLowerCase()}`, text: entry.method }),
      el(
        'span',
        { class: 'target' },
        el('strong', { text: entry.operation ?? 'no operation' }),
        el('code', { text: escapeInvisible(entry.path) }),
      ),
      el(
        'span',
        { class: 'marks' },
        entry.fault ? el('span', { class: 'mark fault', text: entry.fault }) : null,
        mark('unknown', entry.unknown),
        mark('ignored', entry.ignored),
        entry.evidence ? evidenceLabel(entry.evidence) : null,
      ),
      el('span', { class: `code ${kind}`, text: entry.status ?? 'lost' }),
    ),
    inside,
  );
  details.addEventListener('toggle', async () => {
    if (!details.open || inside.firstChild) return;
    try {
      fill(inside, exchangeDetails(await get(`/_emulator/requests/${encodeURIComponent(entry.id)}`)));
    } catch (error) {
      onError(error);
    }
  });
  return details;
}
