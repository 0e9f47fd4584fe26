// The tree of projects and folders. It filters the gallery. It is one stop of the Tab key; arrow keys, Home and End move in it.
import { el, fill, isolated } from './dom.js';
import { toQueryString } from './api.js';
import { createPlaceList } from './place-list.js';

const MaxOpenProjects = 6;
const All = 'all';

/** The tree; `getFilters` returns the filters of the gallery, which the links of the tree keep. */
export function createPlaces({ signal, getFilters }) {
  const list = createPlaceList(signal);
  const tree = el('ul', { class: 'tree', role: 'tree', 'aria-label': 'Projects and folders', on: { keydown: onKey } });
  const isWide = matchMedia('(min-width: 861px)').matches;
  const element = el('details', { class: 'places', open: isWide }, el('summary', { text: 'Projects and folders' }), tree);
  const openIds = new Set();
  let lastShown = '';
  let lastFilters = '';
  let isFirst = true;
  let stop = All; // the id of the item that the Tab key reaches

  async function refresh() {
    await list.refresh();
    const projects = list.all().filter(place => place.kind === 'project');
    if (isFirst && projects.length <= MaxOpenProjects) for (const { id } of projects) openIds.add(id);
    isFirst = false;
    render();
  }

  function render() {
    const { project, folder } = getFilters();
    const selected = folder || project || All;
    for (const id of list.getAncestors(folder)) openIds.add(id);
    const filters = JSON.stringify(getFilters());
    if (filters !== lastFilters) stop = list.has(selected) ? selected : All;
    lastFilters = filters;
    const text = JSON.stringify([list.all(), [...openIds], filters]);
    if (text === lastShown) return;
    lastShown = text;
    const isFocused = tree.contains(document.activeElement);
    const roots = list.all().filter(place => !list.has(place.parent));
    fill(tree, placeItem({ id: All, name: 'All files' }, selected, 1), roots.map(root => placeItem(root, selected, 1)));
    setStop(stop, isFocused);
  }

  function placeItem(place, selected, level) {
    const children = list.all().filter(other => other.parent === place.id);
    const isOpen = openIds.has(place.id);
    const toggle = event => {
      event.preventDefault();
      setOpen(place.id, !isOpen);
    };
    const isCurrent = place.id === selected;
    const sign = children.length === 0 ? '' : isOpen ? '▾' : '▸';
    const link = el(
      'a',
      {
        href: `#/files${toQueryString({ ...getFilters(), offset: 0, ...getTarget(place) })}`,
        class: place.kind ?? All,
        role: 'treeitem',
        tabindex: '-1',
        title: place.name,
        'aria-level': level,
        'aria-current': isCurrent ? 'true' : null,
        'aria-expanded': children.length > 0 ? String(isOpen) : null,
        'data-place': place.id,
        on: { focus: () => setStop(place.id, false) },
      },
      el('span', { class: 'toggle', 'aria-hidden': 'true', text: sign, on: { click: toggle } }),
      isolated(place.name),
      place.file_count === undefined ? null : el('span', { class: 'number', text: place.file_count.toLocaleString('en') }),
    );
    const below = isOpen && children.length > 0;
    const group = below ? el('ul', { role: 'group' }, children.map(child => placeItem(child, selected, level + 1))) : null;
    return el('li', { role: 'none' }, link, group);
  }

  const getTarget = ({ id, kind }) => ({ project: kind === 'project' ? id : '', folder: kind === 'folder' ? id : '' });
  const getItems = () => [...tree.querySelectorAll('[role=treeitem]')];

  function setStop(id, isFocused) {
    const items = getItems();
    const item = items.find(one => one.dataset.place === id) ?? items[0];
    for (const one of items) one.tabIndex = one === item ? 0 : -1;
    stop = item?.dataset.place ?? All;
    if (isFocused) item?.focus({ preventScroll: true });
  }

  function setOpen(id, isOpen) {
    isOpen ? openIds.add(id) : openIds.delete(id);
    render();
  }

  function onKey(event) {
    const items = getItems();
    const item = document.activeElement;
    const at = items.indexOf(item);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const { place: id } = item.dataset;
    const [expanded, parent] = [item.getAttribute('aria-expanded'), list.getAncestors(id).next().value];
    const moves = {
      ArrowDown: () => items[at + 1],
      ArrowUp: () => items[at - 1],
      Home: () => items[0],
      End: () => items.at(-1),
      ArrowRight: () => (expanded === 'false' ? setOpen(id, true) : expanded === 'true' ? items[at + 1] : null),
      ArrowLeft: () => (expanded === 'true' ? setOpen(id, false) : items.find(one => one.dataset.place === parent)),
    };
    if (!Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    moves[event.key]()?.focus();
  }

  return { ...list, element, refresh, render };
}
