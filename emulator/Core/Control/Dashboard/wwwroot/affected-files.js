// The files on which a fault or a stub has acted, with the times.
import { el, isolated, timestamp } from './dom.js';

const ShownFiles = 3;

/** `files` are the newest ones; `count` is how often the rule has acted; `label` names the list. */
export function affectedFiles(files, count, label) {
  const items = files
    .slice(0, ShownFiles)
    .map(({ id, filename, at }) => el('li', {}, at ? timestamp(at) : null, el('a', { href: `#/files/${id}` }, isolated(filename))));
  const rest = count - items.length;
  return [
    el('ol', { class: 'exchanges', 'aria-label': label }, items),
    rest > 0 ? el('p', { class: 'muted', text: `and ${rest.toLocaleString('en')} more` }) : null,
  ];
}
