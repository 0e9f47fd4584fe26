// Rows of files that wait or are stuck: what they wait for, since when, and what can be done.
import { el, isolated } from './dom.js';
import { get, toQueryString } from './api.js';
import { badge } from './components.js';
import { createThumbnail } from './thumbnail.js';
import { describeWait, adviseStuck } from './stage-names.js';
import { createStuckActions } from './file-problem.js';

const MaxStates = 20;

/** The summaries of files by id, as the list of the API has them. */
export async function loadSummaries(ids, signal) {
  if (ids.length === 0) return [];
  const { items } = await get(`/api/v2/files${toQueryString({ ids, limit: Math.min(ids.length, 100) })}`, { signal });
  return items;
}

/** The stages of the first files, by id. */
export async function loadStages(ids, signal) {
  const states = await Promise.all(ids.slice(0, MaxStates).map(id => get(`/_emulator/files/${id}`, { signal })));
  return new Map(states.map(state => [state.file_id, state.stages]));
}

/** A row; `stages` is undefined when they are not known. `link` leads elsewhere, e.g. to the session. */
export function createWaitingRow(file, { stages, isStuck, now, onChange, link = null }) {
  const wait = stages ? describeWait(stages, file.created_at, now) : '';
  const advice = isStuck && stages ? ` ${adviseStuck(stages)}` : '';
  return el(
    'li',
    { 'data-stage': file.id, tabindex: '-1' },
    createThumbnail(file).element,
    el(
      'span',
      { class: 'grow' },
      el('a', { href: `#/files/${file.id}` }, isolated(file.title ?? file.filename ?? file.source_url ?? file.id)),
      el('small', {}, `${wait}${advice}`, link ? [' ', link] : null),
    ),
    isStuck ? el('span', { class: 'chip warn', text: 'stuck' }) : null,
    badge(file.primary_status),
    isStuck && stages ? createStuckActions(file.id, stages, onChange) : null,
  );
}
