// The journal: a filtered list of requests, and the selected one beside it.
import { el, fill, button, plural } from './dom.js';
import { get, remove, toQueryString } from './api.js';
import { poll } from './polling.js';
import { viewHeading, emptyState, attempt, confirmAction, isProxy } from './components.js';
import { copyText, downloadText } from './copying.js';
import { createFilters } from './journal-filters.js';
import { createRequestList } from './journal-list.js';
import { createDetails } from './exchange.js';

const PageSize = 50;
const ReadAhead = 100;
const MaxEntries = 1000;
const RefreshMilliseconds = 2000;
const PausedMilliseconds = 600_000;
const OwnRequests = ' The requests of this page are not recorded, except for those that you replay.';

/** Shows the journal. */
export function showJournal({ container, query, signal, onError, onSuccess }) {
  let limit = PageSize;
  let selectedId = query.get('request');
  /** The address has the filters and the selected request, so that links and going back lead to both. */
  const updateAddress = () =>
    history.replaceState(null, '', `#/journal${toQueryString({ ...filters.read(), request: selectedId })}`);
  const applyFilters = () => {
    updateAddress();
    limit = PageSize;
    refresh();
  };
  const filters = createFilters(applyFilters);
  const live = button('Live', () => toggleLive(), { class: 'small filter live', 'aria-pressed': 'true' });
  const summary = el('p', { class: 'summary', role: 'status' });
  const [nothing, more] = [el('div'), el('div', { class: 'pages' })];
  const details = createDetails({ onClose: () => select(null), onReplayed: showReplayed, onError });
  const list = createRequestList(id => select(id));
  const layout = el('div', { class: 'journal' }, el('div', {}, list.node, nothing, more), details.node);
  fill(
    container,
    viewHeading('Journal', `The requests of ${isProxy ? 'all' : 'this tenant\u2019s'} clients, newest first.${isProxy ? '' : OwnRequests}`),
    filters.node,
    el(
      'div',
      { class: 'row tight' },
      live,
      summary,
      button('Copy all as curl', copyAll, { class: 'small' }),
      button('Export as HAR', exportHar, { class: 'small' }),
      button('Clear the journal', clear, { class: 'small danger' }),
    ),
    layout,
  );
  filters.write(query);

  const isLive = () => live.getAttribute('aria-pressed') === 'true';
  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const asked = Math.min(MaxEntries, list.isInUse() ? limit + ReadAhead : limit);
    render(await get(`/_emulator/requests${toQueryString({ ...filters.read(), limit: asked })}`, { signal }));
    return isLive() ? RefreshMilliseconds : PausedMilliseconds;
  });

  function toggleLive() {
    live.setAttribute('aria-pressed', String(!isLive()));
    refresh();
  }

  function select(id) {
    selectedId = id;
    updateAddress();
    return showSelected();
  }

  function showSelected() {
    const id = selectedId;
    layout.classList.toggle('open', id !== null);
    list.select(id);
    return id === null ? details.close() : details.show(id);
  }

  function render(page) {
    const dropped = page.dropped ? `; ${plural(page.dropped, 'older request')} removed, because the journal was full` : '';
    const text = plural(page.total_count, 'request') + dropped;
    if (summary.textContent !== text) summary.textContent = text;
    // New requests must not push out the rows that are being read.
    if (list.isInUse()) limit = Math.max(limit, page.items.findIndex(entry => entry.id === list.getOldestId()) + 1);
    const entries = page.items.slice(0, limit);
    list.update(entries);
    if (selectedId !== null && details.node.hidden) showSelected();
    renderNothing(page.total_count);
    const showMore = () => {
      limit = Math.min(MaxEntries, limit * 2);
      refresh();
    };
    fill(more, entries.length < page.total_count && limit < MaxEntries ? button('Show more', showMore) : null);
  }

  function renderNothing(count) {
    const kind = count > 0 ? '' : filters.isEmpty() ? 'empty' : 'filtered';
    list.node.hidden = count === 0;
    if (nothing.dataset.kind === kind) return;
    nothing.dataset.kind = kind;
    fill(nothing, { '': () => null, filtered: noMatches, empty: noRequests }[kind]());
  }

  function noMatches() {
    const showAll = () => {
      filters.write(new URLSearchParams());
      applyFilters();
    };
    return emptyState('No matches', 'No request matches these filters.', button('Show all requests', showAll, { class: 'main' }));
  }

  function noRequests() {
    const command = `curl -H "Authorization: Bearer $SCOPIX_API_KEY" ${location.origin}/api/v2/files`;
    const text = `Set the base URL of your client to ${location.origin}/api/v2 and use this key, or send a request with curl.`;
    return emptyState('No requests yet', text, button('Copy a curl command', () => copyText(command), { class: 'main' }));
  }

  const exportAs = format =>
    attempt(() => {
      const parameters = { ...filters.read(), limit: MaxEntries, order: 'oldest', format };
      return get(`/_emulator/requests${toQueryString(parameters)}`, { as: 'text' });
    });

  async function copyAll() {
    const commands = await exportAs('curl');
    if (commands !== undefined) copyText(commands, 'The requests were copied as curl commands.');
  }

  async function exportHar() {
    const har = await exportAs('har');
    if (har !== undefined) downloadText('scopix-emulator.har', har);
  }

  async function clear() {
    const text = 'All requests of the journal are deleted. The coverage is not changed.';
    if (!(await confirmAction('Clear the journal?', text, 'Clear'))) return;
    await attempt(
      () => remove('/_emulator/requests'),
      result => `${plural(result.removed, 'request')} deleted.`,
    );
    select(null);
    refresh();
  }

  async function showReplayed(id) {
    await refresh();
    if (id) select(id);
  }

  return values => {
    filters.write(values);
    selectedId = values.get('request');
    showSelected();
    refresh();
  };
}
