// The stages of a file with their statuses, and hold, release, complete, fail.
import { el, button, choice } from './dom.js';
import { post } from './api.js';
import { badge, isOpen, attempt } from './parts.js';

const Of = {
  image: [['variants', 'variant_status'], ['description', 'description_status']],
  document: [['text_extraction', 'text_extraction_status'], ['embedding', null], ['digitization', 'digitization_status'], ['description', 'description_status']],
  video: [['video_analysis', 'video_analysis_status'], ['description', 'description_status']],
  link: [['crawl', 'crawl_status'], ['description', 'description_status']],
};
const Failures = ['timeout', 'rate_limit', 'vlm_error', 'validation', 'resource_limit', 'unknown'];
let chosen = Failures[0];

/** The panel; `changed` is called after an action. */
export function stages(file, upload, changed) {
  const rows = Of[file.media_type].map(([stage, field]) => [stage, field ? file[field] : embedding(file, upload)]);
  const open = rows.some(([, status]) => isOpen(status));
  const failure = choice(Failures, chosen, { 'data-act': 'failure', on: { change: event => { chosen = event.target.value; } } });
  const act = (stage, action) => button(action[0].toUpperCase() + action.slice(1), async () => {
    await attempt(() => post(`/_emulator/files/${file.id}/stages/${stage}`, action === 'fail' ? { action, fail: chosen } : { action }), done => `${stage}: ${done.status}`);
    changed();
  }, { class: 'small', 'data-act': `${stage}.${action}`, 'aria-label': `${action} ${stage}` });
  return el('section', { class: 'panel' }, el('h2', { text: 'Stages' }),
    el('ul', { class: 'stages' }, rows.map(([stage, status]) => el('li', {}, el('span', { class: 'grow', text: stage.replace('_', ' ') }), badge(status),
      isOpen(status) ? el('span', { class: 'acts' }, ['hold', 'release', 'complete', 'fail'].map(action => act(stage, action))) : null))),
    open ? el('label', { class: 'line' }, el('span', { text: 'Fail with' }), failure) : null,
    upload.is_stuck ? el('p', { class: 'error', text: 'Stuck: nothing has moved for half an hour.' }) : null,
    upload.error_message ? el('p', { class: 'error', text: upload.error_message }) : null);
}

/** The one stage without a status of its own: while it runs, the upload's status names it; the chunks show that it has ended. */
function embedding(file, upload) {
  if (upload.processing_ids.some(task => task.endsWith('_embedding'))) return file.text_extraction_status === 'completed' ? 'processing' : 'pending';
  return file.chunk_count === null ? file.text_extraction_status === 'failed' ? 'skipped' : 'failed' : 'completed';
}
