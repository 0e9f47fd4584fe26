// The frame around the views: menu, clock, key, theme.
import { el, fill, formatTime } from './dom.js';
import { get, credentials } from './api.js';
import { poll } from './polling.js';
import { isProxy } from './components.js';
import { startClockBar, showClockBar } from './clock-bar.js';
import { startBadges } from './badges.js';
import { openTenantDialog } from './tenant.js';
import { startTheme } from './theme.js';

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
  startTheme();
  if (!isProxy) startTenant();
}

/** What a proxy does not have: the key, the clock and the version. */
function startTenant() {
  byId('tenant').addEventListener('click', openKeyDialog);
  showKey();
  startClockBar();
  const refresh = pollClock();
  document.addEventListener('clockchange', event => (event.detail ? setClock(event.detail) : refresh()));
  document.addEventListener('tenantchange', refresh);
  setInterval(tick, 1000);
  startBadges();
  showVersion();
}

function setMenuOpen(isOpen) {
  byId('menu').setAttribute('aria-expanded', String(isOpen));
  byId('nav').classList.toggle('open', isOpen);
}

function pollClock() {
  const onError = () => {
    clock = null;
    showClockBar(null);
    tick();
  };
  return poll({ signal: new AbortController().signal, onError }, async () => {
    setClock(await get('/_emulator/clock'));
    return 5000;
  });
}

function setClock(response) {
  const { now, frozen } = response;
  showClockBar(response);
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
  const { label } = credentials;
  byId('key').textContent = label.length > 16 ? label.slice(0, 15) + '…' : label;
  byId('tenant').title = label;
}

/** Asks for the tenant's key, and for the control token if one is needed. */
export const openKeyDialog = () => openTenantDialog(useCredentials);

function useCredentials() {
  showKey();
  document.dispatchEvent(new Event('tenantchange'));
  showVersion();
  onTenantChange();
}
