// Lists that a stub sets row by row: regions of text, scenes, chunks.
import { el, button, field, plural } from './dom.js';

const MaxRows = 1000;

/** The columns of each list: the name of the value, its label, and the attributes of its input. */
const number = (min, max, step = 'any') => ({ type: 'number', min, max, step, required: true });
const Lists = {
  text_regions: [
    ['text', 'Text', { required: true }],
    ['x_min', 'Left', { ...number(0, 1), value: 0.1 }],
    ['y_min', 'Top', { ...number(0, 1), value: 0.1 }],
    ['x_max', 'Right', { ...number(0, 1), value: 0.9 }],
    ['y_max', 'Bottom', { ...number(0, 1), value: 0.2 }],
  ],
  scenes: [
    ['start_time', 'From (s)', number(0, 86_400)],
    ['end_time', 'To (s)', number(0, 86_400)],
    ['description', 'What it shows', { required: true, maxlength: 10_000 }],
    ['tags', 'Tags', { placeholder: 'gate, truck' }],
    ['visible_text', 'Visible text', { maxlength: 10_000 }],
    ['confidence_score', 'Confidence', { ...number(0, 1), required: false }],
  ],
  chunks: [['text', 'Text of the chunk', { required: true, maxlength: 10_000 }]],
};

/** Pairs of columns whose values are in this order, and what is said when they are not. */
const Orders = {
  text_regions: [
    ['x_min', 'x_max', 'Right must not be less than Left.'],
    ['y_min', 'y_max', 'Bottom must not be less than Top.'],
  ],
  scenes: [['start_time', 'end_time', 'To must not be before From.']],
};

/** A list of rows. `label` names it, `one` a row; `read` returns undefined while there are none. */
export function createRows(name, label, one, onChange) {
  const rows = el('ol', { class: 'value-rows' });
  const count = el('small');
  const add = button(`Add ${one}`, () => addRow(), { class: 'small' });
  const node = el('div', { role: 'group', 'aria-label': label, 'data-field': name }, el('h3', {}, `${label} `, count), rows, add);

  function addRow() {
    const values = {};
    const previous = rows.lastElementChild?.querySelector('[name=end_time]')?.value;
    if (name === 'scenes') Object.assign(values, { start_time: previous || 0, end_time: Number(previous || 0) + 5 });
    const inputs = Lists[name].map(([key, text, attributes]) =>
      field(text, el('input', { name: key, ...attributes, value: values[key] ?? attributes.value ?? '' })),
    );
    const item = el('li', { class: 'bar' }, inputs);
    item.append(button('Remove', () => removeRow(item), { class: 'small', 'aria-label': `Remove this ${one.replace(/^an? /, '')}` }));
    item.addEventListener('input', () => checkOrder(item));
    rows.append(item);
    update();
    item.querySelector('input').focus();
  }

  /** A second value must not be less than the first one. */
  function checkOrder(item) {
    for (const [first, second, text] of Orders[name] ?? []) {
      const [low, high] = [first, second].map(key => item.querySelector(`[name=${key}]`));
      high.setCustomValidity(low.valueAsNumber > high.valueAsNumber ? text : '');
    }
  }

  function removeRow(item) {
    item.remove();
    update();
    add.focus();
  }

  function update() {
    count.textContent = rows.children.length > 0 ? plural(rows.children.length, 'row') : '';
    add.disabled = rows.children.length >= MaxRows;
    onChange();
  }

  const read = () => (rows.children.length === 0 ? undefined : [...rows.children].map(item => Readers[name](readInputs(item))));
  const clear = () => {
    rows.replaceChildren();
    update();
  };
  return { node, read, clear };
}

const readInputs = item =>
  Object.fromEntries(
    [...item.querySelectorAll('input')]
      .filter(input => input.value !== '')
      .map(input => [input.name, input.type === 'number' ? input.valueAsNumber : input.value]),
  );

/** A text with commas as a list. */
export const toTags = text => text.split(',').map(tag => tag.trim()).filter(Boolean);

const Readers = {
  text_regions: ({ text = '', ...box }) => ({ text, bounding_box: box }),
  scenes: ({ tags, ...scene }) => ({ ...scene, ...(tags ? { tags: toTags(tags) } : {}) }),
  chunks: ({ text = '' }) => text,
};
