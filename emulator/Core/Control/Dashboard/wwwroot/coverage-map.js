// A map of the operations by noun: each cell shows by symbol, colour and numbers what was exercised. Arrow keys move between the cells.
import { el, fill, button, plural } from './dom.js';
import { groupByNoun } from './operations.js';

/** The columns of a wide map. */
const Columns = 7;
const States = {
  none: ['○', 'not called'],
  some: ['◐', 'called'],
  all: ['●', 'called, with all documented statuses'],
};

/** The map; `onSelect` is called with the id of an operation. */
export function createCoverageMap(onSelect) {
  const legend = el('ul', { class: 'legend', 'aria-label': 'Legend' });
  const title = el('h2', { class: 'visually-hidden', text: 'Map of the operations' });
  const rows = el('div', { class: 'map', role: 'group', 'aria-label': 'Operations' });
  const node = el('section', { class: 'panel', 'aria-label': 'Map of the operations' }, title, legend, rows);
  rows.addEventListener('keydown', moveFocus);
  rows.addEventListener('focusin', event => setTabStop(event.target));

  const cells = () => [...rows.querySelectorAll('.cell')].filter(cell => !cell.hidden);
  const find = id => rows.querySelector(`[data-id="${id}"]`);

  function update(operations, called) {
    const focused = rows.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const selected = rows.querySelector('[aria-current]')?.dataset.id;
    fill(rows, pack([...groupByNoun(operations)]).map(([noun, members]) => createGroup(noun, members, called)));
    fill(legend, Object.entries(States).map(([state, [symbol, text]]) => legendItem(state, symbol, text)));
    legend.append(el('li', {}, el('small', { text: 'Below the name: statuses and response fields that were received.' })));
    select(selected ?? null);
    setTabStop(find(focused ?? selected) ?? cells()[0]);
    if (focused) find(focused)?.focus();
  }

  const legendItem = (state, symbol, text) =>
    el(
      'li',
      { class: `cell-state ${state}` },
      el('span', { class: 'symbol', 'aria-hidden': 'true', text: symbol }),
      `${rows.querySelectorAll(`.cell.${state}`).length} ${text}`,
    );

  function createGroup(noun, members, called) {
    const count = members.filter(({ id }) => called.has(id)).length;
    const heading = el('h3', {}, noun, el('small', { text: ` ${count} of ${members.length}` }));
    const cells = members.map(({ id }) => createCell(id, called.get(id)));
    return el('div', { class: `noun size-${Math.min(members.length, Columns)}` }, heading, el('div', { class: 'cells' }, cells));
  }

  function createCell(id, coverage) {
    const state = !coverage ? 'none' : coverage.statuses.met === coverage.statuses.of ? 'all' : 'some';
    const [symbol, words] = States[state];
    const [numbers, spoken] = coverage ? describeNumbers(coverage) : ['', ''];
    const label = `${id}: ${words}${spoken}`;
    const attributes = { class: `small cell ${state}`, 'data-id': id, tabindex: '-1', title: label, 'aria-label': label };
    const cell = button('', () => onSelect(id), attributes);
    const verb = id.slice(id.indexOf('.') + 1).replaceAll('_', '_\u200b'); // a long name can break after an underscore
    cell.append(el('span', { class: 'symbol', text: symbol }), el('span', { class: 'verb', text: verb }));
    if (numbers) cell.append(el('span', { class: 'numbers', text: numbers }));
    return cell;
  }

  function setTabStop(cell) {
    if (!cell?.matches?.('.cell')) return;
    for (const other of rows.querySelectorAll('.cell')) other.tabIndex = other === cell ? 0 : -1;
  }

  function moveFocus(event) {
    const target = findNext(event.key, cells(), event.target);
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  /** Marks the cell, and scrolls where the details cover it. */
  function select(id) {
    for (const cell of rows.querySelectorAll('.cell'))
      cell.dataset.id === id ? cell.setAttribute('aria-current', 'true') : cell.removeAttribute('aria-current');
    find(id)?.scrollIntoView({ block: 'nearest' });
  }

  /** Hides the cells whose operation does not contain the text. */
  function filter(text) {
    for (const group of rows.children) {
      for (const cell of group.querySelectorAll('.cell')) cell.hidden = !cell.dataset.id.includes(text);
      group.hidden = [...group.querySelectorAll('.cell')].every(cell => cell.hidden);
    }
    if (!cells().some(cell => cell.tabIndex === 0)) setTabStop(cells()[0]);
  }

  return { node, update, select, filter, focus: id => find(id)?.focus() };
}

/** The numbers of a cell, and the same in words. */
function describeNumbers({ statuses, fields }) {
  const percent = fields.of > 0 ? `${Math.round((100 * fields.met) / fields.of)} %` : null;
  return [
    [`${statuses.met}/${statuses.of}`, percent].filter(Boolean).join(' · '),
    `, ${statuses.met} of ${plural(statuses.of, 'status', 'statuses')}${percent ? `, ${percent} of the fields` : ''}`,
  ];
}

/** Orders the groups so that those that fit into a line of the map together follow each other. */
function pack(groups) {
  const packed = [];
  const rest = [...groups];
  while (rest.length > 0) {
    let free = Columns;
    for (let next = 0; next >= 0; next = rest.findIndex(([, members]) => members.length <= free)) {
      const [group] = rest.splice(next, 1);
      packed.push(group);
      free -= group[1].length;
      if (rest.length === 0) break;
    }
  }
  return packed;
}

/** The cell to which a key moves: the neighbour, or the nearest one in the line above or below. */
function findNext(key, cells, current) {
  const at = cells.indexOf(current);
  if (at < 0) return null;
  if (key === 'ArrowRight') return cells[at + 1];
  if (key === 'ArrowLeft') return cells[at - 1];
  if (key === 'Home') return cells[0];
  if (key === 'End') return cells.at(-1);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const isDown = key === 'ArrowDown';
  const top = current.offsetTop;
  const others = cells.filter(cell => (isDown ? cell.offsetTop > top : cell.offsetTop < top));
  if (others.length === 0) return null;
  const line = isDown ? Math.min(...others.map(cell => cell.offsetTop)) : Math.max(...others.map(cell => cell.offsetTop));
  const distance = cell => Math.abs(cell.offsetLeft - current.offsetLeft);
  return others.filter(cell => cell.offsetTop === line).reduce((best, cell) => (distance(cell) < distance(best) ? cell : best));
}
