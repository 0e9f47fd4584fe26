// Faults: bundles as switches, single faults by a form, and how often each was applied.
import { el, fill, button, isolated, plural } from './dom.js';
import { get, post, remove } from './api.js';
import { poll } from './polling.js';
import { viewHeading, panel, emptyState, attempt } from './components.js';
import { createFaultForm } from './fault-form.js';

const Unlimited = 100_000;
const Bundles = [
  ['flaky-network', 'Some responses are lost, cut off or late.'],
  ['rate-limited', 'Every second request gets status 429.'],
  ['quota-exhausted', 'Uploads are refused, because the monthly quota is used up.'],
  ['storage-down', 'Storage requests and uploads get status 503.'],
  ['slow-ai', 'Descriptions and analyses take one minute longer.'],
  ['stuck-uploads', 'Processing starts and never ends.'],
];

/** Shows the faults. */
export function showFaults({ container, query, signal, onError, onSuccess }) {
  const list = el('div');
  const switches = Bundles.map(([bundle, description]) => {
    const about = el('span', { class: 'muted', id: `about-${bundle}`, text: description });
    const attributes = { role: 'switch', 'aria-checked': 'false', class: 'switch', 'aria-describedby': about.id };
    const control = button(bundle, () => toggle(bundle, control), attributes);
    return { bundle, control, item: el('li', {}, control, about) };
  });
  const items = switches.map(({ item }) => item);
  const form = createFaultForm(async rule => {
    await attempt(
      () => post('/_emulator/faults', rule),
      fault => `The fault ${fault.id} was added.`,
    );
    refresh();
  }, query);
  fill(
    container,
    viewHeading(
      'Faults',
      'A fault makes requests of this tenant\u2019s clients or processing stages fail. It does not affect the requests of this page.',
    ),
    panel('Bundles', el('ul', { class: 'switches' }, items)),
    panel('Add a fault', form),
    list,
  );
  let lastShown = '';

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const faults = await get('/_emulator/faults', { signal });
    for (const { bundle, control } of switches)
      control.setAttribute('aria-checked', String(faults.items.some(fault => fault.bundle === bundle)));
    const text = JSON.stringify(faults);
    if (text !== lastShown) fill(list, panel('Active faults', renderFaults(faults.items)));
    lastShown = text;
    return 2000;
  });

  async function toggle(bundle, control) {
    const isOn = control.getAttribute('aria-checked') === 'true';
    const action = () => (isOn ? remove(`/_emulator/faults?bundle=${bundle}`) : post('/_emulator/faults', { bundle }));
    await attempt(action, isOn ? `The bundle ${bundle} is off.` : `The bundle ${bundle} is on.`);
    refresh();
  }

  function renderFaults(faults) {
    if (faults.length === 0)
      return emptyState('No faults are active', 'Switch on a bundle or add a fault to test how your client handles errors.');
    const removeAll = async () => {
      await attempt(
        () => remove('/_emulator/faults'),
        result => `${plural(result.removed, 'fault')} removed.`,
      );
      refresh();
    };
    return [
      el('ul', { class: 'rows' }, faults.map(faultItem)),
      el('p', { class: 'row' }, button('Remove all', removeAll, { class: 'danger' })),
    ];
  }

  function faultItem(fault) {
    const removeFault = async () => {
      await attempt(() => remove(`/_emulator/faults/${fault.id}`), `The fault ${fault.id} was removed.`);
      refresh();
    };
    const attributes = { class: 'small', 'aria-label': `Remove ${fault.id}`, disabled: fault.scope === 'all' };
    return el(
      'li',
      {},
      el(
        'span',
        { class: 'grow' },
        el('strong', {}, isolated(describeTarget(fault))),
        ': ',
        el('span', { text: describeEffect(fault) }),
        el('small', { text: describeLimits(fault) }),
      ),
      el('span', { class: `hits ${fault.hits ? 'some' : ''}`, text: `${plural(fault.hits, 'hit')}, ${formatRemaining(fault.left)}` }),
      button('Remove', removeFault, attributes),
    );
  }
  return null;
}

const formatRemaining = count => (count > Unlimited ? 'no limit' : `${count.toLocaleString('en')} left`);

const describeTarget = fault => fault.operation ?? (fault.stage ? `stage ${fault.stage}` : `storage ${fault.storage}`);

function describeStatus({ status, code, retry_after: seconds }) {
  return [`status ${status}`, code ? ` ${code}` : '', seconds === undefined ? '' : ` with Retry-After: ${seconds}`].join('');
}

/** The effect of a fault, in words. */
function describeEffect(fault) {
  const effects = [];
  if (fault.latency_ms) effects.push(`delayed by ${fault.latency_ms} ms`);
  if (fault.status) effects.push(describeStatus(fault));
  if (fault.reset) effects.push('the response is lost');
  if (fault.truncate_bytes !== undefined) effects.push(`cut off after ${fault.truncate_bytes} bytes`);
  if (fault.corrupt) effects.push('bytes are changed');
  if (fault.fail) effects.push(`fails with ${fault.fail}`);
  if (fault.hold) effects.push('waits until released');
  if (fault.stall) effects.push('never ends');
  if (fault.delay_seconds) effects.push(`takes ${fault.delay_seconds} s longer`);
  if (fault.message) effects.push(`\u201c${fault.message}\u201d`);
  return effects.join(', ');
}

/** The requests that a fault affects, in words. */
function describeLimits(fault) {
  const limits = [fault.id];
  if (fault.bundle) limits.push(`bundle ${fault.bundle}`);
  if (fault.scope === 'all') limits.push('for all tenants');
  if (fault.nth) limits.push(`starting with request ${fault.nth}`);
  if (fault.every) limits.push(`one request in ${fault.every}`);
  if (fault.chance) limits.push(`with probability ${fault.chance}`);
  return limits.join(' · ');
}
