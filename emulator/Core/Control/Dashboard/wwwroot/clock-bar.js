// A bar on every view while the tenant's clock is frozen or is not the real time.
import { el, fill, button, formatTime } from './dom.js';
import { get, post } from './api.js';
import { attempt } from './components.js';
import { formatExactDuration } from './durations.js';

const Steps = [
  ['1 minute', 60],
  ['1 hour', 3600],
];
const NoticeableSeconds = 1;

const text = el('p');
const stepButtons = Steps.map(([label, seconds]) =>
  button(label, () => changeClock('advance', { seconds }), { 'aria-label': `Advance the clock by ${label}` }),
);
const resume = button('Resume', () => changeClock('resume', undefined, 'The clock is running.'));
const reset = button('Back to the real time', resetClock);

/** Puts the bar into its place. */
export function startClockBar() {
  const link = el('a', { href: '#/clock', text: 'Open the clock' });
  const actions = el('p', { class: 'actions' }, el('span', { text: 'Advance by' }), stepButtons, resume, reset, link);
  fill(document.getElementById('clock-bar'), text, actions);
}

/** Shows the bar, or hides it when the clock shows the real time or is not known. */
export function showClockBar(clock) {
  const bar = document.getElementById('clock-bar');
  const focused = bar.contains(document.activeElement) ? document.activeElement : null;
  bar.hidden = clock === null || !(clock.frozen || isShifted(clock));
  if (!bar.hidden) {
    text.textContent = describe(clock);
    resume.hidden = !clock.frozen;
    reset.hidden = !isShifted(clock);
  }
  // the button that was pressed can be gone
  if (focused && (bar.hidden || focused.hidden)) (bar.hidden ? document.getElementById('time') : stepButtons[0]).focus();
}

/** True when the clock does not show the real time. */
export const isShifted = clock => Math.abs(clock.shift_seconds) >= NoticeableSeconds;

const describe = ({ frozen, now, shift_seconds: shift }) =>
  frozen
    ? `The clock is frozen at ${formatTime(now)}: nothing finishes by itself.`
    : `The clock is ${formatExactDuration(1000 * Math.abs(shift))} ${shift > 0 ? 'ahead of' : 'behind'} the real time.`;

/** Changes the tenant's clock and tells the whole page its new state; undefined when that failed. */
export async function changeClock(action, body, message = clock => `The time is now ${formatTime(clock.now)}.`) {
  const clock = await attempt(() => post(`/_emulator/clock/${action}`, body), message);
  if (clock) document.dispatchEvent(new CustomEvent('clockchange', { detail: clock }));
  return clock;
}

/** Lets the clock run and show the real time. */
export async function resetClock() {
  const clock = await attempt(() => get('/_emulator/clock'));
  if (!clock) return;
  const realTime = new Date(new Date(clock.now).getTime() - 1000 * clock.shift_seconds);
  if (await changeClock('freeze', { at: realTime.toISOString() }, null))
    await changeClock('resume', undefined, 'The clock shows the real time.');
}
