// Copies and saves texts.
import { el, button } from './dom.js';
import { openDialog, closeDialog } from './components.js';
import { showToast } from './toasts.js';

/** Copies a text to the clipboard; shows the text if the browser does not allow it. */
export async function copyText(text, message = 'The text was copied.') {
  try {
    await navigator.clipboard.writeText(text);
    showToast(message);
  } catch {
    showText('Copy this text', text).select();
  }
}

/** Shows a text that can be changed and copied. */
export function showText(heading, text, hint) {
  const area = el('textarea', { rows: 12, class: 'snippet', spellcheck: 'false', 'aria-label': 'Text to copy', value: text });
  const copy = async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      showToast('The text was copied.');
      area.closest('dialog').close();
    } catch {
      // the text is selected, and the user can copy it
    }
  };
  const buttons = [button('Close', closeDialog()), button('Copy', copy, { class: 'main' })];
  openDialog('text-to-copy', heading, hint ? el('p', { class: 'muted', text: hint }) : null, area, el('p', { class: 'row end' }, buttons));
  return area;
}

/** Saves a text as a file of the user. */
export function downloadText(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
