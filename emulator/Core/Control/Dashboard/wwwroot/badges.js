// Numbers beside the links of the menu: active faults, stubs that no file has used, stuck files.
import { el, plural } from './dom.js';
import { get, credentials } from './api.js';
import { poll, debounce } from './polling.js';

const RefreshMilliseconds = 5000;

const countFaults = async () => (await get('/_emulator/faults')).items.filter(fault => fault.left > 0).length;
const countUnusedStubs = async () => (await get('/_emulator/stubs?unused=true')).items.length;
const countStuckFiles = async () => (credentials.isLlamaKey ? 0 : (await get('/api/v2/files/sessions/stuck?limit=1')).stuck_count);

/** The view of each number, how it is counted, and what it counts, in words. */
const Badges = [
  ['faults', countFaults, count => `${plural(count, 'fault')} active`],
  ['stubs', countUnusedStubs, count => `${plural(count, 'stub')} that no file has used`],
  ['sessions', countStuckFiles, count => plural(count, 'stuck file')],
];

/** Starts to count. The numbers are counted again after each change. */
export function startBadges() {
  const onError = () => {
    for (const [view] of Badges) showBadge(view, 0, ''); // the view shows the error
  };
  const refresh = poll({ signal: new AbortController().signal, onError }, async () => {
    await Promise.all(
      Badges.map(async ([view, count, describe]) => {
        const value = await count();
        showBadge(view, value, describe(value));
      }),
    );
    return RefreshMilliseconds;
  });
  for (const event of ['statechange', 'tenantchange']) document.addEventListener(event, debounce(refresh, 100));
}

function showBadge(view, count, description) {
  const link = document.querySelector(`#nav a[href="#/${view}"]`);
  const shown = link.querySelector('.count');
  if (shown?.dataset.description === description) return;
  shown?.remove();
  if (count > 0)
    link.append(
      el(
        'span',
        { class: `count ${view}`, title: description, 'data-description': description },
        el('span', { 'aria-hidden': 'true', text: count > 99 ? '99+' : count }),
        el('span', { class: 'visually-hidden', text: ` (${description})` }),
      ),
    );
}
