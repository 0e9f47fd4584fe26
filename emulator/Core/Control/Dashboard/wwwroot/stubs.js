// Stubs: a form, and the list with the files that each has decided.
import { el, fill, button, checkbox, isolated, plural } from './dom.js';
import { get, post, remove, toQueryString } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, emptyState, attempt } from './components.js';
import { createStubForm } from './stub-form.js';
import { describeStub } from './stub-words.js';
import { affectedFiles } from './affected-files.js';

/** Shows the stubs. */
export function showStubs({ container, query, signal, onError, onSuccess }) {
  const list = el('div');
  const onlyUnused = el('input', { type: 'checkbox' });
  const unusedFilter = checkbox('Show only stubs that no file has used', onlyUnused);
  let lastShown = '';
  const form = createStubForm(async stub => {
    const added = await attempt(
      () => post('/_emulator/stubs', stub),
      ({ id }) => `The stub ${id} was added.`,
    );
    refresh();
    return added !== undefined;
  }, query);
  fill(
    container,
    viewHeading(
      'Stubs',
      'A stub sets the AI results of files that are uploaded later. If several stubs match a file, the newest one is used. ' +
        'Results that the stub does not set are generated.',
    ),
    panel('Add a stub', form),
    panel('Active stubs', el('p', {}, unusedFilter), list),
  );

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const { items } = await get(`/_emulator/stubs${toQueryString({ unused: onlyUnused.checked })}`, { signal });
    const text = JSON.stringify([items, onlyUnused.checked]);
    if (text !== lastShown) fill(list, items.length > 0 ? stubList(items) : noStubs());
    lastShown = text;
    return 3000;
  });
  onlyUnused.addEventListener('change', refresh);

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
      el('ul', { class: 'rows rules', 'aria-label': 'Stubs' }, stubs.map(stubItem)),
      el('p', { class: 'row' }, button('Remove all', removeAll, { class: 'danger' })),
    ];
  }

  function stubItem(stub) {
    const removeStub = async () => {
      await attempt(() => remove(`/_emulator/stubs/${stub.id}`), `The stub ${stub.id} was removed.`);
      refresh();
    };
    const isForeign = stub.scope === 'all';
    const removal = button('Remove', removeStub, {
      class: 'small',
      'aria-label': `Remove ${stub.id}`,
      disabled: isForeign,
      title: isForeign ? 'A stub for all tenants is removed without a key, by the control API.' : null,
    });
    return el(
      'li',
      {},
      el(
        'span',
        { class: 'grow' },
        el('strong', {}, isolated(describeStub(stub))),
        el('small', { text: isForeign ? `${stub.id} · for all tenants` : stub.id }),
      ),
      el('span', { class: `hits ${stub.hits ? 'some' : ''}`, text: stub.hits ? plural(stub.hits, 'hit') : 'unused' }),
      removal,
      el('div', { class: 'effects' }, describeFiles(stub)),
    );
  }
  return null;
}

const describeFiles = ({ id, files, hits }) => (files.length > 0 ? affectedFiles(files, hits, `The newest files of ${id}`) : null);
