// The stages of a file: their statuses and times, and buttons to hold, release, complete, fail and retry them.
import { el, button, dropdown } from './dom.js';
import { post } from './api.js';
import { panel, note, badge, isInProgress, attempt } from './components.js';
import { createTimeline } from './timeline.js';
import { FailureTypes } from './failure-types.js';
import { getStageName } from './stage-names.js';

const Actions = { hold: 'Hold', release: 'Release', complete: 'Complete', fail: 'Fail' };

let selectedFailure = FailureTypes[0];

/** Runs an action on a stage of a file. A failure has the error type that is selected in the panel. */
export function applyToStage(id, stage, action) {
  const body = action === 'fail' ? { action, fail: selectedFailure } : { action };
  return attempt(
    () => post(`/_emulator/files/${id}/stages/${stage}`, body),
    result => `${getStageName(stage)} is now ${result.status}.`,
  );
}

/** A button that runs an action on a stage, and calls `onChange` after it. */
export function stageButton(id, stage, action, label, onChange) {
  const run = async () => {
    await applyToStage(id, stage, action);
    onChange();
  };
  const name = `${label} ${getStageName(stage).toLowerCase()}`;
  return button(label, run, { class: 'small', 'data-action': `${stage}.${action}`, 'aria-label': name });
}

/** The panel; `onChange` is called after an action. */
export function createStagePanel(file, stages, now, onChange) {
  const createActions = ({ stage, status }) => {
    const actions = isInProgress(status) ? Object.entries(Actions) : status === 'failed' ? [['retry', 'Retry']] : [];
    const buttons = actions.map(([action, label]) => stageButton(file.id, stage, action, label, onChange));
    return buttons.length > 0 ? el('span', { class: 'actions' }, buttons) : null;
  };
  const timeline = createTimeline(file, stages, now);
  const stageItem = (stage, i) =>
    el(
      'li',
      { 'data-stage': stage.stage, tabindex: '-1' },
      el('span', { class: 'grow', text: getStageName(stage.stage) }),
      stage.held ? el('span', { class: 'tag', text: 'held' }) : null,
      stage.stalled ? el('span', { class: 'tag', text: 'stalled' }) : null,
      badge(stage.status),
      createActions(stage),
      timeline.rows[i],
    );
  const canFail = stages.some(({ status }) => isInProgress(status));
  return panel(
    'Stages',
    el('ul', { class: 'stages' }, stages.map(stageItem)),
    timeline.note ? note(timeline.note) : null,
    canFail ? el('label', { class: 'line' }, el('span', { text: 'Error type when you fail a stage' }), failureDropdown()) : null,
  );
}

function failureDropdown() {
  const select = event => {
    selectedFailure = event.target.value;
  };
  return dropdown(FailureTypes, selectedFailure, { 'data-action': 'failure', on: { change: select } });
}

/** Focuses what replaces the button of an action that is gone: the first button of its stage, else the stage, else the heading. */
export function focusAfterAction(container, action) {
  const find = selector => container.querySelector(selector);
  const row = find(`[data-stage="${CSS.escape(action.replace(/^problem\./, '').split('.')[0])}"]`);
  const next = find(`[data-action="${CSS.escape(action)}"]`) ?? row?.querySelector('button') ?? row ?? find('h1');
  next?.focus();
}
