// The tenant's clock: read, advance, freeze, resume.
import { el, fill, button, field, formatTime } from './dom.js';
import { get, post } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, note, facts, attempt } from './components.js';
import { getTenantTime } from './shell.js';

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
  const change = async (action, body, message) => {
    const clock = await attempt(() => post(`/_emulator/clock/${action}`, body), message);
    if (clock === undefined) return;
    document.dispatchEvent(new CustomEvent('clockchange', { detail: clock }));
    refresh();
  };
  const freezeAt = event => {
    event.preventDefault();
    const value = freezeTime.value.length === 16 ? `${freezeTime.value}:00` : freezeTime.value;
    change('freeze', { at: `${value}Z` }, 'The clock is frozen.');
  };
  const advanceButtons = Steps.map(([label, seconds]) =>
    button(label, () => change('advance', { seconds }, clock => `The time is now ${formatTime(clock.now)}.`)),
  );
  const freezeButton = button('Freeze', () => change('freeze', undefined, 'The clock is frozen.'), { class: 'main' });
  const resumeButton = button('Resume', () => change('resume', undefined, 'The clock is running.'));
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
      el('p', { class: 'row' }, freezeButton, resumeButton),
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

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const clock = await get('/_emulator/clock', { signal });
    fill(
      state,
      facts([
        ['State', clock.frozen ? 'frozen' : 'running'],
        ['Offset from real time', formatOffset(clock.shift_seconds)],
      ]),
    );
    return 3000;
  });
  const tick = () => {
    const now = getTenantTime();
    if (now !== null) time.textContent = formatTime(now);
  };
  document.addEventListener('tick', tick, { signal });
  tick();
  return null;
}

/** Seconds as days, hours, minutes and seconds: `+1 h 30 min`. */
function formatOffset(seconds) {
  const rest = Math.round(Math.abs(seconds));
  const units = [
    [Math.floor(rest / 86_400), 'd'],
    [Math.floor(rest / 3600) % 24, 'h'],
    [Math.floor(rest / 60) % 60, 'min'],
    [rest % 60, 's'],
  ];
  const parts = units.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`);
  return parts.length === 0 ? 'none' : (seconds < 0 ? '−' : '+') + parts.join(' ');
}
