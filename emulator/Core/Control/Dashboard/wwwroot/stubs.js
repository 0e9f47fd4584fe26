// Stubs: a form, the list, and which stubs were not used.
import { el, fill, button, field, checkbox, dropdown, isolated, plural } from './dom.js';
import { get, post, remove, toQueryString } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, emptyState, attempt } from './components.js';

const MediaTypes = ['image', 'document', 'video', 'link'];
const Failures = ['timeout', 'rate_limit', 'vlm_error', 'validation', 'resource_limit', 'unknown'];
const ResultFields = [
  'description',
  'tags',
  'visible_text',
  'fail',
  'confidence_score',
  'text_regions',
  'text',
  'chunks',
  'scenes',
  'data',
];
const MaxResultLength = 200;

/** Shows the stubs. */
export function showStubs({ container, query, signal, onError, onSuccess }) {
  const list = el('div');
  const onlyUnused = el('input', { type: 'checkbox' });
  const unusedFilter = checkbox('Show only stubs that no file has used', onlyUnused);
  let lastShown = '';
  fill(
    container,
    viewHeading(
      'Stubs',
      'A stub sets the AI results of files that are uploaded later. If several stubs match a file, the newest one is used. ' +
        'Results that the stub does not set are generated.',
    ),
    panel(
      'Add a stub',
      createForm(() => refresh(), query),
    ),
    list,
  );

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const stubs = await get(`/_emulator/stubs${toQueryString({ unused: onlyUnused.checked })}`, { signal });
    const text = JSON.stringify([stubs, onlyUnused.checked]);
    if (text !== lastShown) render(stubs.items);
    lastShown = text;
    return 3000;
  });
  onlyUnused.addEventListener('change', refresh);

  function render(stubs) {
    const isFocused = document.activeElement === onlyUnused;
    fill(list, panel('Active stubs', el('p', {}, unusedFilter), stubs.length > 0 ? stubList(stubs) : noStubs()));
    if (isFocused) onlyUnused.focus();
  }

  const noStubs = () =>
    onlyUnused.checked
      ? emptyState('No unused stubs', 'Every stub was used for at least one file.')
      : emptyState(
          'No stubs',
          'The AI results are generated from each file\u2019s bytes. Add a stub to get the results that your test needs.',
        );

  function stubList(stubs) {
    const removeAll = async () => {
      await attempt(
        () => remove('/_emulator/stubs'),
        result => `${plural(result.removed, 'stub')} removed.`,
      );
      refresh();
    };
    return [
      el('ul', { class: 'rows' }, stubs.map(stubItem)),
      el('p', { class: 'row' }, button('Remove all', removeAll, { class: 'danger' })),
    ];
  }

  function stubItem(stub) {
    const removeStub = async () => {
      await attempt(() => remove(`/_emulator/stubs/${stub.id}`), `The stub ${stub.id} was removed.`);
      refresh();
    };
    const attributes = { class: 'small', 'aria-label': `Remove ${stub.id}`, disabled: stub.scope === 'all' };
    return el(
      'li',
      {},
      el(
        'span',
        { class: 'grow' },
        el('strong', {}, isolated(describeConditions(stub))),
        ': ',
        isolated(describeResults(stub)),
        el('small', { text: stub.scope === 'all' ? `${stub.id} · for all tenants` : stub.id }),
      ),
      el('span', { class: `hits ${stub.hits ? 'some' : ''}`, text: plural(stub.hits, 'hit') }),
      button('Remove', removeStub, attributes),
    );
  }
  return null;
}

function describeConditions({ filename, media_type: mediaType, content_category: category, hash }) {
  const conditions = [filename, mediaType, category, hash && `hash ${hash.slice(0, 8)}…`];
  return conditions.filter(Boolean).join(', ') || 'every file';
}

function describeResult(field, value) {
  if (field === 'fail') return `fails with ${value}`;
  const text = `${field.replace('_', ' ')}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  return text.length > MaxResultLength ? `${text.slice(0, MaxResultLength)}…` : text;
}

const describeResults = stub =>
  ResultFields.filter(name => stub[name] !== undefined)
    .map(name => describeResult(name, stub[name]))
    .join(' · ');

/** The form, with the values of `initial` at the start. Regions, scenes and data can be set by the control API only. */
function createForm(onAdd, initial) {
  const filename = el('input', { maxlength: 255, placeholder: '*leak*', spellcheck: 'false' });
  const mediaType = dropdown([['', 'Any'], ...MediaTypes]);
  const description = el('textarea', { rows: 2, maxlength: 10_000 });
  const tags = el('input', { placeholder: 'leak, valve' });
  const visibleText = el('textarea', { rows: 2, maxlength: 100_000 });
  const failure = dropdown([['', 'No failure'], ...Failures]);
  const inputs = { filename, media_type: mediaType, description, tags, visible_text: visibleText };
  for (const [name, input] of Object.entries(inputs)) if (initial.has(name)) input.value = initial.get(name);
  const enableResults = () => {
    for (const input of [description, tags, visibleText]) input.disabled = failure.value !== '';
  };
  failure.addEventListener('change', enableResults);

  const readStub = () => {
    const conditions = { filename: filename.value || undefined, media_type: mediaType.value || undefined };
    if (failure.value) return { ...conditions, fail: failure.value };
    const tagNames = tags.value.split(',').map(tag => tag.trim());
    const tagList = tagNames.filter(Boolean);
    return {
      ...conditions,
      description: description.value.trim() || undefined,
      tags: tagList.length > 0 ? tagList : undefined,
      visible_text: visibleText.value || undefined,
    };
  };
  const submit = async event => {
    event.preventDefault();
    const added = await attempt(
      () => post('/_emulator/stubs', readStub()),
      stub => `The stub ${stub.id} was added.`,
    );
    if (added !== undefined) event.target.reset();
    enableResults();
    onAdd();
  };
  return el(
    'form',
    { class: 'grid', on: { submit } },
    field('File name', filename, '* and ? are wildcards. An empty field matches every file.'),
    field('Media type', mediaType),
    field('Description', description),
    field('Visible text', visibleText, 'Each line becomes one text region.'),
    field('Tags', tags, 'Separate tags with commas.'),
    field('Failure', failure, 'A failure replaces all results.'),
    el('p', { class: 'row whole' }, el('button', { class: 'main', text: 'Add the stub' })),
  );
}
