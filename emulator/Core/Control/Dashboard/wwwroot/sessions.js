// Upload sessions with their progress, and stuck uploads.
import { el, fill, choice, field, button, moment, count } from './dom.js';
import { get, query as text } from './api.js';
import { repeat } from './live.js';
import { title, badge, isOpen, empty } from './parts.js';

const Page = 20;

/** Shows the list. */
export function showSessions({ frame, query, signal, failed, well }) {
  const status = choice([['', 'Any status'], 'pending', 'uploading', 'processing', 'completed', 'failed', 'expired', 'cancelled'], query.get('status') ?? '');
  const [list, stuck, pages] = [el('div'), el('div'), el('nav', { class: 'pages', 'aria-label': 'Pages' })];
  let offset = Number.parseInt(query.get('offset') ?? '0', 10) || 0;
  fill(frame, title('Sessions', 'Batches of files that were uploaded together, and direct uploads, each of one file.'), el('div', { class: 'bar' }, field('Status', status)), list, pages, stuck);

  const look = repeat({ signal, failed, well }, async () => {
    const [page, waiting] = await Promise.all([
      get(`/api/v2/files/sessions${text({ status: status.value, limit: Page, offset })}`, { signal }), get('/api/v2/files/sessions/stuck?limit=20', { signal })]);
    draw(page);
    drawStuck(waiting);
    return page.items.some(session => isOpen(session.status)) ? 1000 : 5000;
  });
  status.addEventListener('change', () => { location.hash = `#/sessions${text({ status: status.value })}`; });

  function draw(page) {
    fill(list, page.items.length
      ? el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Sessions' }, el('table', {}, head('Session', 'Status', 'Progress', 'Files', 'Failed', 'Skipped', 'Method', 'Created'), el('tbody', {}, page.items.map(row))))
      : empty('No sessions', status.value ? `No session is ${status.value}.` : 'A session begins when several files are uploaded at once, or a direct upload is announced: choose some files in Files, or let your client upload.',
        el('a', { class: 'button main', href: '#/files', text: 'Go to Files' })));
    const turn = (label, to) => button(label, () => { location.hash = `#/sessions${text({ status: status.value, offset: to })}`; }, { disabled: to < 0 || to >= page.total_count });
    fill(pages, page.total_count > Page ? [turn('Previous', offset - Page), turn('Next', offset + Page)] : null);
  }

  function drawStuck(waiting) {
    fill(stuck, waiting.stuck_count === 0 ? null : el('section', { class: 'panel' }, el('h2', { text: `${count(waiting.stuck_count, 'file')} stuck` }),
      el('p', { class: 'none', text: 'Nothing has moved for half an hour of the tenant\u2019s clock.' }),
      el('ul', { class: 'rows' }, waiting.images.map(file => el('li', {}, el('a', { class: 'grow', href: `#/files/${file.file_id}` }, el('code', { text: file.file_id })), badge(file.unified_status), moment(file.last_updated_at))))));
  }
  return now => { status.value = now.get('status') ?? ''; offset = Number.parseInt(now.get('offset') ?? '0', 10) || 0; look(); };
}

/** Column headings. */
export const head = (...names) => el('thead', {}, el('tr', {}, names.map(text => el('th', { scope: 'col', text }))));

const row = session => el('tr', {},
  el('th', { scope: 'row' }, el('a', { href: `#/sessions/${session.session_id}` }, el('code', { text: session.session_id.slice(0, 8) }))),
  el('td', {}, badge(session.status)), el('td', { class: 'wide' }, progress(session)),
  el('td', { class: 'number', text: `${session.completed_files} of ${session.total_files}` }), el('td', { class: 'number', text: session.failed_files }),
  el('td', { class: 'number', text: session.skipped_files }), el('td', { text: session.upload_method }), el('td', {}, moment(session.created_at)));

/** The progress bar of a session. */
export const progress = session => el('span', { class: 'progress' },
  el('progress', { max: 100, value: session.progress_percentage, class: isOpen(session.status) ? 'going' : '', 'aria-label': `Session ${session.session_id.slice(0, 8)}` }),
  el('span', { text: `${Math.round(session.progress_percentage)} %` }));
