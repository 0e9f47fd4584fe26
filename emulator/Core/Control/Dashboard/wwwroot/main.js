// Selects the view by the fragment of the address, so that links, reloading and going back work.
import { el, fill, button } from './dom.js';
import { trouble } from './parts.js';
import { beginFrame, changeKey } from './frame.js';
import { showFiles } from './files.js';
import { showFile } from './file.js';
import { showSessions } from './sessions.js';
import { showSession } from './session.js';
import { showJournal } from './journal.js';
import { showCoverage } from './coverage.js';
import { showClock } from './clock.js';
import { showFaults } from './faults.js';
import { showStubs } from './stubs.js';
import { showData } from './data.js';

const Views = {
  files: ['Files', showFiles, showFile], sessions: ['Sessions', showSessions, showSession], journal: ['Journal', showJournal], coverage: ['Coverage', showCoverage],
  clock: ['Clock', showClock], faults: ['Faults', showFaults], stubs: ['Stubs', showStubs], data: ['Datasets', showData],
};

const main = document.getElementById('main');
let current = { place: null, left: new AbortController(), changed: null };

/** The address: the view, the id of a file or session, and the filters. */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, id] = path.split('/');
  return { view: view in Views ? view : 'files', id: view in Views && id ? id : null, query: new URLSearchParams(query ?? '') };
}

async function go(first) {
  const { view, id, query } = route();
  const place = `${view}/${id ?? ''}`;
  if (place === current.place && current.changed && !first) return current.changed(query);
  current.left.abort();
  const left = new AbortController();
  current = { place, left, changed: null };
  const [heading, showAll, showOne] = Views[view];
  const frame = el('div', { class: `view view-${view}` });
  fill(main, frame);
  document.title = `${heading} – Scopix emulator`;
  for (const link of document.querySelectorAll('#nav a')) link.getAttribute('href') === `#/${view}` ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  document.dispatchEvent(new Event('routed'));
  const shown = (id && showOne ? showOne : showAll)({
    frame, id, query, signal: left.signal,
    failed: error => fail(frame, left.signal, error), well: () => frame.querySelector(':scope > .panel.bad')?.remove(),
  });
  if (first !== 'load') (frame.querySelector('h1') ?? main).focus({ preventScroll: true });
  scrollTo(0, 0);
  try {
    current.changed = await shown;
  } catch (error) {
    if (!left.signal.aborted) fail(frame, left.signal, error);
  }
}

/** A notice above the view, which the next view removes. */
function fail(frame, signal, error) {
  if (signal.aborted) return;
  frame.querySelector(':scope > .panel.bad')?.remove();
  const actions = [button('Try again', () => go(true))];
  if (error.status === 401 || error.code === 'CONTROL_REFUSED') actions.push(button(error.status === 401 ? 'Change the key' : 'Enter the token', changeKey));
  const heading = frame.querySelector('.title');
  const notice = trouble(error, ...actions);
  heading ? heading.after(notice) : frame.prepend(notice);
}

addEventListener('hashchange', () => { if (location.hash.startsWith('#/') || location.hash === '') go(false); });
document.getElementById('skip').addEventListener('click', event => { event.preventDefault(); main.focus(); });
beginFrame(() => go(true));
go('load');
