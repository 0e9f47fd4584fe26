// Links to the files on which a fault or a stub has acted.
import { el, isolated } from './dom.js';

const ShownFiles = 5;

/** `files` are the newest ones; `count` is how often the rule has acted. */
export function affectedFiles(files, count, label) {
  const links = files
    .slice(0, ShownFiles)
    .map(({ id, filename }, position) => [position > 0 ? ', ' : ' ', el('a', { href: `#/files/${id}` }, isolated(filename))]);
  const rest = count - Math.min(files.length, ShownFiles);
  return el('p', {}, label, links, rest > 0 ? ` and ${rest.toLocaleString('en')} more` : null);
}
