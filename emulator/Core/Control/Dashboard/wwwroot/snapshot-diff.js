// The differences between two states of a tenant: what was added, removed and changed, with pictures of files.
import { el, fill, button, field, dropdown, isolated, plural } from './dom.js';
import { get } from './api.js';
import { attempt, note } from './components.js';
import { createThumbnail } from './thumbnail.js';

const MaxPictures = 100;
const MaxValueLength = 120;
const MaxOpenFields = 4;
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

function describeDiff(diff, files) {
  if (diff.same) return note('Nothing has changed between these states.');
  const cut = diff.cut ? note('There are more differences than are listed here. The numbers are complete.') : null;
  return [diff.kinds.map(kind => describeKind(kind, files)), cut];
}

function describeKind({ kind, added, removed, changed, ...counts }, files) {
  const words = ['added', 'removed', 'changed'].filter(word => counts[`${word}_count`] > 0);
  const describe = word => `${counts[`${word}_count`].toLocaleString('en')} ${word}`;
  const numbers = words.map(word => el('span', { class: `change ${word}`, text: describe(word) }));
  return el(
    'section',
    {},
    el('h4', {}, kind.replace('_', ' '), ' ', numbers),
    el(
      'ul',
      { class: 'changes' },
      added.map(item => changeItem('added', item, files)),
      removed.map(item => changeItem('removed', item, files)),
      changed.map(item => changeItem('changed', item, files)),
    ),
  );
}

function changeItem(kindOfChange, { id, name, fields = [] }, files) {
  const file = files.get(id);
  const isDeleted = fields.some(({ field: path, before, after }) => path === 'deleted_at' && !before && after);
  const change = isDeleted ? 'removed' : kindOfChange; // a deleted file can be restored for 30 days, so it is still stored
  const label = isDeleted ? 'deleted' : change;
  const title = file ? el('a', { href: `#/files/${id}` }, isolated(name)) : el('strong', {}, isolated(name));
  const rows = fields.map(({ field: path, before, after }) =>
    el('li', {}, el('code', { text: path }), ' ', value('del', before), ' ', value('ins', after)),
  );
  return el(
    'li',
    { class: change },
    file ? createThumbnail(file).element : null,
    el(
      'div',
      { class: 'grow' },
      el('span', { class: `change ${change}`, text: label }),
      ' ',
      title,
      rows.length > 0
        ? el(
            'details',
            { open: rows.length <= MaxOpenFields },
            el('summary', { text: plural(rows.length, 'field') }),
            el('ul', { class: 'fields' }, rows),
          )
        : null,
    ),
  );
}

/** A value as JSON, shortened; nothing for null. */
function value(tag, content) {
  if (content === null || content === undefined) return tag === 'ins' ? el('ins', { class: 'muted', text: 'nothing' }) : null;
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return el(tag, {}, isolated(text.length > MaxValueLength ? `${text.slice(0, MaxValueLength)}…` : text));
}
