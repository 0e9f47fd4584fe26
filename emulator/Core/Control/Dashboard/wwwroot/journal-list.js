// The list of the journal: one line for each request. It keeps the scroll position and the selection while new requests come in.
import { el, button, plural } from './dom.js';
import { createRow } from './journal-row.js';

const Columns = ['Time', 'Method', 'Path', 'Status', 'Operation', 'Evidence', 'ms', 'Size', 'Client'];
const Steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

/** The list; `onSelect` is called with the id of a request. Arrow keys move through the list, Escape closes the details. */
export function createRequestList(onSelect) {
  const rows = el('ol', { class: 'requests', 'aria-label': 'Requests' });
  const head = el('div', { class: 'columns', 'aria-hidden': 'true' }, Columns.map(text => el('span', { text })));
  const toTop = button('', () => scrollToTop(), { class: 'small main' });
  const news = el('div', { class: 'news' });
  const node = el('div', { class: 'request-list' }, head, news, rows);
  const shown = new Map();
  let selectedId = null;
  let newCount = 0;

  node.addEventListener('scroll', () => {
    if (node.scrollTop === 0) showNewCount(0);
  });

  rows.addEventListener('click', event => {
    const row = event.target.closest('.exchange');
    if (row) onSelect(row.dataset.id);
  });
  rows.addEventListener('keydown', event => {
    if (event.key === 'Escape' && selectedId !== null) return onSelect(null);
    if (!(event.key in Steps) || event.altKey || event.ctrlKey || event.metaKey) return undefined;
    event.preventDefault();
    const all = [...rows.querySelectorAll('.exchange')];
    const at = all.indexOf(document.activeElement) + Steps[event.key];
    const next = all[Math.max(0, Math.min(all.length - 1, at))];
    next.focus();
    if (selectedId !== null) onSelect(next.dataset.id);
    return setTabStop(next);
  });

  /** One row is reached by the tab key: the one that had the focus last, or the first one. */
  function setTabStop(row = rows.querySelector('.exchange[tabindex="0"]') ?? rows.querySelector('.exchange')) {
    for (const other of rows.querySelectorAll('.exchange[tabindex="0"]')) other.tabIndex = -1;
    if (row) row.tabIndex = 0;
  }

  /** Shows these requests. Rows that stay are not touched. */
  function update(entries) {
    const anchor = findAnchor();
    const ids = new Set(entries.map(entry => entry.id));
    for (const [id, item] of shown) {
      if (ids.has(id)) continue;
      item.remove();
      shown.delete(id);
    }
    const first = rows.firstChild;
    let next = first;
    let added = 0;
    for (const entry of entries) {
      if (!shown.has(entry.id)) shown.set(entry.id, el('li', {}, createRow(entry)));
      const item = shown.get(entry.id);
      if (item === next) next = next.nextSibling;
      else {
        rows.insertBefore(item, next);
        if (next === first) added++;
      }
    }
    if (anchor?.item.isConnected) {
      node.scrollTop += anchor.item.offsetTop - anchor.top;
      showNewCount(newCount + added);
    } else showNewCount(0);
    markSelected();
    setTabStop();
  }

  /**
   * The row that keeps its place, with this place: the selected row, the one with the focus, or the first one that is visible. It is
   * null at the start of the list, which shows new requests.
   */
  function findAnchor() {
    const inUse = [shown.get(selectedId), document.activeElement?.closest('.requests > li')].find(item => item && rows.contains(item));
    const isVisible = row => row.offsetTop + row.offsetHeight > node.scrollTop + head.offsetHeight;
    const item = inUse && isInSight(inUse) ? inUse : node.scrollTop > 0 ? [...rows.children].find(isVisible) : null;
    return item ? { item, top: item.offsetTop } : null;
  }

  const isInSight = row => row.offsetTop + row.offsetHeight > node.scrollTop && row.offsetTop < node.scrollTop + node.clientHeight;

  /** Says how many requests were added above the rows that are being read. */
  function showNewCount(count) {
    newCount = count;
    if (count === 0) return toTop.remove();
    toTop.textContent = `${plural(count, 'new request')} above`;
    return news.append(toTop);
  }

  function scrollToTop() {
    node.scrollTop = 0;
    showNewCount(0);
    const row = rows.querySelector('.exchange');
    row?.focus({ preventScroll: true });
    if (row) setTabStop(row);
  }

  function markSelected() {
    for (const row of rows.querySelectorAll('[aria-current]')) row.removeAttribute('aria-current');
    const row = shown.get(selectedId)?.firstChild;
    row?.setAttribute('aria-current', 'true');
    return row;
  }

  function select(id) {
    const last = shown.get(selectedId)?.firstChild;
    selectedId = id;
    const row = markSelected();
    if (row) setTabStop(row);
    if (row) reveal(row.parentNode);
    if (id === null) last?.focus();
  }

  /** Scrolls the list, and not the page, so far that the row is visible. */
  function reveal(item) {
    const [top, bottom] = [item.offsetTop - head.offsetHeight, item.offsetTop + item.offsetHeight - node.clientHeight];
    node.scrollTop = Math.min(top, Math.max(bottom, node.scrollTop));
  }

  const isInUse = () => selectedId !== null || node.scrollTop > 0 || scrollY > 0;
  const getOldestId = () => rows.lastChild?.firstChild.dataset.id;
  return { node, update, select, isInUse, getOldestId };
}
