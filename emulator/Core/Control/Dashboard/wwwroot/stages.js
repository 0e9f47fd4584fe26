// The stages of a file: their statuses and times, and buttons to hold, release, complete, fail and retry them.
import { el, button, dropdown } from './dom.js';
import { post } from './api.js';
import { panel, badge, isInProgress, attempt } from './components.js';
import { createTimeline } from './timeline.js';

const Actions = { hold: 'Hold', release: 'Release', complete: 'Complete', fail: 'Fail' };
const Failures = ['timeout', 'rate_limit', 'vlm_error', 'validation', 'resource_limit', 'unknown'];
let selectedFailure = Failures[0];

/** Runs an action on a stage of a file. */
export const applyToStage = (id, stage, body) =>
  attempt(
    () => post(`/_emulator/files/${id}/stages/${stage}`, body),
    result => `The stage ${stage} is now ${result.status}.`,
  );

/** The panel; `onChange` is called after an action. */
export function createStagePanel(file, upload, stages, now, onChange) {
  const actionButton = (stage, action, label) => {
    const run = async () => {
      await applyToStage(file.id, stage, action === 'fail' ? { action, fail: selectedFailure } : { action });
      onChange();
    };
    return button(label, run, { class: 'small', 'data-action': `${stage}.${action}`, 'aria-label': `${label} ${stage}` });
  };
  const createActions = ({ stage, status }) => {
    const actions = isInProgress(status) ? Object.entries(Actions) : status === 'failed' ? [['retry', 'Retry']] : [];
    const buttons = actions.map(([action, label]) => actionButton(stage, action, label));
    return buttons.length > 0 ? el('span', { class: 'actions' }, buttons) : null;
  };
  const rows = createTimeline(file, stages, now);
  const stageItem = (stage, i) =>
    el(
      'li',
      {},
      el('span', { class: 'grow', text: stage.stage.replace('_', ' ') }),
      stage.held ? el('span', { class: 'tag', text: 'held' }) : null,
      stage.stalled ? el('span', { class: 'tag', text: 'stalled' }) : null,
      badge(stage.status),
      createActions(stage),
      rows[i],
    );
  const canFail = stages.some(({ status }) => isInProgress(status));
  return panel(
    'Stages',
    el('ul', { class: 'stages' }, stages.map(stageItem)),
    canFail ? el('label', { class: 'line' }, el('span', { text: 'Error type of Fail' }), failureDropdown()) : null,
    upload.is_stuck ? el('p', { class: 'error', text: 'This upload is stuck: its status has not changed for 30 minutes.' }) : null,
  );
}

function failureDropdown() {
  const select = event => {
    selectedFailure = event.target.value;
  };
  return dropdown(Failures, selectedFailure, { 'data-action': 'failure', on: { change: select } });
}
