// A form for one fault: its target, what happens, and when. It has only the fields that fit the choices, and says in words what they do.
import { el, fill, field, dropdown, button } from './dom.js';
import { credentials } from './api.js';
import { copyText } from './copying.js';
import { loadOperations, groupByNoun } from './operations.js';
import { describeFault } from './fault-words.js';
import { toCurlCommand } from './curl.js';
import { createFormSender } from './forms.js';
import { createRequestEffect, createStageEffect } from './fault-effects.js';

const Stages = ['description', 'variants', 'text_extraction', 'embedding', 'digitization', 'video_analysis', 'crawl'];
const StorageRequests = [
  ['*', '* – every request'],
  ['get', 'get – a download'],
  ['head', 'head – headers alone'],
  ['put', 'put – an upload'],
  ['put_part', 'put_part – a part of an upload'],
];
const Triggers = [
  ['times', 'Number of times', { min: 1, max: 1_000_000, value: 1, required: true }],
  ['nth', 'Starting with match', { min: 1, max: 1_000_000, placeholder: '1' }],
  ['every', 'Every n-th match', { min: 1, max: 1_000_000, placeholder: '1' }],
  ['chance', 'Probability', { min: 0.001, max: 1, step: 'any', placeholder: '1' }],
];

/** The form; `add` is called with the rule. `initial` has the values of its fields at the start. */
export function createFaultForm(add, initial) {
  const kinds = [
    ['operation', 'An operation'],
    ['stage', 'A processing stage'],
    ['storage', 'A storage request'],
  ].filter(([kind]) => kind !== 'stage' || !credentials.isLlamaKey);
  const kind = dropdown(kinds, kinds.find(([name]) => initial.has(name))?.[0]);
  const [target, effects] = [el('div', { class: 'contents' }), el('div', { class: 'bar' })];
  const sentence = el('div', { class: 'sentence', role: 'status' });
  const triggers = Triggers.map(([name, label, attributes]) => ({
    name,
    label,
    input: el('input', { type: 'number', 'data-field': name, ...attributes, value: initial.get(name) ?? attributes.value ?? '' }),
  }));
  let targetInput = null;
  let effect = null;

  function renderTarget() {
    targetInput = createTarget(kind.value, initial.get(kind.value), () => describe());
    fill(target, targetInput.node);
    effect = kind.value === 'stage' ? createStageEffect(initial) : createRequestEffect(initial, kind.value === 'storage', () => describe());
    fill(effects, effect.node);
    describe();
  }

  function readRule() {
    const rule = { [kind.value]: targetInput.control.value };
    for (const { name, input } of triggers) if (input.value !== '' && !isDefault(name, input)) rule[name] = input.valueAsNumber;
    return { ...rule, ...effect.read() };
  }

  function describe() {
    const rule = readRule();
    if (rule.operation) effect.showOperation(rule.operation);
    const isComplete = effect.isComplete();
    sentence.textContent = isComplete ? describeFault(rule) : 'Choose what happens.';
    for (const action of actions) action.disabled = !isComplete;
  }

  /** Copies the rule, once the browser has found nothing wrong with the fields. */
  const copy = create => () => {
    if (form.reportValidity()) copyText(create(readRule()), 'The fault was copied.');
  };
  const submitButton = el('button', { class: 'main', text: 'Add the fault' });
  const actions = [
    submitButton,
    button('Copy as JSON', copy(rule => JSON.stringify(rule, null, 2))),
    button('Copy as curl', copy(rule => toCurlCommand('/_emulator/faults', rule))),
  ];
  // before the form describes the rule: the browser reports an input before a change
  kind.addEventListener('input', renderTarget);
  const form = el(
    'form',
    { class: 'rule-form', 'aria-label': 'A new fault', on: { input: describe, change: describe } },
    group('What it acts on', el('div', { class: 'bar' }, field('Target', kind), target)),
    group('What happens', effects),
    group('When', el('div', { class: 'bar' }, triggers.map(({ label, input }) => field(label, input)))),
    el('div', { class: 'outcome' }, sentence, el('p', { class: 'row' }, actions)),
  );
  form.lastElementChild.append(createFormSender(form, submitButton, () => add(readRule())));
  renderTarget();
  return form;
}

const isDefault = (name, input) => name !== 'times' && input.valueAsNumber === 1;

const group = (legend, ...content) => el('fieldset', {}, el('legend', { text: legend }), content);

/** The field of a target: a list of its values. */
function createTarget(kind, value, onLoad) {
  if (kind === 'operation') return createOperationTarget(value, onLoad);
  const options = kind === 'stage' ? Stages : StorageRequests;
  const control = dropdown(options, value, { 'data-field': kind });
  return { control, node: field(kind === 'stage' ? 'Stage of files uploaded later' : 'Storage request', control) };
}

/** The operations by noun, each with its method and path. Until they are loaded, the list has the value alone. */
function createOperationTarget(initialValue, onLoad) {
  const value = initialValue ?? (credentials.isLlamaKey ? '*' : 'files.list');
  const details = el('small', { id: 'operation-details' });
  const control = dropdown([value], value, { 'data-field': 'operation', 'aria-describedby': details.id });
  const node = el('div', { class: 'operation' }, field('Operation', control), details);
  const known = new Map([['*', 'All operations']]);
  const showDetails = () => {
    details.textContent = known.get(control.value) ?? '';
  };
  control.addEventListener('change', showDetails);
  loadOperations().then(
    ({ operations }) => {
      const own = operations.filter(({ id }) => id.startsWith('llama.') === credentials.isLlamaKey);
      const groups = [...groupByNoun(own)].map(([noun, members]) => {
        known.set(`${noun}.*`, `All ${members.length} operations of ${noun}`);
        for (const { id, method, path, summary } of members) known.set(id, `${method} ${path} \u2013 ${summary}`);
        const options = members.map(({ id, method, path }) => option(id, `${id}  –  ${method} ${path}`));
        return el('optgroup', { label: noun }, option(`${noun}.*`, `${noun}.*  –  all of them`), options);
      });
      const selected = control.value;
      fill(control, option('*', '*  –  every operation'), groups);
      if (!known.has(selected)) control.prepend(option(selected, selected));
      control.value = selected;
      showDetails();
      onLoad();
    },
    () => {}, // the form works with the one operation
  );
  return { control, node };
}

const option = (value, text) => el('option', { value, text });
