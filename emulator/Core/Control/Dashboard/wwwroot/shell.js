// The frame around the views: menu, clock, key, theme.
import { el, fill, button, field, formatTime } from './dom.js';
import { get, credentials } from './api.js';
import { poll } from './polling.js';
import { isProxy } from './components.js';

const byId = id => document.getElementById(id);
let onTenantChange = () => {};
let clock = null; // the time of the last response of the clock, and when it arrived

/** Starts the frame; `onChange` is called when the user selects another tenant. */
export function startShell(onChange) {
  onTenantChange = onChange;
  byId('menu').addEventListener('click', () => setMenuOpen(byId('menu').getAttribute('aria-expanded') !== 'true'));
  document.addEventListener('viewchange', () => setMenuOpen(false));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') setMenuOpen(false);
  });
  byId('theme').addEventListener('click', () => setTheme(Themes[(Themes.indexOf(getTheme()) + 1) % Themes.length]));
  setTheme(getTheme());
  if (!isProxy) startTenant();
}

/** What a proxy does not have: the key, the clock and the version. */
function startTenant() {
  byId('tenant').addEventListener('click', openKeyDialog);
  showKey();
  const refresh = pollClock();
  document.addEventListener('clockchange', event => (event.detail ? setClock(event.detail) : refresh()));
  document.addEventListener('tenantchange', refresh);
  setInterval(tick, 1000);
  showVersion();
}

function setMenuOpen(isOpen) {
  byId('menu').setAttribute('aria-expanded', String(isOpen));
  byId('nav').classList.toggle('open', isOpen);
}

const Themes = ['system', 'light', 'dark'];
const ThemeLabels = { system: ['◐', 'Auto'], light: ['☀', 'Light'], dark: ['☾', 'Dark'] };
const getTheme = () => (Themes.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'system');

function setTheme(theme) {
  localStorage.setItem('theme', theme);
  document.documentElement.dataset.theme = theme;
  const [symbol, label] = ThemeLabels[theme];
  fill(byId('theme'), symbol, el('span', { text: ` ${label}` }));
  byId('theme').setAttribute('aria-label', `Theme: ${theme}. Change the theme.`);
}

function pollClock() {
  const onError = () => {
    clock = null;
    tick();
  };
  return poll({ signal: new AbortController().signal, onError }, async () => {
    setClock(await get('/_emulator/clock'));
    return 5000;
  });
}

function setClock({ now, frozen }) {
  clock = { time: new Date(now).getTime(), isFrozen: frozen, receivedAt: performance.now() };
  tick();
}

/** The tenant's time in milliseconds; null while it is not known. */
export const getTenantTime = () => (clock === null ? null : clock.time + (clock.isFrozen ? 0 : performance.now() - clock.receivedAt));

function tick() {
  const now = getTenantTime();
  byId('now').textContent = now === null ? 'unavailable' : formatTime(now);
  byId('time').classList.toggle('unknown', clock === null);
  byId('time').classList.toggle('frozen', clock?.isFrozen === true);
  byId('time').title = clock?.isFrozen
    ? 'The tenant\u2019s clock is frozen. Open the clock.'
    : 'The tenant\u2019s time in UTC. Open the clock.';
  document.dispatchEvent(new Event('tick'));
}

async function showVersion() {
  try {
    const info = await get('/_emulator/info');
    fill(byId('version'), `Version ${info.version}`, el('br'), `Pipeline: ${info.pipeline}`, el('br'), `Seed: ${info.seed}`);
  } catch {
    // the view shows the error
  }
}

function showKey() {
  byId('key').textContent = credentials.key.length > 16 ? credentials.key.slice(0, 15) + '…' : credentials.key;
  byId('tenant').title = credentials.key;
}

/** Asks for the tenant's key, and for the control token if one is needed. */
export function openKeyDialog() {
  if (byId('credentials')) return;
  const key = el('input', { name: 'key', autocomplete: 'off', spellcheck: 'false', list: 'keys', required: true, value: credentials.key });
  const token = el('input', { name: 'token', type: 'password', autocomplete: 'off', value: credentials.token });
  const dialog = el('dialog', { id: 'credentials', 'aria-labelledby': 'credentials-title' });
  const submit = event => {
    event.preventDefault();
    useCredentials(key.value.trim(), token.value);
    dialog.close();
  };
  const knownKeys = credentials.knownKeys.map(value => el('option', { value }));
  const buttons = [button('Cancel', () => dialog.close()), el('button', { class: 'main', text: 'Use this key' })];
  fill(
    dialog,
    el(
      'form',
      { on: { submit } },
      el('h2', { id: 'credentials-title', text: 'Select a tenant' }),
      field('API key', key, 'Each key has its own tenant. This browser tab stores the key until you close it.'),
      el('datalist', { id: 'keys' }, knownKeys),
      field('Control token', token, ['Needed only if the emulator was started with ', el('code', { text: '--control-token' }), '.']),
      el('p', { class: 'row end' }, buttons),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function useCredentials(key, token) {
  credentials.key = key;
  credentials.token = token;
  credentials.rememberKey(key);
  showKey();
  document.dispatchEvent(new Event('tenantchange'));
  showVersion();
  onTenantChange();
}
