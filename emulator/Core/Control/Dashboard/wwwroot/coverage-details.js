// What clients have exercised of one operation, what is missing, and an example request.
import { el, fill, button, plural } from './dom.js';
import { note, evidenceLabel, isProxy } from './components.js';
import { copyText } from './copying.js';
import { createExampleRequest, getReferenceAddress, resolve } from './operations.js';

/** The pane below the map; `onClose` is called when the user closes it. */
export function createCoverageDetails(onClose) {
  const node = el('section', { class: 'panel coverage-details', 'aria-label': 'Operation', hidden: true, tabindex: '-1' });
  node.addEventListener('keydown', event => {
    if (event.key === 'Escape') onClose();
  });

  function show(contract, operation, coverage) {
    const isOther = node.dataset.id !== operation.id;
    node.dataset.id = operation.id;
    node.hidden = false;
    fill(
      node,
      el('header', {}, el('h2', { text: operation.id }), button('Close', onClose, { class: 'small' })),
      el('div', {}, describeOperation(operation, coverage), exampleRequest(contract, operation)),
      el('div', {}, (coverage ? findGaps(coverage) : listAll(contract, operation)).map(gapSection)),
    );
    if (isOther) node.scrollTop = 0;
    if (isOther) node.focus({ preventScroll: matchMedia('(min-width: 861px)').matches });
  }

  function close() {
    node.hidden = true;
    delete node.dataset.id;
  }
  return { node, show, close };
}

const describeOperation = (operation, coverage) => [
  el('p', {}, methodLabel(operation.method), ' ', el('code', { text: operation.path })),
  el('p', { class: 'row tight' }, evidenceLabel(operation['x-evidence']), el('span', { class: 'muted', text: operation.summary })),
  coverage ? el('p', { class: 'chips' }, statusChips(coverage)) : note('No client has called it.'),
  coverage?.sampled ? note('Some responses were counted, but not inspected.') : null,
];

function exampleRequest(contract, operation) {
  const example = createExampleRequest(contract, operation);
  return [
    el('h3', { text: 'Example request' }),
    el('pre', { tabindex: '0', 'aria-label': 'Example request', text: example }),
    el(
      'p',
      { class: 'row' },
      button('Copy the request', () => copyText(example, 'The request was copied.')),
      isProxy ? null : el('a', { class: 'button', href: getReferenceAddress(operation), text: 'Open in the API reference' }),
    ),
  ];
}

const methodLabel = method => el('span', { class: `method ${method.toLowerCase()}`, text: method });

const findGaps = ({ statuses, fields, enum_values: values, parameters, request_fields: requestFields, only_null: onlyNull }) =>
  [
    ['Statuses', statuses],
    ['Parameters', parameters],
    ['Request fields', requestFields],
    ['Response fields', fields],
    ['Enum values', values],
    ['Fields that were always null', { met: 0, of: onlyNull.length, missing: onlyNull }],
  ].filter(([, gap]) => gap.of > 0);

/** The statuses and parameters of an operation that was not called. */
function listAll(contract, operation) {
  const statuses = Object.keys(operation.responses);
  const parameters = (operation.parameters ?? [])
    .map(parameter => resolve(contract, parameter))
    .filter(parameter => parameter.in !== 'path')
    .map(parameter => `${parameter.in}.${parameter.name}`);
  return [
    ['Statuses', statuses],
    ['Parameters', parameters],
  ]
    .filter(([, names]) => names.length > 0)
    .map(([label, missing]) => [label, { met: 0, of: missing.length, missing }]);
}

const missingLabel = () => el('span', { class: 'muted', text: 'Missing: ' });

function gapSection([label, { met, of, missing }]) {
  const items = missing.map(text => [el('code', { text }), ' ']);
  return el(
    'div',
    {},
    el('h3', {}, `${label} `, el('small', { text: `${met} of ${of}` })),
    missing.length > 0 ? el('p', { class: 'names' }, missingLabel(), items) : note('Nothing is missing.'),
  );
}

function statusChips({ requests, answered, faulted, lost }) {
  const chip = (kind, text) => el('span', { class: `chip ${kind}`, text });
  return [
    el('span', { class: 'muted', text: `${plural(requests, 'request')}:` }),
    Object.entries(answered).map(([status, times]) => chip(status < 400 ? 'good' : 'warn', `${status} × ${times}`)),
    Object.entries(faulted).map(([status, times]) => chip('bad', `fault ${status} × ${times}`)),
    lost ? chip('bad', `lost × ${lost}`) : null,
  ];
}
