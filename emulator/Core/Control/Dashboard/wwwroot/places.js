// The tree of projects and folders. It filters the gallery.
import { el, fill, button, isolated } from './dom.js';
import { get, toQueryString } from './api.js';

const MaxProjects = 100;
const MaxOpenProjects = 6;

/** The tree; `getFilters` returns the filters of the gallery, which the links of the tree keep. */
export function createPlaces({ signal, getFilters }) {
  const list = el('ul', { class: 'tree' });
  const isWide = matchMedia('(min-width: 861px)').matches;
  const element = el('details', { class: 'places', open: isWide }, el('summary', { text: 'Projects and folders' }), list);
  const openIds = new Set();
  let places = new Map();
  let lastShown = '';
  let isFirst = true;

  async function refresh() {
    const [projects, folders] = await Promise.all([
      get(`/api/v2/projects?limit=${MaxProjects}`, { signal }),
      get('/api/v2/folders', { signal }),
    ]);
    places = new Map([
      ...projects.items.map(project => [project.id, { ...project, kind: 'project', parent: null }]),
      ...folders.items.map(folder => [folder.id, { ...folder, kind: 'folder', parent: folder.parent_id ?? folder.project_id }]),
    ]);
    if (isFirst && projects.items.length <= MaxOpenProjects) for (const { id } of projects.items) openIds.add(id);
    isFirst = false;
    render();
  }

  function render() {
    const { project, folder } = getFilters();
    const selected = folder || project;
    const opened = [...getAncestors(folder)];
    for (const id of opened) openIds.add(id);
    const text = JSON.stringify([[...places.values()], [...openIds], getFilters()]);
    if (text === lastShown) return;
    lastShown = text;
    const focusedId = list.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    const roots = [...places.values()].filter(place => !places.has(place.parent));
    const all = placeLink({ name: 'All files' }, { project: '', folder: '' }, selected === '');
    const allItem = el('li', {}, el('div', { class: 'place' }, el('span', { class: 'toggle' }), all));
    fill(list, allItem, roots.map(root => placeItem(root, selected)));
    if (focusedId) list.querySelector(`[data-place="${CSS.escape(focusedId)}"]`)?.focus({ preventScroll: true });
  }

  function placeItem(place, selected) {
    const children = [...places.values()].filter(other => other.parent === place.id);
    const isOpen = openIds.has(place.id);
    const toggle = () => {
      isOpen ? openIds.delete(place.id) : openIds.add(place.id);
      render();
    };
    const toggleButton = button(isOpen ? '▾' : '▸', toggle, {
      class: 'toggle',
      'aria-expanded': String(isOpen),
      'aria-label': `Folders of ${place.name}`,
      'data-place': `toggle ${place.id}`,
    });
    const target = place.kind === 'project' ? { project: place.id, folder: '' } : { project: '', folder: place.id };
    return el(
      'li',
      {},
      el(
        'div',
        { class: 'place' },
        children.length > 0 ? toggleButton : el('span', { class: 'toggle' }),
        placeLink(place, target, place.id === selected),
      ),
      isOpen && children.length > 0 ? el('ul', {}, children.map(child => placeItem(child, selected))) : null,
    );
  }

  const placeLink = (place, target, isCurrent) =>
    el(
      'a',
      {
        href: `#/files${toQueryString({ ...getFilters(), offset: 0, ...target })}`,
        class: place.kind ?? 'all',
        'aria-current': isCurrent ? 'true' : null,
        'data-place': place.id ?? 'all',
      },
      isolated(place.name),
      place.file_count === undefined ? null : el('span', { class: 'number', text: place.file_count.toLocaleString('en') }),
    );

  function* getAncestors(id) {
    for (let at = places.get(id)?.parent; places.has(at); at = places.get(at).parent) yield at;
  }

  /** The folders with their depth, each before its subfolders. */
  function listFolders() {
    const listBelow = (parent, depth) =>
      [...places.values()]
        .filter(place => place.kind === 'folder' && place.parent === parent)
        .flatMap(place => [{ ...place, depth }, ...listBelow(place.id, depth + 1)]);
    const projects = [...places.values()].filter(place => place.kind === 'project');
    return [
      ...listBelow(null, 0).map(folder => ({ ...folder, project: null })),
      ...projects.flatMap(project => listBelow(project.id, 0).map(folder => ({ ...folder, project: project.name }))),
    ];
  }

  return { element, refresh, render, listFolders, getName: id => places.get(id)?.name ?? id };
}
