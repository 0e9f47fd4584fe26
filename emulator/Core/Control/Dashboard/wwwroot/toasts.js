// Messages about what has just happened. They cover nothing, can be closed, and are read out.
import { el, button } from './dom.js';

const MaxToasts = 2; // besides errors
const Milliseconds = 6000;
const MillisecondsWithAction = 12_000;

/** Shows a message, with an optional action. An error stays until it is closed. */
export function showToast(text, action, kind = '') {
  const close = button('×', () => toast.remove(), { class: 'close', 'aria-label': 'Close the message' });
  const toast = el('div', { class: `toast ${kind}`, role: kind === 'bad' ? 'alert' : null }, el('span', { text }), action ?? null, close);
  const toasts = document.getElementById('toasts');
  const passing = [...toasts.children].filter(other => !other.matches('.bad'));
  for (const other of passing.slice(MaxToasts - 1)) other.remove();
  toasts.prepend(toast);
  if (kind !== 'bad') setTimeout(() => closeUnlessInUse(toast), action ? MillisecondsWithAction : Milliseconds);
}

/** A message stays while the pointer or the focus is on it. */
function closeUnlessInUse(toast) {
  if (toast.matches(':hover, :focus-within')) setTimeout(() => closeUnlessInUse(toast), Milliseconds);
  else toast.remove();
}
