// A form for one fault: its target, its effect, and the requests that it affects.
import { el, fill, field, dropdown } from './dom.js';
import { get } from './api.js';

const Stages = ['description', 'variants', 'text_extraction', 'embedding', 'digitization', 'video_analysis', 'crawl'];
const StorageRequests = ['get', 'head', 'put', 'put_part', '*'];
const Statuses = ['429', '400', '401', '404', '409', '413', '500', '502', '503', '504'];
const Failures = ['timeout', 'rate_limit', 'vlm_error', 'validation', 'resource_limit', 'unknown'];
const RequestEffects = [
  ['status', 'Return an error status'],
  ['reset', 'Lose the response'],
  ['truncate_bytes', 'Cut the response off'],
  ['corrupt', 'Change bytes of the response'],
  ['latency_ms', 'Delay the response'],
];
const StageEffects = [
  ['fail', 'Fail'],
  ['stall', 'Never end'],
  ['hold', 'Wait until released'],
  ['delay_seconds', 'Take longer'],
];

const numberInput = (min, max, value) => el('input', { type: 'number', min, max, value });

/** The field for the value of an effect; an effect that is not here has no value. */
const ValueFields = {
  status: () => field('Status', dropdown(Statuses)),
  truncate_bytes: () => field('After bytes', numberInput(0, 1_000_000, 20)),
  latency_ms: () => field('Milliseconds', numberInput(1, 120_000, 1000)),
  fail: () => field('Error type', dropdown(Failures)),
  delay_seconds: () => field('Seconds', numberInput(1, 31_536_000, 60)),
};

const TargetFields = {
  operation: () =>
    field('Operation', el('input', { list: 'operations', value: 'files.list', required: true, maxlength: 100, spellcheck: 'false' })),
  stage: () => field('Stage of new files', dropdown(Stages)),
  storage: () => field('Storage request', dropdown(StorageRequests)),
};

/** The form; `add` is called with the rule. `initial` has the values of its fields at the start. */
export function createFaultForm(add, initial) {
  const kind = dropdown([
    ['operation', 'An operation'],
    ['stage', 'A processing stage'],
    ['storage', 'A storage request'],
  ]);
  const operationIds = el('datalist', { id: 'operations' });
  const [target, effect, value] = ['field', 'field full', 'field'].map(className => el('span', { class: className }));
  const limits = {
    times: numberInput(1, 1_000_000, 1),
    nth: numberInput(1, 1_000_000, ''),
    every: numberInput(1, 1_000_000, ''),
    chance: el('input', { type: 'number', min: 0.01, max: 1, step: 0.01 }),
  };
  const getControl = place => place.querySelector('input, select');

  const renderValue = () => fill(value, ValueFields[getControl(effect).value]?.() ?? null);
  const renderTarget = () => {
    fill(target, TargetFields[kind.value]());
    const effects = kind.value === 'stage' ? StageEffects : RequestEffects;
    fill(effect, field('Effect', dropdown(effects, undefined, { on: { change: renderValue } })));
    renderValue();
  };
  kind.addEventListener('change', renderTarget);
  kind.value = initial.has('storage') ? 'storage' : initial.has('stage') ? 'stage' : 'operation';
  renderTarget();
  if (initial.has(kind.value)) setValue(getControl(target), initial.get(kind.value));
  if (initial.has('effect')) {
    setValue(getControl(effect), initial.get('effect'));
    renderValue();
  }
  if (initial.has('status')) setValue(getControl(value), initial.get('status'));
  listOperations(operationIds);

  function readRule() {
    const [name, given] = [getControl(effect).value, getControl(value)?.value];
    const rule = { [kind.value]: getControl(target).value, [name]: given === undefined ? true : name === 'fail' ? given : Number(given) };
    for (const [limit, input] of Object.entries(limits)) if (input.value !== '') rule[limit] = Number(input.value);
    if (rule.status === 429 || rule.status === 503) rule.retry_after = 1;
    return rule;
  }

  const submit = event => {
    event.preventDefault();
    return add(readRule());
  };
  const selection = el(
    'details',
    { class: 'inline' },
    el('summary', { text: 'Affect only some requests' }),
    el(
      'span',
      { class: 'bar' },
      field('Starting with request number', limits.nth),
      field('Every n-th request', limits.every),
      field('Probability (0 to 1)', limits.chance),
    ),
  );
  return el(
    'form',
    { class: 'bar', on: { submit } },
    field('Target', kind),
    target,
    effect,
    value,
    field('Number of times', limits.times),
    selection,
    operationIds,
    el('button', { class: 'main', text: 'Add the fault' }),
  );
}

/** Sets the value of a control; a list gets it as an option of its own if it has not. */
function setValue(control, value) {
  const isMissing = control.matches('select') && ![...control.options].some(option => option.value === value);
  if (isMissing) control.append(el('option', { value, text: value }));
  control.value = value;
}

/** Suggests operation ids; the field accepts other texts as well. */
async function listOperations(datalist) {
  try {
    const coverage = await get('/_emulator/coverage');
    const ids = [...coverage.operations.map(operation => operation.id), ...coverage.never_called].sort();
    const options = ['*', 'files.*', ...ids].map(value => el('option', { value }));
    fill(datalist, options);
  } catch {
    // the form works without suggestions
  }
}
