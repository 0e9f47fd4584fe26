// The fields of a fault that say what happens: to a request, or to a processing stage.
import { el, fill, field, dropdown } from './dom.js';
import { FailureTypes } from './failure-types.js';
import { loadChangeableFields } from './response-fields.js';

const Statuses = [400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504];
const RequestEffects = [
  ['status', 'Return an error status'],
  ['reset', 'Lose the response'],
  ['truncate_bytes', 'Cut the response off'],
  ['corrupt', 'Change bytes of the response'],
  ['unknown_word', 'Give a field an unknown word'],
  ['new_field', 'Add a field to the response'],
  ['null_field', 'Make a field null'],
  ['latency_ms', 'Only delay the response'],
];
const EditsOfJson = ['unknown_word', 'new_field', 'null_field'];
const Resets = [
  ['after', 'After the work is done'],
  ['before', 'Before anything is done'],
];
const Timings = [
  ['', 'Ends as usual'],
  ['hold', 'Waits until released'],
  ['stall', 'Starts and does not end'],
];
const OwnFailure = 'text';

/** An input that is a field of the rule. */
const input = (name, attributes) => el('input', { 'data-field': name, ...attributes });

const number = (name, min, max, attributes = {}) => input(name, { type: 'number', min, max, ...attributes });

/** The name of a field of responses, or its path. */
const FieldPath = { maxlength: 200, pattern: '[A-Za-z0-9_.\\[\\]]+' };
const FieldName = { maxlength: 100, pattern: '[A-Za-z0-9_]+' };

/** The values of the inputs that are shown and not empty. */
const readInputs = node =>
  Object.fromEntries(
    [...node.querySelectorAll('input[data-field]')]
      .filter(control => control.value !== '')
      .map(control => [control.dataset.field, control.type === 'number' ? control.valueAsNumber : control.value]),
  );

/** The field that a fault changes unless another one is chosen, if responses have it. */
const UsualFields = { unknown_word: 'media_type', null_field: 'title' };

/** What happens to a request: one effect, after a delay if one is set. `onLoad` is called when the fields of its responses are known. */
export function createRequestEffect(initial, isStorage, onLoad) {
  const effects = RequestEffects.filter(([name]) => !isStorage || !EditsOfJson.includes(name)); // storage answers without JSON
  const kind = dropdown(effects, initial.get('effect') ?? 'status');
  const moment = dropdown(Resets, 'after', { 'data-field': 'reset' });
  const values = el('div', { class: 'contents' });
  const delay = el('div', { class: 'contents' });
  const status = initial.get('status') ?? '429';
  const fields = {
    status: () => [
      field('Status', number('status', 400, 599, { value: status, required: true, list: 'statuses' })),
      el('datalist', { id: 'statuses' }, Statuses.map(value => el('option', { value }))),
      field('Error code', input('code', { maxlength: 100, pattern: '[A-Za-z0-9_]+', placeholder: 'the usual code', spellcheck: 'false' })),
      field('Message', input('message', { maxlength: 1000, placeholder: isStorage ? 'that of S3' : 'a general one' })),
      field('Retry-After (s)', number('retry_after', 0, 86_400, { value: ['429', '503'].includes(status) ? 1 : '' })),
    ],
    reset: () => field('Moment', moment),
    unknown_word: () => changedField('unknown_word'),
    new_field: () => field('Name', input('new_field', { ...FieldName, value: 'new_field', required: true, spellcheck: 'false' })),
    null_field: () => changedField('null_field'),
    truncate_bytes: () => field('Bytes that arrive', number('truncate_bytes', 0, Number.MAX_SAFE_INTEGER, { value: 20, required: true })),
  };
  let names = null; // of the fields that can be changed, once they are known
  let pattern = null;

  /** The name of a field that the contracts let the fault change, with all such names as suggestions. */
  function changedField(name) {
    const known = names?.[name] ?? [];
    const current = values.querySelector(`[data-field=${name}]`)?.value ?? initial.get(name) ?? UsualFields[name];
    const value = known.length === 0 || known.some(each => each === current || each.endsWith(`.${current}`)) ? current : known[0];
    return [
      field('Field', input(name, { ...FieldPath, value, required: true, spellcheck: 'false', list: 'changeable-fields' })),
      el('datalist', { id: 'changeable-fields' }, known.map(each => el('option', { value: each }))),
    ];
  }

  /** Offers what the responses of an operation, or of all operations of a pattern, have. */
  async function showOperation(operation) {
    if (operation === pattern) return;
    pattern = operation;
    const loaded = await loadChangeableFields(operation).catch(() => null); // the emulator says what is wrong with a field
    if (loaded === null || operation !== pattern) return;
    names = loaded;
    for (const name of EditsOfJson) {
      const option = [...kind.options].find(each => each.value === name);
      option.disabled = name === 'new_field' ? !loaded.isJson : loaded[name].length === 0;
      option.title = option.disabled ? 'No response of this operation has such a field.' : '';
    }
    if (kind.selectedOptions[0].disabled) kind.value = 'status';
    render();
    onLoad();
  }

  const render = () => {
    fill(values, fields[kind.value]?.() ?? null);
    const isDelay = kind.value === 'latency_ms';
    const latency = number('latency_ms', 1, 120_000, isDelay ? { value: 1000, required: true } : { placeholder: '0' });
    fill(delay, field(isDelay ? 'Milliseconds' : 'Delay (ms)', latency));
  };
  kind.addEventListener('change', render);
  render();
  const node = el('div', { class: 'contents' }, field('Effect', kind), values, delay);
  const choices = { reset: () => ({ reset: moment.value }), corrupt: () => ({ corrupt: true }) };
  const read = () => ({ ...readInputs(node), ...choices[kind.value]?.() });
  return { node, read, isComplete: () => true, showOperation };
}

/** What happens to a stage: it can wait, take longer and fail. */
export function createStageEffect(initial) {
  const timing = dropdown(Timings, ['hold', 'stall'].includes(initial.get('effect')) ? initial.get('effect') : '');
  const failure = dropdown(
    [['', 'Succeeds'], ...FailureTypes.map(type => [type, `Fails with ${type}`]), [OwnFailure, 'Fails with a text of its own']],
    timing.value || initial.get('effect') === 'delay_seconds' ? '' : 'timeout',
  );
  const values = el('div', { class: 'contents' });
  const render = () => {
    const text = { maxlength: 1000, required: true, placeholder: 'What went wrong' };
    if (failure.value === OwnFailure) fill(values, field('Text', input('fail', text)));
    else if (failure.value) fill(values, field('Message', input('message', { maxlength: 1000, placeholder: 'a general one' })));
    else fill(values);
  };
  failure.addEventListener('change', render);
  render();
  const node = el(
    'div',
    { class: 'contents' },
    field('End', timing),
    field('Result', failure),
    values,
    field('Longer by (s)', number('delay_seconds', 0.001, 31_536_000, { step: 'any', placeholder: '0' })),
  );
  failure.dataset.field = 'fail';
  const read = () => ({
    ...(timing.value ? { [timing.value]: true } : {}),
    ...(failure.value && failure.value !== OwnFailure ? { fail: failure.value } : {}),
    ...readInputs(node),
  });
  return { node, read, isComplete: () => Object.keys(read()).length > 0 };
}
