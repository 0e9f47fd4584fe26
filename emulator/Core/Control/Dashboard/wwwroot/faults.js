// Faults: bundles as switches, single faults by a form, and what each did so far.
import { el, fill, button, plural } from './dom.js';
import { get, post, remove } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, note, attempt, confirmAction } from './components.js';
import { showToast } from './toasts.js';
import { showForm } from './forms.js';
import { createFaultForm } from './fault-form.js';
import { createFaultList } from './fault-list.js';
import { describeFault } from './fault-words.js';

/** Shows the faults. */
export function showFaults({ container, query, signal, onError, onSuccess }) {
  const bundles = el('ul', { class: 'switches bundles' });
  const list = createFaultList({ onRemove: removeFault, signal });
  const empty = note('There are none. Switch on a bundle or add a fault to test how your client handles errors.');
  const removeAll = el('p', { class: 'row' }, button('Remove all', clear, { class: 'danger' }));
  const switches = new Map();
  const form = createFaultForm(async rule => {
    const fault = await post('/_emulator/faults', rule);
    showToast(`The fault ${fault.id} was added.`);
    refresh();
  }, query);
  const active = panel('Active faults', empty, list.node, removeAll);
  const adding = panel('Add a fault', form);
  fill(
    container,
    viewHeading(
      'Faults',
      'A fault makes requests of this tenant\u2019s clients or processing stages fail. It does not affect the requests of this page.',
    ),
    active,
    panel('Bundles', bundles),
    adding,
  );

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    if (switches.size === 0) await loadBundles();
    const { items } = await get('/_emulator/faults', { signal });
    for (const [name, control] of switches) control.setAttribute('aria-checked', String(items.some(fault => fault.bundle === name)));
    empty.hidden = items.length > 0;
    removeAll.hidden = items.length === 0;
    await list.update(items);
    return 2000;
  });

  async function loadBundles() {
    const { items } = await get('/_emulator/faults/bundles', { signal });
    if (switches.size > 0) return;
    fill(bundles, items.map(bundleItem));
    if (query.size > 0) showForm(adding, form); // below the bundles
  }

  function bundleItem({ name, description, faults }) {
    const about = el('span', { class: 'muted', id: `about-${name}`, text: description });
    const control = button(name, () => toggle(name, control), {
      role: 'switch',
      'aria-checked': 'false',
      class: 'switch',
      'aria-describedby': about.id,
    });
    switches.set(name, control);
    const rules = el('ul', {}, faults.map(fault => el('li', { text: describeFault(withoutNull(fault)) })));
    return el('li', {}, control, about, el('details', {}, el('summary', { text: plural(faults.length, 'fault') }), rules));
  }

  async function toggle(bundle, control) {
    const isOn = control.getAttribute('aria-checked') === 'true';
    const action = () => (isOn ? remove(`/_emulator/faults?bundle=${bundle}`) : post('/_emulator/faults', { bundle }));
    await attempt(action, isOn ? `The bundle ${bundle} is off.` : `The bundle ${bundle} is on.`);
    refresh();
  }

  async function removeFault(id) {
    if ((await attempt(() => remove(`/_emulator/faults/${id}`), `The fault ${id} was removed.`)) === undefined) return;
    list.remove(id, active.querySelector('h2'));
    refresh();
  }

  async function clear() {
    const text = 'The faults of this tenant are removed, and its bundles are off.';
    if (!(await confirmAction('Remove all faults?', text, 'Remove all'))) return;
    await attempt(
      () => remove('/_emulator/faults'),
      result => `${plural(result.removed, 'fault')} removed.`,
    );
    active.querySelector('h2').focus();
    refresh();
  }
  return null;
}

const withoutNull = fault => Object.fromEntries(Object.entries(fault).filter(([, value]) => value !== null));
