// The differences between two states of a tenant: what was added, removed and changed, with pictures of files.
import { el, fill, button, field, dropdown } from './dom.js';
import { get } from './api.js';
import { attempt } from './components.js';
import { describeDiff } from './snapshot-changes.js';

const MaxPictures = 100;
const Now = ['now', 'Now'];

/** The form that chooses two states, and the differences below it. */
export function createDiffPanel(signal) {
  const [from, to] = [dropdown([Now]), dropdown([Now])];
  const result = el('div', { class: 'diff', role: 'status' });
  const compare = async () => {
    const path = `/_emulator/snapshots/${encodeURIComponent(from.value)}/diff/${encodeURIComponent(to.value)}`;
    const diff = await attempt(() => get(path, { signal }));
    if (diff) fill(result, describeDiff(diff, await findFiles(diff, signal)));
  };
  const form = el('div', { class: 'bar' }, field('From', from), field('To', to), button('Compare', compare));
  const element = el('div', { hidden: true }, el('h3', { text: 'Compare' }), form, result);

  /** Offers the snapshots. */
  function show(names) {
    element.hidden = names.length === 0;
    for (const [select, options] of [
      [from, names.map(name => [name, name])],
      [to, [Now, ...names.map(name => [name, name])]],
    ]) {
      const selected = select.value;
      fill(select, options.map(([value, text]) => el('option', { value, text })));
      select.value = options.some(([value]) => value === selected) ? selected : options[0]?.[0];
    }
  }

  /** Compares a snapshot with the present. */
  async function compareWithNow(name) {
    [from.value, to.value] = [name, 'now'];
    await compare();
    result.scrollIntoView({ block: 'nearest' });
  }
  return { element, show, compareWithNow, clear: () => fill(result) };
}

/** The summaries of the files that the tenant has now, by id. */
async function findFiles(diff, signal) {
  const kind = diff.kinds.find(({ kind: name }) => name === 'files');
  const ids = [...(kind?.added ?? []), ...(kind?.changed ?? []), ...(kind?.removed ?? [])].map(({ id }) => id).slice(0, MaxPictures);
  if (ids.length === 0) return new Map();
  const parameters = new URLSearchParams([['limit', String(MaxPictures)], ...ids.map(id => ['ids', id])]);
  const { items } = await get(`/api/v2/files?${parameters}`, { signal }).catch(() => ({ items: [] }));
  return new Map(items.map(file => [file.id, file]));
}
