// Says beside the title of a file what went wrong or why it is stuck, what it means for a client, and offers what can be done.
import { el, button } from './dom.js';
import { applyToStage, stageButton } from './stages.js';
import { getStageName, describeWait, adviseStuck, findCurrentStage } from './stage-names.js';

/** What each error type says about a retry (seed 002, DescriptionErrorType). */
const Advice = {
  timeout: 'it is temporary, and a client can retry it.',
  rate_limit: 'it is temporary, and a client can retry it later.',
  vlm_error: 'an error of the vision model is temporary, and a client can retry it.',
  validation: 'the file itself is the reason, and a retry fails again.',
  resource_limit: 'the file needs more than there is, and a retry fails again.',
  unknown: 'nothing is known of the reason, and a client does not retry it.',
};

/** The panel, or null for a file without a problem; `onChange` is called after an action. */
export function createProblemPanel(file, upload, stages, now, onChange) {
  const failed = stages.filter(stage => stage.status === 'failed');
  if (failed.length === 0) return upload.is_stuck ? createStuckPanel(file, stages, now, onChange) : null;
  const isPartial = file.primary_status === 'partially_completed';
  const retry = async stage => {
    await applyToStage(file.id, stage, 'retry');
    onChange();
  };
  const failure = ({ stage, error_type: type, error_message: message }) =>
    el(
      'li',
      {},
      el(
        'span',
        { class: 'grow' },
        el('strong', { text: `${getStageName(stage)} failed: ` }),
        el('span', { dir: 'auto', text: message ?? 'no message' }),
        el('small', {}, 'Error type ', el('code', { text: type }), Advice[type] ? `: ${Advice[type]}` : ''),
      ),
      button('Retry', () => retry(stage), {
        'data-action': `problem.${stage}`,
        'aria-label': `Retry ${getStageName(stage).toLowerCase()}`,
      }),
    );
  return el(
    'section',
    { class: 'panel bad problem', 'aria-label': 'What went wrong' },
    el('ul', { class: 'rows' }, failed.map(failure)),
    isPartial ? el('p', { class: 'muted', text: 'The other stages have completed, so their results can be used.' }) : null,
    upload.error_message && !failed.some(stage => stage.error_message === upload.error_message)
      ? el('p', { text: upload.error_message })
      : null,
  );
}

/** The panel of a file whose status has not changed for 30 minutes. */
function createStuckPanel(file, stages, now, onChange) {
  return el(
    'section',
    { class: 'panel warn problem', 'aria-label': 'Why this file is stuck' },
    el('p', {}, el('strong', { text: 'This file is stuck. ' }), describeWait(stages, file.created_at, now)),
    el('p', { class: 'line' }, el('span', { text: adviseStuck(stages) }), createStuckActions(file.id, stages, onChange)),
  );
}

/** Buttons that end the stage for which a stuck file waits. */
export function createStuckActions(id, stages, onChange) {
  const current = findCurrentStage(stages);
  if (!current) return null;
  const actions = [
    current.held || current.stalled ? ['release', 'Release'] : null,
    ['complete', 'Complete'],
    ['fail', 'Fail'],
  ];
  const buttons = actions.filter(Boolean).map(([action, label]) => stageButton(id, current.stage, action, label, onChange));
  return el('span', { class: 'actions' }, buttons);
}
