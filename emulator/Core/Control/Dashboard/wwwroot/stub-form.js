// A form for one stub: which files it decides, and what the AI returns for them. It says in words what the stub does.
import { el, fill, button, field, dropdown } from './dom.js';
import { copyText } from './copying.js';
import { FailureTypes } from './failure-types.js';
import { createFormSender } from './forms.js';
import { createDataEditor, CategoryFields } from './stub-data.js';
import { createRows, toTags } from './stub-rows.js';
import { createHashField } from './stub-hash.js';
import { describeStub } from './stub-words.js';
import { toCurlCommand } from './curl.js';

const MediaTypes = ['image', 'document', 'video', 'link'];
const OwnFailure = 'text';

const input = (name, attributes = {}) => el('input', { 'data-field': name, ...attributes });
const area = (name, attributes) => el('textarea', { rows: 2, 'data-field': name, ...attributes });
const group = (legend, ...content) => el('fieldset', {}, el('legend', { text: legend }), content);

/** Hides fields; the browser does not check those that are disabled. */
function hide(part, isHidden) {
  part.hidden = isHidden;
  part.disabled = isHidden;
}

/** The form; `add` is called with the stub, and fails when it is refused. `initial` has values of its fields. */
export function createStubForm(add, initial) {
  const conditions = {
    filename: input('filename', { maxlength: 255, placeholder: '*leak*', spellcheck: 'false' }),
    media_type: dropdown([['', 'Any'], ...MediaTypes], '', { 'data-field': 'media_type' }),
    content_category: dropdown([['', 'Any'], ...Object.keys(CategoryFields)], '', { 'data-field': 'content_category' }),
  };
  const hash = createHashField(() => describe());
  const failure = dropdown(
    [['', 'Returns results'], ...FailureTypes.map(type => [type, `Fails with ${type}`]), [OwnFailure, 'Fails with a text of its own']],
    '',
    { 'data-field': 'fail' },
  );
  const failureText = input('fail', { maxlength: 1000, placeholder: 'What went wrong' });
  const texts = {
    description: area('description', { maxlength: 10_000 }),
    tags: input('tags', { placeholder: 'leak, valve' }),
    confidence_score: input('confidence_score', { type: 'number', min: 0, max: 1, step: 'any', placeholder: '0.9' }),
    visible_text: area('visible_text', { maxlength: 100_000 }),
    text: area('text', { maxlength: 100_000 }),
  };
  const rows = {
    text_regions: createRows('text_regions', 'Regions of text', 'a region', () => describe()),
    scenes: createRows('scenes', 'Scenes', 'a scene', () => describe()),
    chunks: createRows('chunks', 'Chunks', 'a chunk', () => describe()),
  };
  const data = createDataEditor(() => conditions.content_category.value);
  for (const [name, control] of Object.entries({ ...conditions, ...texts })) if (initial.has(name)) control.value = initial.get(name);

  const onlyFor = (mediaType, ...content) => el('fieldset', { class: 'only', 'data-media': mediaType }, content);
  const results = el(
    'fieldset',
    {},
    el(
      'div',
      { class: 'grid' },
      field('Description', texts.description),
      el('div', {}, field('Tags', texts.tags, 'Separate tags with commas.'), field('Confidence (0 to 1)', texts.confidence_score)),
    ),
    onlyFor('image', field('Visible text', texts.visible_text, 'Each line becomes one region, unless you add regions.')),
    onlyFor('image', rows.text_regions.node),
    onlyFor('image', data.node),
    onlyFor('video', rows.scenes.node),
    onlyFor('link', field('Text of the page', texts.text, 'The first line is the title of the page, the second one describes it.')),
    onlyFor('document', rows.chunks.node),
  );
  const ownText = field('Text', failureText);
  const sentence = el('div', { class: 'sentence', role: 'status' });

  /** The stub; fields that do not fit the choices are left out. */
  function read() {
    const stub = { hash: hash.read() };
    for (const [name, control] of Object.entries(conditions)) stub[name] = control.value.trim() || undefined;
    if (failure.value !== '') return { ...stub, fail: failure.value === OwnFailure ? failureText.value : failure.value };
    const isFor = type => ['', type].includes(conditions.media_type.value);
    stub.description = texts.description.value.trim() || undefined;
    stub.tags = toTags(texts.tags.value).length > 0 ? toTags(texts.tags.value) : undefined;
    if (texts.confidence_score.value !== '') stub.confidence_score = texts.confidence_score.valueAsNumber;
    if (isFor('image')) {
      stub.visible_text = texts.visible_text.value || undefined;
      stub.text_regions = rows.text_regions.read();
      if (!data.hasProblem()) stub.data = data.read();
    }
    if (isFor('video')) stub.scenes = rows.scenes.read();
    if (isFor('link')) stub.text = texts.text.value || undefined;
    if (isFor('document')) stub.chunks = rows.chunks.read();
    return stub;
  }

  /** Shows the fields that fit the choices, and says what the stub does. */
  function describe() {
    hide(results, failure.value !== '');
    ownText.hidden = failure.value !== OwnFailure;
    const mediaType = conditions.media_type.value;
    for (const part of results.querySelectorAll('.only')) hide(part, mediaType !== '' && part.dataset.media !== mediaType);
    sentence.textContent = describeStub(read());
    const isComplete = Object.entries(read()).some(([name, value]) => value && name !== 'hash' && !(name in conditions));
    for (const action of actions) action.disabled = !isComplete || (!results.hidden && data.hasProblem());
  }

  function clear() {
    form.reset();
    for (const list of Object.values(rows)) list.clear();
    failure.value = '';
    hash.clear();
    for (const control of [...Object.values(conditions), ...Object.values(texts)]) control.value = '';
    data.clear();
    describe();
  }

  const send = async () => {
    await add(read());
    clear();
    conditions.filename.focus();
  };
  /** Copies the stub, once the browser has found nothing wrong with the fields. */
  const copy = create => () => {
    if (form.reportValidity()) copyText(create(read()), 'The stub was copied.');
  };
  const submitButton = el('button', { class: 'main', text: 'Add the stub' });
  const actions = [
    submitButton,
    button('Copy as JSON', copy(stub => JSON.stringify(stub, null, 2))),
    button('Copy as curl', copy(stub => toCurlCommand('/_emulator/stubs', stub))),
  ];
  const form = el('form', { class: 'rule-form stub-form', 'aria-label': 'A new stub', on: { input: describe, change: describe } });
  fill(
    form,
    group(
      'Which files',
      el(
        'div',
        { class: 'grid' },
        field('File name', conditions.filename, '* and ? are wildcards. An empty field matches every file.'),
        field('Media type', conditions.media_type),
        field('Content category', conditions.content_category),
        hash.node,
      ),
    ),
    group('What the AI does', el('div', { class: 'bar' }, field('Result', failure), ownText), results),
    el('div', { class: 'outcome' }, sentence, el('p', { class: 'row' }, actions)),
  );
  form.lastElementChild.append(createFormSender(form, submitButton, send));
  describe();
  return form;
}
