// The data of a tenant: datasets, reset, snapshots.
import { el, fill, button, field, size, count } from './dom.js';
import { get, post, who } from './api.js';
import { repeat } from './live.js';
import { title, facts, attempt, ask, say } from './parts.js';
import { snapshots } from './snapshots.js';

/** Shows datasets, reset and snapshots. */
export function showData({ frame, signal, failed, well }) {
  const [holds, list] = [el('div'), el('ul', { class: 'datasets' })];
  const seed = el('input', { type: 'number', step: 1, placeholder: 'as started' });
  const kept = snapshots(signal, () => look());
  let drawn = false;
  fill(frame, title('Datasets', 'A made-up past for this tenant, with bytes behind it. The same seed gives the same world.'),
    el('section', { class: 'panel' }, el('h2', { text: 'This tenant' }), holds, el('p', { class: 'row' }, button('Reset', reset, { class: 'danger' }))),
    el('section', { class: 'panel' }, el('h2', { text: 'Load a dataset' }), el('div', { class: 'bar' }, field('Seed', seed)), list), kept.section);

  const look = repeat({ signal, failed, well }, async () => {
    const info = await get('/_emulator/info', { signal });
    fill(holds, facts([['Key', el('code', { text: who.key })], ['Files', info.files], ['Emulator', `${info.version}, pipeline ${info.pipeline}, seed ${info.seed}`],
      ['Keys', info.auth === 'open' ? 'any well-formed one' : 'registered ones'], ['Tier', `${info.tier}${info.enforce_limits ? ', limits enforced' : ''}`], ['Kept in', info.data ?? 'memory']]));
    if (!drawn) fill(list, info.datasets.map(set));
    drawn = true;
    kept.look();
    return 5000;
  });

  function set(info) {
    const many = info.default_count === null ? null : el('input', { type: 'number', min: 1, max: 2_000_000, value: info.default_count });
    const load = button('Load', () => run(info.name, many, load), { 'aria-label': `Load ${info.name}` });
    return el('li', { class: 'panel' }, el('h3', { text: info.name }), el('p', { text: info.summary }), many ? field('Files', many) : null, el('p', { class: 'row' }, load));
  }

  async function run(dataset, many, pressed) {
    const body = { dataset };
    if (seed.value !== '') body.seed = Number(seed.value);
    if (many) body.count = Number(many.value);
    pressed.disabled = true;
    pressed.textContent = 'Loading …';
    try {
      told(await post('/_emulator/seed', body));
    } catch (error) {
      if (error.status !== 409) say(error.message, null, 'bad');
      else if (await ask('Start over?', 'A dataset needs an empty tenant. All that this tenant has is forgotten first.', 'Reset and load')) {
        await attempt(async () => { await post('/_emulator/reset'); return post('/_emulator/seed', body); }, told);
      }
    }
    pressed.disabled = false;
    pressed.textContent = 'Load';
    look();
  }

  async function reset() {
    if (!await ask('Reset this tenant?', 'Its files, sessions, usage, faults, stubs, journal and the clock\u2019s shift are forgotten.', 'Reset it')) return;
    await attempt(() => post('/_emulator/reset'), 'The tenant is empty.');
    document.dispatchEvent(new Event('clock'));
    look();
  }
  return null;
}

/** Describes what was loaded. */
function told(done) {
  say(`${done.dataset}: ${count(done.files, 'file')}, ${count(done.folders, 'folder')}, ${count(done.sessions, 'session')}, ${size(done.bytes)}.`, el('a', { href: '#/files', text: 'Look at them' }));
  return null;
}
