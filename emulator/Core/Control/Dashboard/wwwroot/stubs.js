// Stubs: a form, the list, and which were not used.
import { el, fill, button, field, check, choice, name, count } from './dom.js';
import { get, post, remove, query as text } from './api.js';
import { repeat } from './live.js';
import { title, empty, attempt } from './parts.js';

const Outcomes = ['description', 'tags', 'visible_text', 'fail', 'confidence_score', 'text_regions', 'text', 'chunks', 'scenes', 'data'];

/** Shows the stubs. */
export function showStubs({ frame, signal, failed, well }) {
  const list = el('div');
  const unused = el('input', { type: 'checkbox' });
  let last = '';
  fill(frame, title('Stubs', 'What the AI shall say of files that are yet to come. The newest that fits decides; what it does not say stays made up.'),
    el('section', { class: 'panel' }, el('h2', { text: 'A stub' }), form(() => look())), list);

  const look = repeat({ signal, failed, well }, async () => {
    const stubs = await get(`/_emulator/stubs${text({ unused: unused.checked })}`, { signal });
    const now = JSON.stringify([stubs, unused.checked]);
    if (now !== last) draw(stubs);
    last = now;
    return 3000;
  });
  unused.addEventListener('change', look);
  const only = check('Only those that no file needed', unused);

  function draw(stubs) {
    const drop = stub => button('Remove', async () => { await attempt(() => remove(`/_emulator/stubs/${stub.id}`), `${stub.id} is gone.`); look(); },
      { class: 'small', 'aria-label': `Remove ${stub.id}`, disabled: stub.scope === 'all' });
    const clear = async () => { await attempt(() => remove('/_emulator/stubs'), done => `${count(done.removed, 'stub')} removed.`); look(); };
    const focused = document.activeElement === unused;
    fill(list, el('section', { class: 'panel' }, el('h2', { text: 'Set now' }), el('p', {}, only), stubs.items.length === 0
      ? empty(unused.checked ? 'None is unused' : 'No stubs', unused.checked ? 'Every stub has decided at least one file.' : 'The AI makes up what it says, the same for the same bytes. A stub makes it say what your test needs.')
      : [el('ul', { class: 'rows' }, stubs.items.map(stub => el('li', {},
        el('span', { class: 'grow' }, el('strong', {}, name(conditions(stub))), ' ', name(outcome(stub)), el('small', { text: stub.scope === 'all' ? `${stub.id} · for all tenants` : stub.id })),
        el('span', { class: `hits ${stub.hits ? 'some' : ''}`, text: count(stub.hits, 'hit') }), drop(stub)))),
      el('p', { class: 'row' }, button('Remove all', clear, { class: 'danger' }))]));
    if (focused) unused.focus();
  }
  return null;
}

const conditions = stub => [stub.filename, stub.media_type, stub.content_category, stub.hash && `hash ${stub.hash.slice(0, 8)}…`].filter(Boolean).join(', ') || 'every file';

const outcome = stub => Outcomes.filter(key => stub[key] !== undefined)
  .map(key => key === 'fail' ? `fails: ${stub.fail}` : `${key.replace('_', ' ')}: ${typeof stub[key] === 'string' ? stub[key] : JSON.stringify(stub[key])}`)
  .map(said => said.length > 200 ? said.slice(0, 200) + '…' : said).join(' · ');

/** The form; regions, scenes and data can only be set by the API. */
function form(added) {
  const filename = el('input', { maxlength: 255, placeholder: '*leak*', spellcheck: 'false' });
  const type = choice([['', 'Any'], 'image', 'document', 'video', 'link']);
  const description = el('textarea', { rows: 2, maxlength: 10_000 });
  const tags = el('input', { placeholder: 'leak, valve' });
  const visible = el('textarea', { rows: 2, maxlength: 100_000 });
  const fails = choice([['', 'Does not fail'], 'timeout', 'rate_limit', 'vlm_error', 'validation', 'resource_limit', 'unknown']);
  const says = [description, tags, visible];
  fails.addEventListener('change', () => { for (const control of says) control.disabled = fails.value !== ''; });
  const read = () => {
    const stub = {};
    if (filename.value) stub.filename = filename.value;
    if (type.value) stub.media_type = type.value;
    if (fails.value) return { ...stub, fail: fails.value };
    if (description.value.trim()) stub.description = description.value.trim();
    const words = tags.value.split(',').map(tag => tag.trim()).filter(Boolean);
    if (words.length) stub.tags = words;
    if (visible.value) stub.visible_text = visible.value;
    return stub;
  };
  return el('form', { class: 'grid', on: {
    submit: async event => {
      event.preventDefault();
      if (await attempt(() => post('/_emulator/stubs', read()), stub => `${stub.id} waits for its first file.`) !== undefined) event.target.reset();
      for (const control of says) control.disabled = fails.value !== '';
      added();
    },
  } }, field('File name', filename, '* and ? stand for anything; empty is every file.'), field('Kind', type), field('Description', description), field('Visible text', visible, 'Each line gets a region of its own.'),
  field('Tags', tags, 'With commas between.'), field('Or it fails', fails), el('p', { class: 'row whole' }, el('button', { class: 'main', text: 'Add the stub' })));
}
