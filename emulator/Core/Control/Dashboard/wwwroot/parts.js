// Parts of every view: headings, badges, notices, questions.
import { el, fill, button } from './dom.js';

/** A view's heading, which gets the focus when the view opens. */
export const title = (text, note) => el('header', { class: 'title' }, el('h1', { tabindex: '-1' }, text), note ? el('p', { text: note }) : null);

const Words = { partially_completed: 'partial' };

/** A status with its colour and its name. */
export function badge(status) {
  return el('span', { class: `badge ${/^[a-z_]+$/.test(status ?? '') ? status : ''}`, text: Words[status] ?? (status ?? '–') });
}

/** True while the status can still change. */
export const isOpen = status => ['pending', 'queued', 'uploading', 'processing'].includes(status);

/** The evidence: documented, public, observed or assumed. */
export const tier = word => el('span', { class: `tier ${word}`, text: word });

/** A share as a bar, with its numbers beside it. */
export const share = (label, met, of) => el('div', { class: 'card' },
  el('b', { text: of === 0 ? '–' : `${Math.round(100 * met / of)} %` }), el('span', { text: label }),
  el('progress', { max: of || 1, value: met, 'aria-label': `${label}: ${met} of ${of}` }), el('small', { text: `${met} of ${of}` }));

/** What to do when there is nothing to show. */
export const empty = (heading, text, ...actions) => el('div', { class: 'empty' }, el('h2', { text: heading }), el('p', { text }), el('p', { class: 'row' }, actions));

/** An error with the emulator's message. */
export function trouble(error, ...actions) {
  return el('div', { class: 'panel bad', role: 'alert' }, el('p', {}, el('strong', { text: error.message })),
    error.code ? el('p', { class: 'none', text: error.status ? `${error.status} ${error.code}` : error.code }) : null,
    actions.length ? el('p', { class: 'row' }, actions) : null);
}

/** Shows a message at the foot of the page, with an optional action. */
export function say(text, action, kind = '') {
  const note = el('div', { class: `toast ${kind}` }, el('span', { text }), action ?? null);
  const place = document.getElementById('says');
  while (place.children.length > 2) place.firstChild.remove();
  place.append(note);
  setTimeout(() => note.remove(), action ? 12_000 : 6_000);
}

/** Runs an action and shows its result. An error is shown, not thrown; the result is undefined then. */
export async function attempt(act, done) {
  try {
    const answer = await act();
    const text = typeof done === 'function' ? done(answer) : done;
    if (text) say(text);
    return answer ?? null;
  } catch (error) {
    if (error.name !== 'AbortError') say(error.message, null, 'bad');
    return undefined;
  }
}

/** Asks before something is deleted. */
export function ask(question, text, verb) {
  return new Promise(answer => {
    const heading = el('h2', { id: 'question', text: question });
    const dialog = el('dialog', { 'aria-labelledby': 'question' });
    fill(dialog, heading, el('p', { text }), el('p', { class: 'row end' },
      button('Cancel', () => dialog.close('')), button(verb, () => dialog.close('yes'), { class: 'danger' })));
    dialog.addEventListener('close', () => { dialog.remove(); answer(dialog.returnValue === 'yes'); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Copies a text to the clipboard; if the browser does not allow it, shows the text to be copied by hand. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say('Copied.');
  } catch {
    const dialog = el('dialog', { 'aria-labelledby': 'by-hand' });
    const area = el('textarea', { rows: 8, readonly: true, 'aria-label': 'Text to copy', value: text });
    fill(dialog, el('h2', { id: 'by-hand', text: 'Copy this' }), area, el('p', { class: 'row end' }, button('Close', () => dialog.close())));
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    area.select();
  }
}

/** Terms and their values. */
export const facts = pairs => el('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  .map(([term, value]) => el('div', {}, el('dt', { text: term }), el('dd', {}, value))));
