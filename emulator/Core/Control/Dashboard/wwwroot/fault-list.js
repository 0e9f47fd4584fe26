// The faults of a tenant in words, each with the requests and files on which it acted.
import { el, fill, button, isolated, plural, timestamp } from './dom.js';
import { get, toQueryString } from './api.js';
import { describeFault, Unlimited } from './fault-words.js';
import { removeEntry } from './focus.js';
import { affectedFiles } from './affected-files.js';

const ShownRequests = 3;

/** The list. Only entries that have changed are made again, so that the focus stays. */
export function createFaultList({ onRemove, signal }) {
  const node = el('ul', { class: 'rows rules', 'aria-label': 'Faults' });
  const entries = new Map();

  async function update(faults) {
    for (const [id, entry] of entries) {
      if (faults.some(fault => fault.id === id)) continue;
      entry.item.remove();
      entries.delete(id);
    }
    await Promise.all(faults.map(showFault));
  }

  async function showFault(fault, position) {
    const entry = entries.get(fault.id) ?? addEntry(fault);
    if (node.children[position] !== entry.item) node.insertBefore(entry.item, node.children[position] ?? null);
    const state = JSON.stringify(fault);
    if (entry.state === state) return;
    entry.state = state;
    entry.item.classList.toggle('exhausted', fault.left === 0);
    fill(entry.summary, el('strong', {}, isolated(describeFault(fault, false))), el('small', { text: describeOrigin(fault) }));
    fill(entry.counter, describeState(fault));
    const effects = fault.hits === 0 ? null : fault.stage ? describeFiles(fault) : await loadRequests(fault);
    fill(entry.effects, effects);
  }

  function addEntry(fault) {
    const [summary, counter, effects] = [el('div', { class: 'grow' }), el('span'), el('div', { class: 'effects' })];
    const isForeign = fault.scope === 'all';
    const removal = button('Remove', () => onRemove(fault.id), {
      class: 'small',
      'aria-label': `Remove ${fault.id}`,
      disabled: isForeign,
      title: isForeign ? 'A fault for all tenants is removed without a key, by the control API.' : null,
    });
    const entry = { item: el('li', {}, summary, counter, removal, effects), summary, counter, effects, state: '' };
    entries.set(fault.id, entry);
    return entry;
  }

  /** The newest requests on which the fault acted. */
  async function loadRequests({ id, hits }) {
    const query = toQueryString({ fault_id: id, limit: ShownRequests });
    const { items, total_count: total } = await get(`/_emulator/requests${query}`, { signal });
    if (items.length === 0) return el('p', { class: 'muted', text: 'The journal has none of the requests any more.' });
    const more = `Show ${plural(total, 'request')}${total === hits ? '' : ` of ${hits}`} in the journal`;
    return [
      el('ol', { class: 'exchanges', 'aria-label': `The newest requests of ${id}` }, items.map(requestItem)),
      el('a', { href: `#/journal${toQueryString({ fault_id: id })}`, text: more }),
    ];
  }

  /** Removes a fault from the list; the focus goes to the next one, or to another element. */
  function removeFault(id, other) {
    const entry = entries.get(id);
    entries.delete(id);
    if (entry) removeEntry(entry.item, other);
  }
  return { node, update, remove: removeFault };
}

const requestItem = ({ at, method, path, status, duration_ms: milliseconds }) =>
  el(
    'li',
    {},
    timestamp(at),
    el('span', { class: `method ${method.toLowerCase()}`, text: method }),
    el('code', {}, isolated(path)),
    el('span', { class: `code ${status === null || status >= 400 ? 'bad' : 'warn'}`, text: status ?? 'no response' }),
    el('small', { text: `${Math.round(milliseconds)} ms` }),
  );

const describeFiles = ({ id, scope, files, hits }) =>
  scope === 'all'
    ? el('p', { class: 'muted', text: 'A fault for all tenants does not name the files.' })
    : affectedFiles(files, hits, `The newest files of ${id}`);

/** Where the fault comes from. */
function describeOrigin({ id, bundle, scope }) {
  return [id, bundle ? `bundle ${bundle}` : null, scope === 'all' ? 'for all tenants' : null].filter(Boolean).join(' · ');
}

/** How often it acted, and how often it still can. */
function describeState({ hits, left }) {
  const rest = left === 0 ? 'used up' : left > Unlimited ? 'no limit' : `${left.toLocaleString('en')} left`;
  return el('span', { class: `hits ${left === 0 ? 'done' : hits ? 'some' : ''}`, text: `${plural(hits, 'hit')}, ${rest}` });
}
