// The hash of a stub: typed, or computed of a file, which stays in the browser.
import { el, field } from './dom.js';

/** The field; `onChange` is called when a file was read. */
export function createHashField(onChange) {
  const attributes = { pattern: '[0-9A-Fa-f]{64}', maxlength: 64, spellcheck: 'false', placeholder: '64 hex digits' };
  const text = el('input', { 'data-field': 'hash', ...attributes });
  const note = el('small', { role: 'status' });
  const choose = el('input', { type: 'file', 'aria-label': 'Take the hash of a file' });
  choose.addEventListener('change', async () => {
    const [file] = choose.files;
    if (!file) return;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    text.value = [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
    note.textContent = `The hash of ${file.name}.`;
    onChange();
  });
  // Browsers compute hashes only on local addresses and over HTTPS.
  const node = el('div', {}, field('SHA-256 of the content', text), crypto.subtle ? choose : null, note);
  const clear = () => {
    text.value = '';
    note.textContent = '';
  };
  return { node, read: () => text.value.trim() || undefined, clear };
}
