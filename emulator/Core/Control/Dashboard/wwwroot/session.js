// One session: its progress, errors and files, and a button to cancel it.
import { el, fill, button, isolated, timestamp, plural } from './dom.js';
import { get, post } from './api.js';
import { poll } from './polling.js';
import { panel, note, badge, isInProgress, facts, attempt, confirmAction, emptyState } from './components.js';
import { progressBar } from './sessions.js';
import { keepFocus } from './focus.js';
import { createWaitingRow, loadStages } from './stuck-files.js';

const MaxFiles = 100;

/** Shows a session. */
export function showSession({ container, id, signal, onError, onSuccess }) {
  const [status, body] = [el('span'), el('div')];
  fill(
    container,
    el('p', { class: 'crumbs' }, el('a', { href: '#/sessions', text: 'Sessions' })),
    el('header', { class: 'title' }, el('h1', { tabindex: '-1' }, 'Session ', el('code', { text: id.slice(0, 8) })), status),
    body,
  );
  let lastShown = '';

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const session = await get(`/api/v2/files/sessions/${id}/status`, { signal });
    const [{ results }, { items }, { images: stuck }, { now }] = await Promise.all([
      get(`/api/v2/files/sessions/${id}/results?limit=200`, { signal }),
      get(`/_emulator/files?session_id=${id}&limit=${MaxFiles}&sort_by=created_at&sort_order=asc`, { signal }),
      get('/api/v2/files/sessions/stuck?limit=100', { signal }),
      get('/_emulator/clock', { signal }),
    ]);
    const ended = new Set(results.map(file => file.file_id));
    const unfinished = items.filter(file => !ended.has(file.id));
    const waiting = unfinished.filter(file => isInProgress(file.primary_status));
    const stopped = unfinished.filter(file => !isInProgress(file.primary_status));
    const stages = await loadStages(waiting.map(file => file.id), signal);
    const stuckIds = new Set(stuck.map(file => file.file_id));
    const shown = [session, results, unfinished.map(file => file.primary_status), [...stages.values()], [...stuckIds]];
    const text = JSON.stringify([shown, waiting.length > 0 ? now.slice(0, 16) : null], (key, value) =>
      key.endsWith('_url') ? Boolean(value) : value,
    );
    if (text !== lastShown) keepFocus(body, () => render(session, results, { waiting, stopped, stages, stuckIds, now }));
    lastShown = text;
    return isInProgress(session.status) ? 1000 : 10_000;
  });

  function render(session, results, { waiting, stopped, stages, stuckIds, now }) {
    fill(status, badge(session.status));
    const waitingRow = file =>
      createWaitingRow(file, { stages: stages.get(file.id), isStuck: stuckIds.has(file.id), now, onChange: refresh });
    const rows = [...waiting.map(waitingRow), ...stopped.map(stoppedItem), ...results.map(fileItem)];
    const missing = session.pending_files - waiting.length - stopped.length;
    fill(
      body,
      progressPanel(session),
      session.recent_errors.length > 0 ? panel('Errors', el('ul', { class: 'rows' }, session.recent_errors.map(errorItem))) : null,
      panel(
        'Files',
        rows.length > 0 ? el('ul', { class: 'rows' }, rows) : emptyState('No files yet', describeEmpty(session)),
        missing > 0 && rows.length > 0 ? note(`${plural(missing, 'more file')} of this session did not end.`) : null,
      ),
    );
  }

  const progressPanel = session =>
    el(
      'section',
      { class: 'panel', 'aria-label': 'Progress' },
      progressBar(session),
      facts([
        ['Files', session.total_files],
        ['Completed', session.completed_files],
        ['Failed', session.failed_files],
        ['Skipped', session.skipped_files],
        ['Pending', session.pending_files],
        ['Created', timestamp(session.created_at)],
        ['Completed at', session.completed_at && timestamp(session.completed_at)],
        ['WebSocket channel', el('code', { text: session.websocket_channel })],
        ['Id', el('code', { text: id })],
      ]),
      isInProgress(session.status) ? el('p', { class: 'row' }, button('Cancel the session', cancel, { class: 'danger' })) : null,
    );

  async function cancel() {
    const text = 'The stages that have not ended are skipped. Files that are finished keep their results.';
    if (!(await confirmAction('Cancel this session?', text, 'Cancel the session', 'Keep the session'))) return;
    await attempt(() => post(`/api/v2/files/sessions/${id}/cancel`), 'The session was cancelled.');
    refresh();
  }
  return null;
}

const describeEmpty = ({ status }) =>
  isInProgress(status) ? 'This session waits for the bytes of its files.' : 'No file was uploaded in this session.';

const errorItem = ({ filename, error, retryable }) =>
  el(
    'li',
    {},
    el('span', { class: 'grow' }, isolated(filename)),
    el('span', { class: 'error', text: error }),
    retryable ? el('span', { class: 'tag', text: 'retryable' }) : null,
  );

/** A file of a session that was cancelled before all of its stages had ended. */
const stoppedItem = file =>
  fileItem({
    file_id: file.id,
    filename: file.filename,
    thumbnail_url: file.thumbnail_url,
    error_message: 'It was not finished when the session was cancelled, so the session counts it as pending.',
    status: 'cancelled',
  });

function fileItem(file) {
  const removeImage = event => event.target.remove();
  const image = file.thumbnail_url && el('img', { src: file.thumbnail_url, alt: '', loading: 'lazy', on: { error: removeImage } });
  const name = isolated(file.filename);
  return el(
    'li',
    { 'data-stage': file.file_id, tabindex: '-1' },
    el('span', { class: 'thumb' }, image),
    el(
      'span',
      { class: 'grow' },
      file.file_id ? el('a', { href: `#/files/${file.file_id}` }, name) : name,
      el('small', { dir: 'auto', text: file.error_message ?? file.description ?? '' }),
    ),
    badge(file.status),
  );
}
