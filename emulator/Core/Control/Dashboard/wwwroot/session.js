// One session: its progress, errors and files, and a button to cancel it.
import { el, fill, button, isolated, timestamp } from './dom.js';
import { get, post } from './api.js';
import { poll } from './polling.js';
import { panel, badge, isInProgress, facts, attempt, confirmAction, emptyState } from './components.js';
import { progressBar } from './sessions.js';

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
    const [session, { results }] = await Promise.all([
      get(`/api/v2/files/sessions/${id}/status`, { signal }),
      get(`/api/v2/files/sessions/${id}/results?limit=200`, { signal }),
    ]);
    const text = JSON.stringify([session, results.map(file => [file.filename, file.status, Boolean(file.thumbnail_url)])]);
    if (text !== lastShown) render(session, results);
    lastShown = text;
    return isInProgress(session.status) ? 1000 : 10_000;
  });

  function render(session, results) {
    fill(status, badge(session.status));
    const files = results.map(fileItem);
    fill(
      body,
      progressPanel(session),
      session.recent_errors.length > 0 ? panel('Errors', el('ul', { class: 'rows' }, session.recent_errors.map(errorItem))) : null,
      panel(
        'Files',
        files.length > 0
          ? el('ul', { class: 'rows' }, files)
          : emptyState('No files yet', 'This list shows a file when its processing has ended.'),
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
    if (!(await confirmAction('Cancel this session?', 'Files that are not finished are skipped.', 'Cancel the session'))) return;
    await attempt(() => post(`/api/v2/files/sessions/${id}/cancel`), 'The session was cancelled.');
    refresh();
  }
  return null;
}

const errorItem = ({ filename, error, retryable }) =>
  el(
    'li',
    {},
    el('span', { class: 'grow' }, isolated(filename)),
    el('span', { class: 'error', text: error }),
    retryable ? el('span', { class: 'tag', text: 'retryable' }) : null,
  );

function fileItem(file) {
  const removeImage = event => event.target.remove();
  const image = file.thumbnail_url && el('img', { src: file.thumbnail_url, alt: '', loading: 'lazy', on: { error: removeImage } });
  const name = isolated(file.filename);
  return el(
    'li',
    {},
    el('span', { class: 'small-thumb' }, image),
    el(
      'span',
      { class: 'grow' },
      file.file_id ? el('a', { href: `#/files/${file.file_id}` }, name) : name,
      el('small', { dir: 'auto', text: file.error_message ?? file.description ?? '' }),
    ),
    badge(file.status),
  );
}
