// Says beside the title of a file what went wrong, what it means for a client, and offers to try it again.
import { el, button } from './dom.js';
import { applyToStage } from './stages.js';

/** What each error type says about a retry (seed 002, DescriptionErrorType). */
const Advice = {
  timeout: 'A timeout is temporary: a client can retry it.',
  rate_limit: 'A rate limit is temporary: a client can retry it later.',
  vlm_error: 'An error of the vision model is temporary: a client can retry it.',
  validation: 'The file itself is the reason: a retry fails again.',
  resource_limit: 'The file needs more than there is: a retry fails again.',
  unknown: 'The reason is unknown: a client does not retry it.',
};

/** The panel, or null for a file without a problem; `onChange` is called after a retry. */
export function createProblemPanel(file, upload, stages, onChange) {
  const failed = stages.filter(stage => stage.status === 'failed');
  if (failed.length === 0) return null;
  const isPartial = file.primary_status === 'partially_completed';
  const retry = async stage => {
    await applyToStage(file.id, stage, { action: 'retry' });
    onChange();
  };
  const failure = ({ stage, error_type: type, error_message: message }) =>
    el(
      'li',
      {},
      el(
        'span',
        { class: 'grow' },
        el('strong', { text: `${stage.replace('_', ' ')} failed: ` }),
        el('span', { dir: 'auto', text: message ?? 'no message' }),
        el('small', {}, el('code', { text: type }), ` ${Advice[type] ?? ''}`),
      ),
      button('Retry', () => retry(stage), { 'data-action': `problem.${stage}`, 'aria-label': `Retry ${stage}` }),
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
