// Components that several views use: headings, badges, messages, dialogs.
import { el, button } from './dom.js';
import { showToast } from './toasts.js';

/** True for the page of a proxy, which has no tenant, clock and faults. */
export const isProxy = document.documentElement.dataset.server === 'proxy';

/** A view's heading, which gets the focus when the view opens. */
export const viewHeading = (text, note) =>
  el('header', { class: 'title' }, el('h1', { tabindex: '-1' }, text), note ? el('p', { text: note }) : null);

const StatusLabels = { partially_completed: 'partial' };

/** A status with its colour and its name. */
export function badge(status) {
  return el('span', { class: `badge ${/^[a-z_]+$/.test(status ?? '') ? status : ''}`, text: StatusLabels[status] ?? status ?? '–' });
}

/** True while the status can still change. */
export const isInProgress = status => ['pending', 'queued', 'uploading', 'processing'].includes(status);

/** The evidence: documented, public, observed or assumed. */
export const evidenceLabel = evidence => el('span', { class: `evidence ${evidence}`, title: `Evidence: ${evidence}`, text: evidence });

/** A percentage with a bar and its numbers. */
export const progressCard = (label, value, total) =>
  el(
    'div',
    { class: 'card' },
    el('b', { text: total === 0 ? '–' : `${Math.round((100 * value) / total)} %` }),
    el('span', { text: label }),
    el('progress', { max: total || 1, value, 'aria-label': `${label}: ${value} of ${total}` }),
    el('small', { text: `${value} of ${total}` }),
  );

/** A section with a heading. */
export const panel = (heading, ...content) => el('section', { class: 'panel' }, el('h2', { tabindex: '-1', text: heading }), content);

/** A paragraph in a soft colour. */
export const note = text => el('p', { class: 'muted', text });

/** A message for an empty list, with actions. */
export const emptyState = (heading, text, ...actions) =>
  el(
    'div',
    { class: 'empty' },
    el('h2', { text: heading }),
    el('p', { text }),
    actions.length > 0 ? el('p', { class: 'row' }, actions) : null,
  );

/** An error with the emulator's message. */
export function errorPanel(error, ...actions) {
  const code = error.code === `HTTP_${error.status}` ? null : error.code;
  const details = [error.status ? `Status ${error.status}` : null, code].filter(Boolean).join(', ');
  return el(
    'div',
    { class: 'panel bad', role: 'alert' },
    el('p', {}, el('strong', { text: error.message })),
    details ? note(details) : null,
    actions.length > 0 ? el('p', { class: 'row' }, actions) : null,
  );
}

/** Runs an action and shows `message`, which is a text or a function of the result. An error is shown; the result is undefined then. */
export async function attempt(action, message) {
  try {
    const result = await action();
    const text = typeof message === 'function' ? message(result) : message;
    if (text) showToast(text);
    return result ?? null;
  } catch (error) {
    if (error.name !== 'AbortError') showToast(error.message, null, 'bad');
    return undefined;
  }
}

/** Opens a dialog, which is removed when it closes. */
export function openDialog(id, heading, ...content) {
  const dialog = el('dialog', { 'aria-labelledby': id }, el('h2', { id, text: heading }), content);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A handler that closes the dialog of its button. */
export const closeDialog = value => event => event.target.closest('dialog').close(value);

/** Asks for a confirmation; the result is true or false. `refusal` is the label of the button that changes nothing. */
export function confirmAction(question, text, actionLabel, refusal = 'Cancel') {
  return new Promise(resolve => {
    const buttons = [button(refusal, closeDialog('')), button(actionLabel, closeDialog('confirmed'), { class: 'danger' })];
    const dialog = openDialog('question', question, el('p', { text }), el('p', { class: 'row end' }, buttons));
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'confirmed'));
  });
}

/** A line of a list that opens to show more. `openIds` keeps which ones are open when the list is filled again. */
export function foldedEntry(id, openIds, summary, ...content) {
  const details = el(
    'details',
    { class: 'request', open: openIds.has(id) },
    el('summary', {}, summary),
    el('div', { class: 'inside' }, content),
  );
  details.addEventListener('toggle', () => {
    details.open ? openIds.add(id) : openIds.delete(id);
  });
  return details;
}

/** A table of texts, which can be scrolled when it is too wide. */
export function dataTable(label, columns, rows) {
  const head = el('tr', {}, columns.map(text => el('th', { scope: 'col', dir: 'auto', text })));
  const body = rows.map(row => el('tr', {}, row.map(text => el('td', { dir: 'auto', text }))));
  const table = el('table', {}, el('thead', {}, head), el('tbody', {}, body));
  return el('div', { class: 'scroll data', tabindex: '0', role: 'region', 'aria-label': label }, table);
}

/** A list of terms and their values; terms without a value are omitted. */
export const facts = pairs =>
  el(
    'dl',
    { class: 'facts' },
    pairs
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([term, value]) => el('div', {}, el('dt', { text: term }), el('dd', {}, value))),
  );
