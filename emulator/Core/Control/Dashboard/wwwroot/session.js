// One session: its progress, failures and files, and cancelling it.
import { el, fill, button, name, moment } from './dom.js';
import { get, post } from './api.js';
import { repeat } from './live.js';
import { badge, isOpen, facts, attempt, ask, empty } from './parts.js';
import { progress } from './sessions.js';

/** Shows a session. */
export function showSession({ frame, id, signal, failed, well }) {
  const [status, body] = [el('span'), el('div')];
  fill(frame, el('p', { class: 'crumbs' }, el('a', { href: '#/sessions', text: 'Sessions' })),
    el('header', { class: 'title' }, el('h1', { tabindex: '-1' }, 'Session ', el('code', { text: id.slice(0, 8) })), status), body);
  let last = '';

  const look = repeat({ signal, failed, well }, async () => {
    const [session, results] = await Promise.all([get(`/api/v2/files/sessions/${id}/status`, { signal }), get(`/api/v2/files/sessions/${id}/results?limit=200`, { signal })]);
    const now = JSON.stringify([session, results.results.map(result => [result.filename, result.status, Boolean(result.thumbnail_url)])]);
    if (now !== last) draw(session, results);
    last = now;
    return isOpen(session.status) ? 1000 : 10_000;
  });

  function draw(session, results) {
    fill(status, badge(session.status));
    const cancel = async () => {
      if (!await ask('Cancel this session?', 'What is not finished is skipped.', 'Cancel the session')) return;
      await attempt(() => post(`/api/v2/files/sessions/${id}/cancel`), 'Cancelled.');
      look();
    };
    fill(body, el('section', { class: 'panel', 'aria-label': 'Progress' }, progress(session), facts([
      ['Files', session.total_files], ['Completed', session.completed_files], ['Failed', session.failed_files], ['Skipped', session.skipped_files], ['Pending', session.pending_files],
      ['Created', moment(session.created_at)], ['Completed at', session.completed_at && moment(session.completed_at)], ['Channel', el('code', { text: session.websocket_channel })], ['Id', el('code', { text: id })]]),
    isOpen(session.status) ? el('p', { class: 'row' }, button('Cancel the session', cancel, { class: 'danger' })) : null),
    session.recent_errors.length ? el('section', { class: 'panel' }, el('h2', { text: 'Errors' }), el('ul', { class: 'rows' }, session.recent_errors.map(error =>
      el('li', {}, el('span', { class: 'grow' }, name(error.filename)), el('span', { class: 'error', text: error.error }), error.retryable ? el('span', { class: 'tag', text: 'retryable' }) : null)))) : null,
    el('section', { class: 'panel' }, el('h2', { text: 'Files' }), results.results.length ? el('ul', { class: 'rows' }, results.results.map(file)) : empty('None yet', 'Finished files are listed here.')));
  }
  return null;
}

const file = result => el('li', {},
  el('span', { class: 'tiny' }, result.thumbnail_url ? el('img', { src: result.thumbnail_url, alt: '', loading: 'lazy', on: { error: event => event.target.remove() } }) : null),
  el('span', { class: 'grow' }, result.file_id ? el('a', { href: `#/files/${result.file_id}` }, name(result.filename)) : name(result.filename),
    el('small', { dir: 'auto', text: result.error_message ?? result.description ?? '' })), badge(result.status));
