// The tenant's clock: read, advance, freeze, resume.
import { el, fill, button, field, formatTime } from './dom.js';
import { get } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, note, facts } from './components.js';
import { getTenantTime } from './shell.js';
import { changeClock, resetClock, isShifted } from './clock-bar.js';
import { formatExactDuration } from './durations.js';

const Steps = [
  ['+1 minute', 60],
  ['+10 minutes', 600],
  ['+31 minutes', 1860],
  ['+1 hour', 3600],
  ['+1 day', 86_400],
  ['+30 days', 2_592_000],
];

/** Shows the clock. */
export function showClock({ container, signal, onError, onSuccess }) {
  const time = el('output', { class: 'clock', 'aria-label': 'The tenant\u2019s time, UTC', text: '…' });
  const state = el('div');
  const freezeTime = el('input', { type: 'datetime-local', step: '1', required: true });
  const isFrozen = () => toggle.getAttribute('aria-checked') === 'true';
  const freezeOrResume = () =>
    isFrozen() ? changeClock('resume', undefined, 'The clock is running.') : changeClock('freeze', undefined, 'The clock is frozen.');
  const toggle = button('Frozen', freezeOrResume, { role: 'switch', 'aria-checked': 'false', class: 'switch calm' });
  const freezeAt = event => {
    event.preventDefault();
    const value = freezeTime.value.length === 16 ? `${freezeTime.value}:00` : freezeTime.value;
    changeClock('freeze', { at: `${value}Z` }, 'The clock is frozen.');
  };
  const reset = button('Back to the real time', resetClock);
  const advanceButtons = Steps.map(([label, seconds]) => button(label, () => changeClock('advance', { seconds })));
  fill(
    container,
    viewHeading(
      'Clock',
      'Each tenant has its own clock. It decides when processing ends, when links, uploads and exports expire, ' +
        'when rate limits and quotas are renewed, and how long a deleted file can be restored.',
    ),
    panel(
      'Current time',
      el('p', {}, time),
      state,
      el('p', { class: 'row' }, advanceButtons),
      el('p', { class: 'row' }, toggle, reset),
    ),
    panel(
      'Freeze at a time',
      note('Set a time in the past to move the clock back. While the clock is frozen, no processing ends by itself.'),
      el(
        'form',
        { class: 'bar', on: { submit: freezeAt } },
        field('Time (UTC)', freezeTime),
        el('button', { text: 'Freeze at this time' }),
      ),
    ),
  );

  const show = clock => {
    toggle.setAttribute('aria-checked', String(clock.frozen));
    reset.disabled = !isShifted(clock);
    fill(
      state,
      facts([
        ['State', clock.frozen ? 'frozen' : 'running'],
        ['Offset from real time', formatOffset(clock.shift_seconds)],
      ]),
    );
  };
  poll({ signal, onError, onSuccess }, async () => {
    show(await get('/_emulator/clock', { signal }));
    return 3000;
  });
  document.addEventListener('clockchange', event => event.detail && show(event.detail), { signal });
  const tick = () => {
    const now = getTenantTime();
    if (now !== null) time.textContent = formatTime(now);
  };
  document.addEventListener('tick', tick, { signal });
  tick();
  return null;
}

/** A time difference with its sign: `+1 h 30 min`. */
function formatOffset(seconds) {
  const duration = formatExactDuration(1000 * Math.abs(seconds));
  return duration === '' ? 'none' : (seconds < 0 ? '−' : '+') + duration;
}
