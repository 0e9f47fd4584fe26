// The filters of the journal: texts, and chips that are pressed or not.
import { el, button, field } from './dom.js';
import { debounce } from './polling.js';
import { isProxy } from './components.js';

const Texts = [
  ['path', 'Path', 'part of the path', 1000],
  ...(isProxy ? [] : [['search', 'Text in bodies', 'pump', 1000]]), // a proxy keeps no bodies
  ['operation', 'Operation', 'files.*', 100],
];
const Methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].map(value => [value, value]);
const Statuses = ['2xx', '3xx', '4xx', '5xx'].map(value => [value, value]);
const Flags = [
  ...(isProxy ? [] : [['fault', 'Faults']]),
  ['unknown', 'Unknown input'],
  ['unmatched', 'No operation'],
];

/** The filters; `onChange` is called when one has changed. `read` and `write` use the names of the control API. */
export function createFilters(onChange) {
  const texts = Texts.map(([name, label, placeholder, maxlength]) => {
    const input = el('input', { type: 'search', maxlength, placeholder, spellcheck: 'false' });
    input.addEventListener('input', debounce(onChange));
    return { name, label, input };
  });
  const choices = [createChoice('method', 'Method', Methods, onChange), createChoice('status', 'Status', Statuses, onChange)];
  const flags = Flags.map(([name, label]) => createChoice(name, null, [['true', label]], onChange));
  if (!isProxy) flags.push(createChoice('fault_id', null, [], onChange, id => `Only ${id}`));
  const all = [...choices, ...flags];

  const read = () => ({
    ...Object.fromEntries(texts.map(({ name, input }) => [name, input.value.trim()])),
    ...Object.fromEntries(all.map(choice => [choice.name, choice.read()])),
  });
  const write = values => {
    for (const { name, input } of texts) input.value = values.get(name) ?? '';
    for (const choice of all) choice.write(values.get(choice.name) ?? '');
  };
  const node = el(
    'form',
    { class: 'filters', role: 'search', 'aria-label': 'Filters', on: { submit: event => event.preventDefault() } },
    el('div', { class: 'bar' }, texts.map(({ label, input }) => field(label, input))),
    el(
      'div',
      { class: 'chips' },
      choices.map(choice => choice.node),
      el('span', { class: 'chips', role: 'group', 'aria-label': 'Marked' }, flags.map(choice => choice.node)),
    ),
  );
  return { node, read, write, isEmpty: () => Object.values(read()).every(value => value === '') };
}

/** Chips of which at most one is pressed. A value that has no chip gets one of its own, with the text that `describe` returns. */
function createChoice(name, label, options, onChange, describe = value => value) {
  const node = label === null ? el('span', { class: 'contents' }) : el('span', { class: 'chips', role: 'group', 'aria-label': label });
  let selected = '';
  const show = () => {
    for (const chip of node.children) chip.setAttribute('aria-pressed', String(chip.dataset.value === selected));
  };
  const toggle = value => {
    selected = selected === value ? '' : value;
    show();
    onChange();
  };
  const add = ([value, text]) =>
    node.append(button(text, () => toggle(value), { class: 'small filter', 'data-value': value, 'aria-pressed': 'false' }));
  options.forEach(add);
  return {
    name,
    node,
    read: () => selected,
    write(value) {
      selected = value;
      if (value !== '' && ![...node.children].some(chip => chip.dataset.value === value)) add([value, describe(value)]);
      show();
    },
  };
}
