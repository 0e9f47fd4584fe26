// The gallery: files with their statuses, filters, the tree of folders, selection, uploading.
import { el, fill, button, plural } from './dom.js';
import { get, post, toQueryString, credentials } from './api.js';
import { poll } from './polling.js';
import { isInProgress, emptyState, attempt } from './components.js';
import { createFileCard } from './file-card.js';
import { createFilters, readFilters, getListPath, getListParameters, isFiltered } from './file-filters.js';
import { createPlaces } from './places.js';
import { createSelection } from './selection.js';
import { createUploader } from './upload.js';
import { openExportDialog } from './export-dialog.js';
import { rememberListAddress } from './list-address.js';

const PageSizes = { grid: 24, list: 50 };
const PlacesMilliseconds = 8000;

/** Shows the gallery. */
export function showFiles({ container, query, signal, onError, onSuccess }) {
  let filters = readFilters(query);
  let layout = localStorage.getItem('layout') === 'list' ? 'list' : 'grid';
  let placesAt = 0;
  let lastPage = [];
  const cards = new Map();
  const summary = el('p', { class: 'summary', role: 'status' });
  const gallery = el('ul', { class: 'gallery', 'aria-label': 'Files' });
  const nothing = el('div');
  const columns = ['Name and tags', 'Type and size', 'Uploaded', 'Status'].map(text => el('span', { text }));
  const columnNames = el('p', { class: 'column-names', 'aria-hidden': 'true' }, columns);
  const pages = el('nav', { class: 'pages', 'aria-label': 'Pages' });
  const getFilters = () => filters;
  const places = createPlaces({ signal, getFilters });
  const uploader = createUploader(container, signal, () => refreshAll(), getFilters);
  const selection = createSelection({ places, getFilters, onChange: () => renderCards(lastPage), onDone: () => refreshAll() });
  const form = createFilters({ onChange: change => applyFilters(change), onSearch });

  const layoutButton = button('', toggleLayout, { class: 'layout' });
  const exportButton = button('Export …', () => openExportDialog({ files: [], filters, places }));
  const actions = el('span', { class: 'row' }, layoutButton, exportButton, uploader.control);
  const submit = event => {
    event.preventDefault();
    form.addTag();
  };
  fill(
    container,
    el('header', { class: 'title' }, el('h1', { tabindex: '-1' }, 'Files'), actions),
    el('form', { class: 'bar', role: 'search', on: { submit } }, form.controls),
    uploader.uploads,
    el(
      'div',
      { class: 'with-places' },
      places.element,
      el('div', { class: 'results' }, form.chips, summary, selection.bar, nothing, columnNames, gallery, pages),
    ),
  );
  form.show(filters, places);
  rememberListAddress();
  showLayout();

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    if (credentials.isLlamaKey) return showLlamaNote();
    const parameters = { ...getListParameters(filters), limit: PageSizes[layout], offset: filters.offset };
    const [page] = await Promise.all([get(getListPath(filters) + toQueryString(parameters), { signal }), refreshPlaces()]);
    if (page.items.length === 0 && filters.offset > 0) {
      filters.offset = 0;
      return 0;
    }
    render(page);
    return page.items.some(file => isInProgress(file.primary_status)) ? 2000 : 8000;
  });

  async function refreshPlaces() {
    if (Date.now() - placesAt < PlacesMilliseconds) return places.render();
    placesAt = Date.now();
    await places.refresh();
    return form.show(filters, places);
  }

  function refreshAll() {
    placesAt = 0;
    refresh();
  }

  function applyFilters(change) {
    location.hash = `#/files${toQueryString({ ...filters, offset: 0, ...change })}`;
  }

  /** Another page is read from its beginning. */
  function startAtTop() {
    scrollTo(0, 0);
    if (pages.contains(document.activeElement)) container.querySelector('h1').focus({ preventScroll: true });
  }

  function onSearch(words) {
    filters = { ...filters, search: words, offset: 0 };
    history.replaceState(null, '', `#/files${toQueryString(filters)}`);
    rememberListAddress();
    form.show(filters, places);
    fill(nothing);
    refresh();
  }

  function toggleLayout() {
    layout = layout === 'grid' ? 'list' : 'grid';
    localStorage.setItem('layout', layout);
    showLayout();
    refresh();
  }

  function showLayout() {
    gallery.classList.toggle('dense', layout === 'list');
    columnNames.hidden = layout === 'grid' || lastPage.length === 0;
    layoutButton.textContent = layout === 'grid' ? 'Show as a list' : 'Show as a grid';
  }

  function render(page) {
    lastPage = page.items;
    const running = page.items.filter(file => isInProgress(file.primary_status)).length;
    const text = plural(page.total_count, 'file') + (running > 0 ? `, ${running} of these in progress` : '');
    if (summary.textContent !== text) summary.textContent = text;
    exportButton.hidden = page.total_count === 0;
    columnNames.hidden = layout === 'grid' || page.items.length === 0;
    selection.show(page);
    renderCards(page.items);
    renderPages(page);
    renderNothing(page);
  }

  function renderCards(files) {
    const ids = files.map(file => file.id);
    for (const file of files)
      cards.has(file.id) ? cards.get(file.id).update(file) : cards.set(file.id, createFileCard(file, selection));
    for (const id of cards.keys()) if (!ids.includes(id)) cards.delete(id);
    const items = ids.map(id => cards.get(id).item);
    if (items.length === gallery.children.length && items.every((item, i) => gallery.children[i] === item)) return;
    const focused = document.activeElement;
    fill(gallery, items);
    if (gallery.contains(focused)) focused.focus({ preventScroll: true });
  }

  function renderPages({ offset, items, total_count: count }) {
    const size = PageSizes[layout];
    const pageButton = (label, target) =>
      button(label, () => applyFilters({ offset: target }), { disabled: target < 0 || target >= count });
    const range = el('span', { text: `${offset + 1}–${offset + items.length} of ${count.toLocaleString('en')}` });
    fill(pages, count > size ? [pageButton('Previous', offset - size), range, pageButton('Next', offset + size)] : null);
  }

  function renderNothing(page) {
    if (page.total_count > 0) fill(nothing);
    else if (!nothing.firstChild) fill(nothing, isFiltered(filters) ? noMatches() : noFiles());
  }

  function noMatches() {
    const showAll = () => {
      location.hash = '#/files';
    };
    return emptyState('No matches', 'No file matches all of these filters.', button('Show all files', showAll, { class: 'main' }));
  }

  const noFiles = () =>
    emptyState(
      'No files yet',
      'This tenant is empty. Drop files on this page, upload files with your client, or load a dataset.',
      button('Load the demo dataset', loadDemo, { class: 'main' }),
      button('Choose files', uploader.chooseFiles),
    );

  async function loadDemo(event) {
    const loadButton = event.currentTarget;
    const label = loadButton.textContent;
    Object.assign(loadButton, { disabled: true, textContent: 'Loading …' });
    await attempt(
      () => post('/_emulator/seed', { dataset: 'demo' }),
      result => `${plural(result.files, 'file')} loaded.`,
    );
    Object.assign(loadButton, { disabled: false, textContent: label });
    refreshAll();
  }

  function showLlamaNote() {
    summary.textContent = '';
    places.element.hidden = true;
    exportButton.hidden = true;
    const text = 'This view shows Scopix files only. Journal, coverage, clock, faults and datasets also work with this key.';
    fill(nothing, emptyState('This is a LlamaCloud key', text));
    return 60_000;
  }

  return values => {
    const { offset } = filters;
    filters = readFilters(values);
    if (filters.offset !== offset) startAtTop();
    rememberListAddress();
    form.show(filters, places);
    fill(nothing);
    refresh();
  };
}
