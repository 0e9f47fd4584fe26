// The gallery: files with their statuses, filters, pages, uploading.
import { el, fill, button, field, dropdown, isolated, formatBytes, plural } from './dom.js';
import { get, post, toQueryString, credentials } from './api.js';
import { poll, debounce } from './polling.js';
import { viewHeading, badge, isInProgress, emptyState, attempt } from './components.js';
import { createThumbnail, formatName } from './thumbnail.js';
import { createUploader } from './upload.js';

const PageSize = 24;
const MediaTypes = [
  ['', 'All types'],
  ['image', 'Images'],
  ['document', 'Documents'],
  ['video', 'Videos'],
  ['link', 'Links'],
];
const Orders = [
  ['created_at.desc', 'Newest first'],
  ['created_at.asc', 'Oldest first'],
  ['title.asc', 'By title'],
  ['size_bytes.desc', 'Largest first'],
  ['content_created_at.desc', 'Most recently taken first'],
];

/** Shows the gallery. */
export function showFiles({ container, query, signal, onError, onSuccess }) {
  const search = el('input', { type: 'search', placeholder: 'Names, tags, texts', maxlength: 1000 });
  const mediaType = dropdown(MediaTypes);
  const order = dropdown(Orders);
  const summary = el('p', { class: 'summary', role: 'status' });
  const gallery = el('ul', { class: 'gallery', 'aria-label': 'Files' });
  const nothing = el('div');
  const pages = el('nav', { class: 'pages', 'aria-label': 'Pages' });
  const uploader = createUploader(container, signal, () => refresh());
  const cards = new Map();
  let filters = readFilters(query);

  const preventSubmit = event => event.preventDefault();
  const fields = [field('Search', search), field('Media type', mediaType), field('Order', order), uploader.control];
  const form = el('form', { class: 'bar', role: 'search', on: { submit: preventSubmit } }, fields);
  fill(container, viewHeading('Files'), form, uploader.list, summary, nothing, gallery, pages);
  const renderFilters = () => {
    search.value = filters.search;
    mediaType.value = filters.kind;
    order.value = filters.order;
  };
  renderFilters();

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    if (credentials.isLlamaKey) return showLlamaNote();
    const [sortBy, sortOrder] = filters.order.split('.');
    const parameters = {
      search: filters.search,
      media_types: filters.kind,
      sort_by: sortBy,
      sort_order: sortOrder,
      limit: PageSize,
      offset: filters.offset,
    };
    const page = await get(`/api/v2/files${toQueryString(parameters)}`, { signal });
    if (page.items.length === 0 && filters.offset > 0) {
      filters.offset = 0;
      return 0;
    }
    render(page);
    return page.items.some(file => isInProgress(file.primary_status)) ? 2000 : 8000;
  });

  const applyFilters = change => {
    location.hash = `#/files${toQueryString({ ...filters, offset: 0, ...change })}`;
  };
  const onSearch = () => {
    filters = { ...filters, search: search.value.trim(), offset: 0 };
    history.replaceState(null, '', `#/files${toQueryString(filters)}`);
    fill(nothing);
    refresh();
  };
  search.addEventListener('input', debounce(onSearch));
  mediaType.addEventListener('change', () => applyFilters({ kind: mediaType.value }));
  order.addEventListener('change', () => applyFilters({ order: order.value }));

  function render(page) {
    const running = page.items.filter(file => isInProgress(file.primary_status)).length;
    const text = plural(page.total_count, 'file') + (running > 0 ? `, ${running} of these in progress` : '');
    if (summary.textContent !== text) summary.textContent = text;
    renderCards(page.items);
    renderPages(page);
    renderNothing(page);
  }

  function renderCards(files) {
    const ids = files.map(file => file.id);
    for (const file of files) cards.has(file.id) ? cards.get(file.id).update(file) : cards.set(file.id, createCard(file));
    for (const id of cards.keys()) if (!ids.includes(id)) cards.delete(id);
    const items = ids.map(id => cards.get(id).item);
    if (items.length === gallery.children.length && items.every((item, i) => gallery.children[i] === item)) return;
    const focused = document.activeElement;
    fill(gallery, items);
    if (gallery.contains(focused)) focused.focus({ preventScroll: true });
  }

  function renderPages({ offset, items, total_count: count }) {
    const pageButton = (label, target) =>
      button(label, () => applyFilters({ offset: target }), { disabled: target < 0 || target >= count });
    const range = el('span', { text: `${offset + 1}–${offset + items.length} of ${count.toLocaleString('en')}` });
    const buttons = [pageButton('Previous', offset - PageSize), range, pageButton('Next', offset + PageSize)];
    fill(pages, count > PageSize ? buttons : null);
  }

  function renderNothing(page) {
    if (page.total_count > 0) fill(nothing);
    else if (!nothing.firstChild) fill(nothing, filters.search || filters.kind ? noMatches() : noFiles());
  }

  function noMatches() {
    const showAll = () => {
      location.hash = '#/files';
    };
    return emptyState('No matches', 'No file matches the search and the media type.', button('Show all files', showAll, { class: 'main' }));
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
    refresh();
  }

  function showLlamaNote() {
    summary.textContent = '';
    const text = 'This view shows Scopix files only. Journal, coverage, clock, faults and datasets also work with this key.';
    fill(nothing, emptyState('This is a LlamaCloud key', text));
    return 60_000;
  }

  return values => {
    filters = readFilters(values);
    renderFilters();
    fill(nothing);
    refresh();
  };
}

/** The filters in the address. */
function readFilters(query) {
  const select = (options, value, otherwise) => (options.some(([option]) => option === value) ? value : otherwise);
  return {
    search: query.get('search') ?? '',
    kind: select(MediaTypes, query.get('kind'), ''),
    order: select(Orders, query.get('order'), 'created_at.desc'),
    offset: Math.max(0, Number.parseInt(query.get('offset') ?? '0', 10) || 0),
  };
}

/** One file in the gallery. */
function createCard(initialFile) {
  const thumbnail = createThumbnail(initialFile);
  const [heading, details, status] = [el('span', { class: 'name' }), el('span', { class: 'details' }), el('span')];
  const line = el('span', { class: 'line' }, details, status);
  const item = el('li', {}, el('a', { class: 'file', href: `#/files/${initialFile.id}` }, thumbnail.element, heading, line));
  let lastShown = '';
  const update = file => {
    thumbnail.update(file);
    const text = JSON.stringify([file.title, file.filename, file.primary_status, file.size_bytes, file.duration_seconds]);
    if (text === lastShown) return;
    lastShown = text;
    fill(heading, isolated(file.title ?? file.filename ?? file.source_url ?? file.id));
    details.textContent = describeFile(file);
    fill(status, badge(file.primary_status));
  };
  update(initialFile);
  return { item, update };
}

function describeFile(file) {
  const size = file.media_type === 'link' ? file.domain : formatBytes(file.size_bytes);
  const duration = file.duration_seconds ? `${file.duration_seconds} s` : null;
  return [formatName(file), size, duration].filter(Boolean).join(' · ');
}
