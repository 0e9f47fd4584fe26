// The API reference, in a frame: its script has styles of its own.
import { el, fill } from './dom.js';

const Page = '/_emulator/docs';

/** Shows the reference, at an operation if the address names one as `at`. */
export function showReference({ container, query }) {
  const createFrame = at => el('iframe', { class: 'reference', title: 'API reference', src: at ? `${Page}#${at}` : Page });
  const heading = el('h1', { class: 'visually-hidden', tabindex: '-1', text: 'API reference' });
  fill(container, heading, createFrame(query.get('at')));
  return values => fill(container, heading, createFrame(values.get('at')));
}
