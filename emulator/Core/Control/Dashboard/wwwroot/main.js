// Shows the view that the fragment of the address names, so that links, reloading and going back work.
import { el, fill, button } from './dom.js';
import { errorPanel, viewHeading, emptyState, isProxy } from './components.js';
import { startShell, openKeyDialog } from './shell.js';
import { showFiles } from './files.js';
import { showFile } from './file.js';
import { showSessions } from './sessions.js';
import { showSession } from './session.js';
import { showJournal } from './journal.js';
import { showCoverage } from './coverage.js';
import { showClock } from './clock.js';
import { showFaults } from './faults.js';
import { showStubs } from './stubs.js';
import { showDatasets } from './datasets.js';
import { showDrift } from './drift.js';
import { showAssumptions } from './assumptions.js';
import { showReference } from './reference.js';

/** The title of each view, the function that shows it, and the one that shows a single item. */
const EmulatorViews = {
  files: ['Files', showFiles, showFile],
  sessions: ['Sessions', showSessions, showSession],
  journal: ['Journal', showJournal],
  coverage: ['Coverage', showCoverage],
  clock: ['Clock', showClock],
  faults: ['Faults', showFaults],
  stubs: ['Stubs', showStubs],
  data: ['Datasets', showDatasets],
  assumptions: ['Assumptions', showAssumptions],
  reference: ['API reference', showReference],
};
const ProxyViews = {
  drift: ['Drift', showDrift],
  assumptions: EmulatorViews.assumptions,
  journal: EmulatorViews.journal,
  coverage: EmulatorViews.coverage,
};
const Views = isProxy ? ProxyViews : EmulatorViews;
const [DefaultView] = Object.keys(Views);
/** What the menu calls a view, where its address has another name. */
const Aliases = { datasets: 'data' };

const main = document.getElementById('main');
let current = { path: null, leave: new AbortController(), applyQuery: null };

/** The parts of the address: the view, the id of a file or session, and the filters. The view is null when there is none of this name. */
function parseAddress() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, id] = path.split('/');
  const view = name === '' ? DefaultView : (Aliases[name] ?? name);
  return { view: Object.hasOwn(Views, view) ? view : null, id: id || null, query: new URLSearchParams(query ?? '') };
}

async function showView({ reload = false, keepFocus = false } = {}) {
  const { view, id, query } = parseAddress();
  const path = `${view}/${id ?? ''}`;
  if (path === current.path && current.applyQuery && !reload) return current.applyQuery(query);
  current.leave.abort();
  const leave = new AbortController();
  current = { path, leave, applyQuery: null };
  const [title, showList, showItem] = Views[view] ?? ['No such view', showNoView];
  const container = el('div', { class: `view view-${view}` });
  fill(main, container);
  document.title = `${title} – Scopix ${isProxy ? 'proxy' : 'emulator'}`;
  markCurrentLink(view);
  document.dispatchEvent(new Event('viewchange'));
  scrollTo(0, 0);
  const shown = (id && showItem ? showItem : showList)({
    container,
    id,
    query,
    signal: leave.signal,
    onError: error => showError(container, leave.signal, error),
    onSuccess: () => removeError(container),
  });
  if (!keepFocus && !container.contains(document.activeElement)) (container.querySelector('h1') ?? main).focus({ preventScroll: true });
  try {
    current.applyQuery = await shown;
  } catch (error) {
    showError(container, leave.signal, error);
  }
  return undefined;
}

function markCurrentLink(view) {
  for (const link of document.querySelectorAll('#nav a'))
    link.getAttribute('href') === `#/${view}` ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
}

/** An address that leads nowhere, e.g. with a typing error. */
function showNoView({ container }) {
  const address = location.hash.split('?')[0];
  const start = el('a', { class: 'button main', href: `#/${DefaultView}`, text: `Go to ${Views[DefaultView][0]}` });
  const text = `The dashboard has no view with the address ${address}.`;
  fill(container, viewHeading('No such view'), emptyState('Nothing is here', text, start));
  return null;
}

const removeError = container => container.querySelector(':scope > .panel.bad')?.remove();

function showError(container, signal, error) {
  if (signal.aborted) return;
  removeError(container);
  const actions = [button('Try again', () => showView({ reload: true }))];
  if (error.status === 401) actions.push(button('Change the key', openKeyDialog));
  if (error.code === 'CONTROL_REFUSED') actions.push(button('Enter the token', openKeyDialog));
  const heading = container.querySelector('.title');
  const panel = errorPanel(error, ...actions);
  heading ? heading.after(panel) : container.prepend(panel);
}

addEventListener('hashchange', () => {
  if (location.hash.startsWith('#/') || location.hash === '') showView();
});
document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  main.focus();
});
startShell(() => showView({ reload: true }));
showView({ keepFocus: true });
