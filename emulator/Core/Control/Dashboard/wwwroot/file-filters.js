// The filters of the gallery: its form, the chips that show what is filtered, and their place in the address.
import { el, fill, button, field, dropdown, isolated, plural } from './dom.js';
import { get, toQueryString } from './api.js';
import { debounce } from './polling.js';

const PageSize = 100;
const MediaTypes = [
  ['', 'All types'],
  ['image', 'Images'],
  ['document', 'Documents'],
  ['video', 'Videos'],
  ['link', 'Links'],
];
const Statuses = [
  ['', 'All statuses'],
  ['pending', 'Pending'],
  ['processing', 'Processing'],
  ['completed', 'Completed'],
  ['partially_completed', 'Partially completed'],
  ['failed', 'Failed'],
];
const Orders = [
  ['created_at.desc', 'Newest first'],
  ['created_at.asc', 'Oldest first'],
  ['title.asc', 'By title'],
  ['size_bytes.desc', 'Largest first'],
  ['content_created_at.desc', 'Most recently taken first'],
];

/** The filters in the address. */
export function readFilters(query) {
  const select = (options, name) => (options.some(([option]) => option === query.get(name)) ? query.get(name) : options[0][0]);
  return {
    search: query.get('search') ?? '',
    kind: select(MediaTypes, 'kind'),
    status: select(Statuses, 'status'),
    tag: query.getAll('tag').filter(Boolean),
    project: query.get('project') ?? '',
    folder: query.get('folder') ?? '',
    order: select(Orders, 'order'),
    offset: Math.max(0, Number.parseInt(query.get('offset') ?? '0', 10) || 0),
  };
}

/** The path of the list with these filters. The API cannot filter by status, so that the control API lists the files then. */
export function getListPath(filters) {
  return filters.status ? '/_emulator/files' : '/api/v2/files';
}

/** The parameters of the list. */
export function getListParameters(filters) {
  const [sortBy, sortOrder] = filters.order.split('.');
  return {
    search: filters.search,
    media_types: filters.kind,
    status: filters.status,
    tags: filters.tag,
    project_id: filters.project,
    folder_id: filters.folder,
    sort_by: sortBy,
    sort_order: sortOrder,
  };
}

/** The files of all pages, at most `max`. */
export async function loadMatches(filters, max) {
  const matches = [];
  for (let hasMore = true; hasMore && matches.length < max; ) {
    const parameters = { ...getListParameters(filters), limit: Math.min(PageSize, max - matches.length), offset: matches.length };
    const page = await get(getListPath(filters) + toQueryString(parameters));
    matches.push(...page.items);
    hasMore = page.has_more && page.items.length > 0;
  }
  return matches;
}

/** True when a filter excludes files. */
export const isFiltered = filters =>
  Boolean(filters.search || filters.kind || filters.status || filters.tag.length > 0 || filters.project || filters.folder);

/** The form and the chips. `onChange` gets the fields that change; `onSearch` the words, while they are typed. */
export function createFilters({ onChange, onSearch }) {
  const search = el('input', { type: 'search', placeholder: 'Names, tags, texts', maxlength: 1000 });
  const kind = dropdown(MediaTypes);
  const status = dropdown(Statuses);
  const order = dropdown(Orders);
  const suggestions = el('datalist', { id: 'known-tags' });
  const tag = el('input', { list: 'known-tags', placeholder: 'Add a tag', maxlength: 50, autocomplete: 'off', spellcheck: 'false' });
  const chips = el('ul', { class: 'filter-chips', 'aria-label': 'Active filters' });
  let current = readFilters(new URLSearchParams());
  let shownSearch = ''; // the words of the last filters; what is typed after them stays
  const suggest = () => suggestTags(tag.value, suggestions);
  const addTag = () => {
    const value = tag.value.trim();
    tag.value = '';
    if (value && !current.tag.includes(value)) onChange({ tag: [...current.tag, value] });
  };
  search.addEventListener('input', debounce(() => onSearch(search.value.trim())));
  kind.addEventListener('change', () => onChange({ kind: kind.value }));
  status.addEventListener('change', () => onChange({ status: status.value }));
  order.addEventListener('change', () => onChange({ order: order.value }));
  tag.addEventListener('focus', suggest);
  tag.addEventListener('input', debounce(suggest));
  tag.addEventListener('change', addTag);
  const controls = [
    field('Search', search),
    field('Media type', kind),
    field('Status', status),
    field('Tag', tag),
    field('Order', order),
    suggestions,
  ];

  /** Shows filters; `places` names folders and projects. */
  function show(filters, places) {
    current = filters;
    if (filters.search !== shownSearch && filters.search !== search.value.trim()) search.value = filters.search;
    shownSearch = filters.search;
    [kind.value, status.value, order.value] = [filters.kind, filters.status, filters.order];
    fill(chips, describeFilters(filters, places).map(([text, change]) => chip(text, () => onChange(change))));
  }
  return { controls, chips, show, addTag };
}

const chip = (text, onRemove) =>
  el('li', {}, isolated(text), button('×', onRemove, { class: 'close', 'aria-label': `Remove the filter ${text}` }));

const getLabel = (options, value) => options.find(([option]) => option === value)[1];

/** Each filter in words, with the change that removes it. */
function describeFilters(filters, places) {
  const entries = [
    [filters.search, `“${filters.search}”`, { search: '' }],
    [filters.kind, getLabel(MediaTypes, filters.kind), { kind: '' }],
    [filters.status, getLabel(Statuses, filters.status), { status: '' }],
    ...filters.tag.map(tag => [tag, `Tag ${tag}`, { tag: filters.tag.filter(other => other !== tag) }]),
    [filters.project, `Project ${places.getName(filters.project)}`, { project: '' }],
    [filters.folder, `Folder ${places.getName(filters.folder)}`, { folder: '' }],
  ];
  return entries.filter(([value]) => value).map(([, text, change]) => [text, change]);
}

/** Fills a list of suggestions with the tags that begin with a text. */
export async function suggestTags(prefix, suggestions) {
  try {
    const { items } = await get(`/_emulator/tags?${new URLSearchParams({ prefix: prefix.trim(), limit: 50 })}`);
    fill(suggestions, items.map(({ tag, files }) => el('option', { value: tag, text: plural(files, 'file') })));
  } catch {
    fill(suggestions); // suggestions are a convenience: the tag can be typed
  }
}
