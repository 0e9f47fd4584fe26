// The frame around the views: menu, clock, key, theme.
import { el, fill, button, field, day } from './dom.js';
import { get, who } from './api.js';
import { repeat } from './live.js';

const at = id => document.getElementById(id);
let changed = () => {};
let clock = null; // what the clock said, and when

/** Starts the frame; `change` is called when the tenant changes. */
export function beginFrame(change) {
  changed = change;
  at('menu').addEventListener('click', () => menu(at('menu').getAttribute('aria-expanded') !== 'true'));
  document.addEventListener('routed', () => menu(false));
  document.addEventListener('keydown', event => { if (event.key === 'Escape') menu(false); });
  at('tenant').addEventListener('click', changeKey);
  at('theme').addEventListener('click', () => dress(Themes[(Themes.indexOf(theme()) + 1) % Themes.length]));
  dress(theme());
  showKey();
  const look = repeat({ signal: new AbortController().signal, failed: () => { clock = null; tick(); } }, async () => {
    tell(await get('/_emulator/clock'));
    return 5000;
  });
  document.addEventListener('clock', event => event.detail ? tell(event.detail) : look());
  document.addEventListener('tenant', look);
  setInterval(tick, 1000);
  version();
}

function menu(open) {
  at('menu').setAttribute('aria-expanded', String(open));
  at('nav').classList.toggle('open', open);
}

const Themes = ['system', 'light', 'dark'];
const theme = () => localStorage.getItem('theme') ?? 'system';

function dress(name) {
  localStorage.setItem('theme', name);
  document.documentElement.dataset.theme = name;
  const [sign, word] = { system: ['◐', 'Auto'], light: ['☀', 'Light'], dark: ['☾', 'Dark'] }[name];
  fill(at('theme'), sign, el('span', { text: ` ${word}` }));
  at('theme').setAttribute('aria-label', `Theme: ${name}. Change it.`);
}

function tell(answer) {
  clock = { at: new Date(answer.now).getTime(), frozen: answer.frozen, seen: performance.now() };
  tick();
}

/** The tenant's time in milliseconds; null while it is not known. */
export const present = () => clock === null ? null : clock.at + (clock.frozen ? 0 : performance.now() - clock.seen);

function tick() {
  const now = present();
  at('now').textContent = now === null ? 'no clock' : day(now);
  at('time').classList.toggle('frozen', clock?.frozen === true);
  at('time').title = clock?.frozen ? 'The clock stands still' : "The tenant's clock, UTC";
  document.dispatchEvent(new Event('tick'));
}

async function version() {
  try {
    const info = await get('/_emulator/info');
    fill(at('version'), `Version ${info.version}`, el('br'), `pipeline ${info.pipeline}`, el('br'), `seed ${info.seed}`);
  } catch { /* the view says what is wrong */ }
}

function showKey() {
  at('key').textContent = who.key.length > 16 ? who.key.slice(0, 15) + '…' : who.key;
  at('tenant').title = who.key;
}

/** Asks for the tenant's key, and for the control token if one is needed. */
export function changeKey() {
  if (document.getElementById('who')) return;
  const key = el('input', { name: 'key', autocomplete: 'off', spellcheck: 'false', list: 'keys', required: true, value: who.key });
  const token = el('input', { name: 'token', type: 'password', autocomplete: 'off', value: who.token });
  const dialog = el('dialog', { id: 'who', 'aria-labelledby': 'who-title' });
  const form = el('form', { on: { submit: event => { event.preventDefault(); take(key.value.trim(), token.value); dialog.close(); } } },
    el('h2', { id: 'who-title', text: 'Whose files?' }),
    field('Key', key, 'Each key is a tenant of its own. It is kept in this tab alone.'), el('datalist', { id: 'keys' }, who.known.map(value => el('option', { value }))),
    field('Control token', token, 'Only where the emulator was started with --control-token.'),
    el('p', { class: 'row end' }, button('Cancel', () => dialog.close()), el('button', { class: 'main', text: 'Use it' })));
  fill(dialog, form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function take(key, token) {
  who.key = key;
  who.token = token;
  who.remember(key);
  showKey();
  document.dispatchEvent(new Event('tenant'));
  version();
  changed();
}
