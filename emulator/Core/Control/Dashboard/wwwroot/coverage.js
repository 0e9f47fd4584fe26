// What clients have exercised of the contracts, and what they have not.
import { el, fill, button, field, count } from './dom.js';
import { get, remove } from './api.js';
import { repeat, afterwards } from './live.js';
import { title, share, tier, attempt, ask, empty } from './parts.js';

const Kinds = [['operations', 'operations called'], ['statuses', 'statuses met'], ['fields', 'answer fields seen'], ['enum_values', 'words seen'], ['parameters', 'parameters sent'], ['request_fields', 'request fields sent']];

/** Shows the coverage. */
export function showCoverage({ frame, signal, failed, well }) {
  const words = el('input', { type: 'search', placeholder: 'files.', spellcheck: 'false' });
  const [cards, never, list, rest] = [el('section', { class: 'cards', 'aria-label': 'Summary' }), el('div'), el('div', { class: 'requests' }), el('div')];
  fill(frame, title('Coverage', 'What this tenant\u2019s clients have exercised of the API\u2019s contracts.'), cards, never,
    el('div', { class: 'bar' }, field('Find an operation', words), button('Forget coverage', forget, { class: 'danger' })), list, rest);
  const open = new Set();
  let last = '';
  let coverage = null;

  const look = repeat({ signal, failed, well }, async () => {
    coverage = await get('/_emulator/coverage', { signal });
    draw();
    return 5000;
  });
  words.addEventListener('input', afterwards(() => { last = ''; draw(); }));

  function draw() {
    const now = JSON.stringify(coverage);
    if (now === last) return;
    last = now;
    const wanted = words.value.trim().toLowerCase();
    const fits = id => id.includes(wanted);
    fill(cards, Kinds.map(([kind, label]) => share(label, coverage.summary[kind].met, coverage.summary[kind].of)));
    fill(never, coverage.never_met.length === 0 ? null : el('section', { class: 'panel' }, el('h2', { text: 'Never met' }),
      el('p', { class: 'none', text: 'Clients are surprised by these later. Faults make most of them happen.' }), el('ul', { class: 'never' }, coverage.never_met.map(text => el('li', { text })))));
    const called = coverage.operations.filter(operation => fits(operation.id));
    fill(list, coverage.operations.length === 0 ? empty('Nothing was called yet', 'Let your client or your tests run against this tenant, then look here.') : called.map(operation => entry(operation, open)));
    const uncalled = coverage.never_called.filter(fits);
    fill(rest, uncalled.length === 0 ? null : el('details', { class: 'panel' }, el('summary', { text: `${count(uncalled.length, 'operation')} never called` }), el('p', { class: 'names' }, uncalled.map(id => [el('code', { text: id }), ' ']))));
  }

  async function forget() {
    if (!await ask('Forget coverage?', 'It begins anew with the next request.', 'Forget it')) return;
    await attempt(() => remove('/_emulator/coverage'), 'Forgotten.');
    look();
  }
  return null;
}

/** One operation: a line, which opens to what is missing. */
function entry(operation, open) {
  const { statuses, fields } = operation;
  const details = el('details', { class: 'request', open: open.has(operation.id) }, el('summary', {},
    el('span', { class: 'what' }, el('strong', { text: operation.id }), el('code', { text: count(operation.requests, 'request') })),
    el('span', { class: 'marks' }, Object.entries(operation.answered).map(([status, times]) => el('span', { class: `chip ${status < 400 ? 'good' : 'warn'}`, text: `${status} × ${times}` })),
      Object.entries(operation.faulted).map(([status, times]) => el('span', { class: 'chip bad', text: `fault ${status} × ${times}` })),
      operation.lost ? el('span', { class: 'chip bad', text: `lost × ${operation.lost}` }) : null, tier(operation.evidence)),
    el('span', { class: 'number', text: `${fields.met} of ${fields.of} fields` })),
  el('div', { class: 'inside' }, [['Statuses', statuses], ['Fields', fields], ['Words', operation.enum_values], ['Parameters', operation.parameters], ['Request fields', operation.request_fields]].map(([label, gaps]) =>
    gaps.of === 0 ? null : el('div', {}, el('h2', {}, `${label} `, el('small', { text: `${gaps.met} of ${gaps.of}` })),
      gaps.missing.length ? el('p', { class: 'names' }, gaps.missing.map(missing => [el('code', { text: missing }), ' '])) : el('p', { class: 'none', text: 'All.' })))));
  details.addEventListener('toggle', () => { details.open ? open.add(operation.id) : open.delete(operation.id); });
  return details;
}
