// Faults: bundles as switches, single ones by a form, and how often each has acted.
import { el, fill, button, name, count } from './dom.js';
import { get, post, remove } from './api.js';
import { repeat } from './live.js';
import { title, empty, attempt } from './parts.js';
import { faultForm } from './fault-form.js';

const Bundles = [
  ['flaky-network', 'Answers are lost, cut off or late.'], ['rate-limited', 'Every second request is a 429.'], ['quota-exhausted', 'Uploads are refused: the month is used up.'],
  ['storage-down', 'Storage answers 503, and so do uploads.'], ['slow-ai', 'Descriptions and analyses take a minute more.'], ['stuck-uploads', 'Processing begins and never ends.'],
];

/** Shows the faults. */
export function showFaults({ frame, signal, failed, well }) {
  const list = el('div');
  const switches = Bundles.map(([bundle, about]) => {
    const note = el('span', { class: 'none', id: `about-${bundle}`, text: about });
    const knob = button(bundle, () => turn(bundle, knob), { role: 'switch', 'aria-checked': 'false', class: 'switch', 'aria-describedby': note.id });
    return { bundle, knob, row: el('li', {}, knob, note) };
  });
  fill(frame, title('Faults', 'What shall go wrong for this tenant\u2019s clients, and how often. This page\u2019s own requests are spared.'),
    el('section', { class: 'panel' }, el('h2', { text: 'Bundles' }), el('ul', { class: 'switches' }, switches.map(one => one.row))),
    el('section', { class: 'panel' }, el('h2', { text: 'A rule' }), faultForm(async rule => {
      const added = await attempt(() => post('/_emulator/faults', rule), fault => `${fault.id} waits for its first request.`);
      look();
      return added !== undefined;
    })), list);
  let last = '';

  const look = repeat({ signal, failed, well }, async () => {
    const faults = await get('/_emulator/faults', { signal });
    for (const { bundle, knob } of switches) knob.setAttribute('aria-checked', String(faults.items.some(fault => fault.bundle === bundle)));
    const now = JSON.stringify(faults);
    if (now !== last) draw(faults);
    last = now;
    return 2000;
  });

  async function turn(bundle, knob) {
    const on = knob.getAttribute('aria-checked') === 'true';
    await attempt(() => on ? remove(`/_emulator/faults?bundle=${bundle}`) : post('/_emulator/faults', { bundle }), on ? `${bundle} is off.` : `${bundle} is on.`);
    look();
  }

  function draw(faults) {
    const drop = fault => button('Remove', async () => { await attempt(() => remove(`/_emulator/faults/${fault.id}`), `${fault.id} is gone.`); look(); },
      { class: 'small', 'aria-label': `Remove ${fault.id}`, disabled: fault.scope === 'all' });
    const clear = async () => { await attempt(() => remove('/_emulator/faults'), done => `${count(done.removed, 'fault')} removed.`); look(); };
    fill(list, el('section', { class: 'panel' }, el('h2', { text: 'Set now' }), faults.items.length === 0
      ? empty('All is well', 'Nothing goes wrong by itself. Switch on a bundle, or add a rule.')
      : [el('ul', { class: 'rows' }, faults.items.map(fault => el('li', {},
        el('span', { class: 'grow' }, el('strong', {}, name(where(fault))), ' ', el('span', { text: what(fault) }), el('small', { text: when(fault) })),
        el('span', { class: `hits ${fault.hits ? 'some' : ''}`, text: `${count(fault.hits, 'hit')}, ${left(fault.left)} left` }), drop(fault)))),
      el('p', { class: 'row' }, button('Remove all', clear, { class: 'danger' }))]));
  }
  return null;
}

const left = n => n > 100_000 ? 'any number' : n.toLocaleString('en');

const where = fault => fault.operation ?? (fault.stage ? `stage ${fault.stage}` : `storage ${fault.storage}`);

/** The effect of a fault, in words. */
function what(fault) {
  const all = [];
  if (fault.latency_ms) all.push(`${fault.latency_ms} ms late`);
  if (fault.status) all.push(`answers ${fault.status}${fault.code ? ` ${fault.code}` : ''}${fault.retry_after === undefined ? '' : `, again after ${fault.retry_after} s`}`);
  if (fault.reset) all.push('is done, its answer lost');
  if (fault.truncate_bytes !== undefined) all.push(`cut off after ${fault.truncate_bytes} bytes`);
  if (fault.corrupt) all.push('bytes changed');
  if (fault.fail) all.push(`fails: ${fault.fail}`);
  if (fault.hold) all.push('is held');
  if (fault.stall) all.push('never ends');
  if (fault.delay_seconds) all.push(`takes ${fault.delay_seconds} s more`);
  if (fault.message) all.push(`\u201c${fault.message}\u201d`);
  return all.join(', ');
}

/** The requests that a fault acts on, in words. */
function when(fault) {
  const all = [fault.id];
  if (fault.bundle) all.push(fault.bundle);
  if (fault.scope === 'all') all.push('for all tenants');
  if (fault.nth) all.push(`from the ${fault.nth}. on`);
  if (fault.every) all.push(`each ${fault.every}.`);
  if (fault.chance) all.push(`with a chance of ${fault.chance}`);
  return all.join(' · ');
}
