// Stubs: a form, and the list with the files that each has decided.
import { el, fill, button, checkbox, isolated, plural } from './dom.js';
import { get, post, remove, toQueryString } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, note, attempt, confirmAction } from './components.js';
import { keepFocus, removeEntry } from './focus.js';
import { showForm } from './forms.js';
import { showToast } from './toasts.js';
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
    const { id } = await post('/_emulator/stubs', stub);
    showToast(`The stub ${id} was added.`);
    refresh();
  }, query);
  const active = panel('Active stubs', list, el('p', {}, unusedFilter));
  const adding = panel('Add a stub', form);
  fill(
    container,
    viewHeading(
      'Stubs',
      'A stub sets the AI results of files that are uploaded later. If several stubs match a file, the newest one is used. ' +
        'Results that the stub does not set are generated.',
    ),
    active,
    adding,
  );
  if (query.size > 0) showForm(adding, form);

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const { items } = await get(`/_emulator/stubs${toQueryString({ unused: onlyUnused.checked })}`, { signal });
    const text = JSON.stringify([items, onlyUnused.checked]);
    if (text !== lastShown) keepFocus(list, () => fill(list, items.length > 0 ? stubList(items) : noStubs()));
    unusedFilter.hidden = items.length === 0 && !onlyUnused.checked;
    lastShown = text;
    return 3000;
  });
  onlyUnused.addEventListener('change', refresh);

  const noStubs = () =>
    onlyUnused.checked
      ? note('Every stub was used for at least one file.')
      : note('There are none: the AI results are generated. Add a stub to get the results that your test needs.');

  function stubList(stubs) {
    const removeAll = async () => {
      if (!(await confirmAction('Remove all stubs?', 'The stubs of this tenant are removed.', 'Remove all'))) return;
      await attempt(
        () => remove('/_emulator/stubs'),
        result => `${plural(result.removed, 'stub')} removed.`,
      );
      active.querySelector('h2').focus();
      refresh();
    };
    return [
      el('ul', { class: 'rows rules', 'aria-label': 'Stubs' }, stubs.map(stubItem)),
      el('p', { class: 'row' }, button('Remove all', removeAll, { class: 'danger' })),
    ];
  }

  function stubItem(stub) {
    const removeStub = async () => {
      const result = await attempt(() => remove(`/_emulator/stubs/${stub.id}`), `The stub ${stub.id} was removed.`);
      if (result === undefined) return;
      removeEntry(removal.closest('li'), active.querySelector('h2'));
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
