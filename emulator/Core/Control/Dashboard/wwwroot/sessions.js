// Upload sessions with their progress, and stuck uploads.
import { el, fill, dropdown, field, button, timestamp, plural } from './dom.js';
import { get, toQueryString } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, note, badge, isInProgress, emptyState } from './components.js';
import { keepFocus } from './focus.js';
import { createWaitingRow, loadSummaries, loadStages } from './stuck-files.js';

const PageSize = 20;
const Statuses = ['pending', 'uploading', 'processing', 'completed', 'failed', 'expired', 'cancelled'];
const Columns = ['Session', 'Status', 'Progress', 'Files', 'Failed', 'Skipped', 'Method', 'Created'];

const readOffset = query => Math.max(0, Number.parseInt(query.get('offset') ?? '0', 10) || 0);

/** Shows the list. */
export function showSessions({ container, query, signal, onError, onSuccess }) {
  const status = dropdown([['', 'Any status'], ...Statuses], query.get('status') ?? '');
  const [list, stuck, pages] = [el('div'), el('div'), el('nav', { class: 'pages', 'aria-label': 'Pages' })];
  let offset = readOffset(query);
  fill(
    container,
    viewHeading('Sessions', 'A session is a batch of files that were uploaded together, or a direct upload of one file.'),
    stuck,
    el('div', { class: 'bar' }, field('Status', status)),
    list,
    pages,
  );
  let lastStuck = '';

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const [page, stuckUploads, { now }] = await Promise.all([
      get(`/api/v2/files/sessions${toQueryString({ status: status.value, limit: PageSize, offset })}`, { signal }),
      get('/api/v2/files/sessions/stuck?limit=20', { signal }),
      get('/_emulator/clock', { signal }),
    ]);
    keepFocus(list, () => fill(list, page.items.length > 0 ? sessionTable(page.items) : noSessions()));
    renderPages(page.total_count);
    await showStuck(stuckUploads, now);
    return page.items.some(session => isInProgress(session.status)) ? 1000 : 5000;
  });
  const show = parameters => {
    location.hash = `#/sessions${toQueryString({ status: status.value, ...parameters })}`;
  };
  status.addEventListener('change', () => show({}));

  async function showStuck({ stuck_count: count, images }, now) {
    const ids = images.map(file => file.file_id);
    const [files, stages] = await Promise.all([loadSummaries(ids, signal), loadStages(ids, signal)]);
    const text = JSON.stringify([count, ids, [...stages.values()], now.slice(0, 16)]);
    if (text === lastStuck) return;
    lastStuck = text;
    const byId = new Map(files.map(file => [file.id, file]));
    const rows = images
      .filter(({ file_id: id }) => byId.has(id))
      .map(({ file_id: id, session_id: session }) =>
        createWaitingRow(byId.get(id), {
          stages: stages.get(id),
          isStuck: true,
          now,
          onChange: () => refresh(),
          link: session && el('a', { href: `#/sessions/${session}`, text: `Session ${session.slice(0, 8)}` }),
        }),
      );
    keepFocus(stuck, () => fill(stuck, count > 0 ? stuckPanel(count, rows) : null));
  }

  function noSessions() {
    const text = status.value
      ? `No session has the status ${status.value}.`
      : 'Upload several files at once, or start a direct upload, to create a session.';
    return emptyState('No sessions', text, el('a', { class: 'button main', href: '#/files', text: 'Go to Files' }));
  }

  function renderPages(count) {
    const pageButton = (label, target) => button(label, () => show({ offset: target }), { disabled: target < 0 || target >= count });
    fill(pages, count > PageSize ? [pageButton('Previous', offset - PageSize), pageButton('Next', offset + PageSize)] : null);
  }

  return values => {
    status.value = values.get('status') ?? '';
    offset = readOffset(values);
    refresh();
  };
}

const stuckPanel = (count, rows) =>
  panel(
    plural(count, 'stuck file'),
    note('The status of these files has not changed for 30 minutes of the tenant\u2019s clock.'),
    el('ul', { class: 'rows' }, rows),
  );

function sessionTable(sessions) {
  const headings = Columns.map(text => el('th', { scope: 'col', text }));
  const table = el('table', {}, el('thead', {}, el('tr', {}, headings)), el('tbody', {}, sessions.map(sessionRow)));
  return el('div', { class: 'scroll sessions', tabindex: '0', role: 'region', 'aria-label': 'Sessions' }, table);
}

const getShortId = session => session.session_id.slice(0, 8);

/** On a phone, a row is a card, and `label` names the value. */
const cell = (label, attributes, ...content) => el('td', { 'data-label': label, ...attributes }, content);

const sessionRow = session =>
  el(
    'tr',
    {},
    el('th', { scope: 'row' }, el('a', { href: `#/sessions/${session.session_id}` }, el('code', { text: getShortId(session) }))),
    cell('', { class: 'state' }, badge(session.status)),
    cell('', { class: 'wide' }, progressBar(session)),
    cell('files', { class: 'number' }, `${session.completed_files} of ${session.total_files}`),
    cell('failed', { class: 'number' }, String(session.failed_files)),
    cell('skipped', { class: 'number' }, String(session.skipped_files)),
    cell('', {}, session.upload_method),
    cell('', {}, timestamp(session.created_at)),
  );

/** The progress of a session as a bar and in percent. */
export function progressBar(session) {
  const percentage = session.progress_percentage;
  return el(
    'span',
    { class: `progress ${session.status}` },
    el('progress', { max: 100, value: percentage, 'aria-label': `Progress of session ${getShortId(session)}` }),
    el('span', { text: `${Math.round(percentage)} %` }),
  );
}
