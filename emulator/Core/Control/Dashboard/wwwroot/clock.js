// The tenant's clock: read, advance, freeze, resume.
import { el, fill, button, field, day } from './dom.js';
import { get, post } from './api.js';
import { repeat } from './live.js';
import { title, facts, attempt } from './parts.js';
import { present } from './frame.js';

const Steps = [['+1 minute', 60], ['+10 minutes', 600], ['+31 minutes', 1860], ['+1 hour', 3600], ['+1 day', 86_400], ['+30 days', 2_592_000]];

/** Shows the clock. */
export function showClock({ frame, signal, failed, well }) {
  const time = el('output', { class: 'clock', 'aria-label': 'The tenant\u2019s time, UTC', text: '…' });
  const state = el('div');
  const at = el('input', { type: 'datetime-local', step: '1' });
  const change = async (path, body, said) => {
    const clock = await attempt(() => post(`/_emulator/clock/${path}`, body), said);
    if (clock === undefined) return;
    document.dispatchEvent(new CustomEvent('clock', { detail: clock }));
    look();
  };
  const freeze = event => {
    event.preventDefault();
    change('freeze', at.value ? { at: `${at.value.length === 16 ? at.value + ':00' : at.value}Z` } : undefined, 'The clock stands still.');
  };
  fill(frame, title('Clock', 'Each tenant has a clock of its own. Statuses, links, upload intents, rate windows, quota, exports and the 30 days of a deleted file follow it.'),
    el('section', { class: 'panel', 'aria-label': 'Now' }, el('p', {}, time), state,
      el('p', { class: 'row' }, Steps.map(([label, seconds]) => button(label, () => change('advance', { seconds }, clock => `It is ${day(clock.now)}.`)))),
      el('p', { class: 'row' }, button('Freeze', () => change('freeze', undefined, 'The clock stands still.'), { class: 'main' }), button('Resume', () => change('resume', undefined, 'The clock goes on.')))),
    el('section', { class: 'panel' }, el('h2', { text: 'Freeze at a moment' }), el('p', { class: 'none', text: 'UTC. This is the one way to go back; while the clock stands still nothing finishes by itself.' }),
      el('form', { class: 'bar', on: { submit: freeze } }, field('Moment', at), el('button', { text: 'Freeze there' }))));

  const look = repeat({ signal, failed, well }, async () => {
    const clock = await get('/_emulator/clock', { signal });
    fill(state, facts([['State', clock.frozen ? 'stands still' : 'goes on'], ['Ahead of the wall clock', shift(clock.shift_seconds)]]));
    return 3000;
  });
  const tick = () => { const now = present(); if (now !== null) time.textContent = day(now); };
  document.addEventListener('tick', tick, { signal });
  tick();
  return null;
}

/** Seconds as days, hours, minutes. */
function shift(seconds) {
  const whole = Math.round(Math.abs(seconds));
  if (whole === 0) return 'not at all';
  const parts = [[Math.floor(whole / 86_400), 'd'], [Math.floor(whole / 3600) % 24, 'h'], [Math.floor(whole / 60) % 60, 'min'], [whole % 60, 's']];
  return (seconds < 0 ? 'behind by ' : '') + parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}`).join(' ');
}
