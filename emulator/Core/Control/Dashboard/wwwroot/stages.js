// The stages of a file with their statuses, and buttons to hold, release, complete and fail them.
import { el, button, dropdown } from './dom.js';
import { post } from './api.js';
import { panel, badge, isInProgress, attempt } from './components.js';

/** The stages of each media type, and the field of the file that has their status. */
const StatusFields = {
  image: { variants: 'variant_status', description: 'description_status' },
  document: {
    text_extraction: 'text_extraction_status',
    embedding: null,
    digitization: 'digitization_status',
    description: 'description_status',
  },
  video: { video_analysis: 'video_analysis_status', description: 'description_status' },
  link: { crawl: 'crawl_status', description: 'description_status' },
};
const Actions = { hold: 'Hold', release: 'Release', complete: 'Complete', fail: 'Fail' };
const Failures = ['timeout', 'rate_limit', 'vlm_error', 'validation', 'resource_limit', 'unknown'];
let selectedFailure = Failures[0];

/** The panel; `onChange` is called after an action. */
export function createStagePanel(file, upload, onChange) {
  const stages = Object.entries(StatusFields[file.media_type]).map(([stage, statusField]) => [
    stage,
    statusField ? file[statusField] : getEmbeddingStatus(file, upload),
  ]);
  const actionButton = (stage, action) => {
    const run = async () => {
      const body = action === 'fail' ? { action, fail: selectedFailure } : { action };
      await attempt(
        () => post(`/_emulator/files/${file.id}/stages/${stage}`, body),
        result => `The stage ${stage} is now ${result.status}.`,
      );
      onChange();
    };
    return button(Actions[action], run, {
      class: 'small',
      'data-action': `${stage}.${action}`,
      'aria-label': `${Actions[action]} ${stage}`,
    });
  };
  const stageItem = ([stage, status]) => {
    const buttons = Object.keys(Actions).map(action => actionButton(stage, action));
    return el(
      'li',
      {},
      el('span', { class: 'grow', text: stage.replace('_', ' ') }),
      badge(status),
      isInProgress(status) ? el('span', { class: 'actions' }, buttons) : null,
    );
  };
  const canFail = stages.some(([, status]) => isInProgress(status));
  return panel(
    'Stages',
    el('ul', { class: 'stages' }, stages.map(stageItem)),
    canFail ? el('label', { class: 'line' }, el('span', { text: 'Error type of Fail' }), failureDropdown()) : null,
    upload.is_stuck ? el('p', { class: 'error', text: 'This upload is stuck: its status has not changed for 30 minutes.' }) : null,
    upload.error_message ? el('p', { class: 'error', text: upload.error_message }) : null,
  );
}

function failureDropdown() {
  const select = event => {
    selectedFailure = event.target.value;
  };
  return dropdown(Failures, selectedFailure, { 'data-action': 'failure', on: { change: select } });
}

/** The file has no status field for this stage: the upload's status lists it while it runs, and the file has chunks afterwards. */
function getEmbeddingStatus(file, upload) {
  if (upload.processing_ids.some(task => task.endsWith('_embedding')))
    return file.text_extraction_status === 'completed' ? 'processing' : 'pending';
  if (file.chunk_count !== null) return 'completed';
  return file.text_extraction_status === 'failed' ? 'skipped' : 'failed';
}
