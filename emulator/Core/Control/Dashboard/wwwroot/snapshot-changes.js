// The differences of two snapshots as cards: files and other things of the API first, records of the emulator below, folded.
import { el, isolated, formatTime, plural } from './dom.js';
import { note } from './components.js';
import { createThumbnail } from './thumbnail.js';

const MaxValueLength = 120;
const MaxOpenFields = 4;
/** Kinds that no client has made. */
const InternalKinds = new Set(['uploads', 'idempotency_keys', 'usage', 'tenant', 'jobs']);
/** Fields that follow from other changes, or that only the emulator knows. */
const InternalFields = /^(updated_at|tags_set|described|.*_key|last_progress_at|stages\b.*|outcome\b.*)$/;
const IsTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The differences; `files` are the summaries of the files that the tenant has now, by id. */
export function describeDiff(diff, files) {
  if (diff.same) return note('Nothing has changed between these states.');
  const cut = diff.cut ? note('There are more differences than are listed here. The numbers are complete.') : null;
  const [internal, visible] = [true, false].map(isInternal => diff.kinds.filter(({ kind }) => InternalKinds.has(kind) === isInternal));
  return [
    visible.length > 0 ? visible.map(kind => describeKind(kind, files)) : note('No file and nothing else of the API has changed.'),
    internal.length > 0
      ? el(
          'details',
          { class: 'internal' },
          el('summary', { text: `Records of the emulator (${internal.map(({ kind }) => kind.replace('_', ' ')).join(', ')})` }),
          internal.map(kind => describeKind(kind, files)),
        )
      : null,
    cut,
  ];
}

/** A file that is deleted in the second state only: it is stored for 30 days, so that it can be restored. */
const isDeletion = ({ fields = [] }) => fields.some(({ field: path, before, after }) => path === 'deleted_at' && !before && after);
const isRestore = ({ fields = [] }) => fields.some(({ field: path, before, after }) => path === 'deleted_at' && before && !after);

function describeKind({ kind, added, removed, changed, ...counts }, files) {
  const [deleted, restored] = [changed.filter(isDeletion), changed.filter(isRestore)];
  const others = changed.filter(item => !isDeletion(item) && !isRestore(item));
  const numbers = [
    ['added', counts.added_count],
    ['restored', restored.length],
    ['deleted', deleted.length],
    ['removed', counts.removed_count],
    ['changed', counts.changed_count - deleted.length - restored.length],
  ].filter(([, count]) => count > 0);
  const mark = ([word, count]) => el('span', { class: `change ${getClass(word)}`, text: `${count.toLocaleString('en')} ${word}` });
  const groups = { added, restored, deleted, removed, changed: others };
  const cards = Object.entries(groups).flatMap(([word, items]) => items.map(item => changeItem(word, item, files)));
  return el('section', {}, el('h4', {}, kind.replace('_', ' '), ' ', numbers.map(mark)), el('ul', { class: 'changes' }, cards));
}

const getClass = word => ({ restored: 'added', deleted: 'removed' })[word] ?? word;

function changeItem(word, { id, name, fields = [] }, files) {
  const file = files.get(id);
  const title = file ? el('a', { href: `#/files/${id}` }, isolated(name)) : el('strong', {}, isolated(name));
  const shown = fields.filter(({ field }) => !InternalFields.test(field) && !(word !== 'changed' && field === 'deleted_at'));
  const internal = fields.filter(one => !shown.includes(one));
  const time = fields.find(({ field }) => field === 'deleted_at')?.after;
  return el(
    'li',
    { class: getClass(word) },
    file ? createThumbnail(file).element : null,
    el(
      'div',
      { class: 'grow' },
      el('span', { class: `change ${getClass(word)}`, text: word }),
      ' ',
      title,
      word === 'deleted' ? el('small', { text: `at ${formatTime(time)}` }) : null,
      shown.length > 0 ? fieldList(shown, plural(shown.length, 'field'), shown.length <= MaxOpenFields) : null,
      internal.length > 0 && word === 'changed' ? fieldList(internal, plural(internal.length, 'internal field'), shown.length === 0) : null,
    ),
  );
}

function fieldList(fields, label, isOpen) {
  const row = ({ field, before, after }) => el('li', {}, el('code', { text: field }), ' ', value('del', before), ' ', value('ins', after));
  return el('details', { open: isOpen }, el('summary', { text: label }), el('ul', { class: 'fields' }, fields.map(row)));
}

/** A value, shortened; nothing for null. */
function value(tag, content) {
  const isEmpty = content === null || content === undefined || (Array.isArray(content) && content.length === 0);
  if (isEmpty) return tag === 'ins' ? el('ins', { class: 'muted', text: 'nothing' }) : null;
  const text = format(content);
  return el(tag, {}, isolated(text.length > MaxValueLength ? `${text.slice(0, MaxValueLength)}…` : text));
}

function format(content) {
  if (typeof content === 'string') return IsTime.test(content) ? formatTime(content) : content;
  const isTexts = Array.isArray(content) && content.every(item => typeof item === 'string');
  return isTexts ? content.join(', ') : JSON.stringify(content);
}
