// What a fault does, in words.
import { plural } from './dom.js';
import { FailureTypes } from './failure-types.js';

/** A number of times that nobody reaches. */
export const Unlimited = 100_000;

const StorageRequests = {
  '*': 'request to the storage',
  get: 'download from the storage (GET)',
  head: 'HEAD request to the storage',
  put: 'upload to the storage (PUT)',
  put_part: 'upload of a part to the storage (PUT)',
};
const Ordinals = { 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth' };

/**
 * A sentence: which requests or files a fault acts on, and what happens to them. It fits a fault that has acted before too when
 * `isNew` is false.
 */
export function describeFault(fault, isNew = true) {
  const files = ['file that has it', 'files that have it'];
  const sentence = fault.stage
    ? `the stage ${fault.stage} ${describeStageEffect(fault)}, for ${describeOccurrence(fault, isNew, ...files)}`
    : `${describeOccurrence(fault, isNew, ...describeRequest(fault))} ${describeRequestEffect(fault)}`;
  const limit = describeLimit(fault);
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}${limit ? `, ${limit}` : ''}.`;
}

/** One request that the fault can act on, and several of them. */
function describeRequest({ operation, storage }) {
  if (storage) return [StorageRequests[storage], StorageRequests[storage].replace(/^(request|download|upload|HEAD request)/, '$1s')];
  const place = operation === '*' ? 'any operation' : operation?.endsWith('.*') ? `any operation of ${operation.slice(0, -2)}` : operation;
  return [`request to ${place}`, `requests to ${place}`];
}

function describeOccurrence({ nth, every, chance, times, stage }, isNew, one, many) {
  const from = nth > 1 ? `from ${stage ? 'file' : 'request'} ${nth.toLocaleString('en')} on, ` : '';
  const likely = chance && chance < 1 ? ` with a probability of ${formatPercent(chance)}` : '';
  if (every > 1) return `${from}every ${formatOrdinal(every)} ${one}${likely}`;
  if (from || likely || times > Unlimited) return `${from}each ${one}${likely}`;
  const next = isNew ? 'the next ' : '';
  return (times ?? 1) === 1 ? `${next || 'one '}${one}` : `each of ${next}${times.toLocaleString('en')} ${many}`;
}

/** How often the fault acts, where the occurrence does not say it. */
function describeLimit({ nth, every, chance, times = 1 }) {
  if (times > Unlimited || !(nth > 1 || every > 1 || (chance && chance < 1))) return '';
  return times === 1 ? 'once' : `${times.toLocaleString('en')} times in all`;
}

const formatOrdinal = number => Ordinals[number] ?? `${number.toLocaleString('en')}th`.replace(/(?<!1)([123])th$/, toSuffix);

const toSuffix = (_, digit) => digit + { 1: 'st', 2: 'nd', 3: 'rd' }[digit];

const formatPercent = chance => `${Number((chance * 100).toFixed(4))} %`;

/** What happens to a request. */
function describeRequestEffect(fault) {
  const { latency_ms: latency, status, reset, truncate_bytes: bytes, corrupt } = fault;
  const { unknown_word: wordField, new_field: added, null_field: emptied } = fault;
  const delay = latency ? `waits ${latency.toLocaleString('en')} ms` : '';
  const effect = status
    ? describeStatus(fault)
    : reset
      ? reset === 'before'
        ? 'gets no response, and nothing is done'
        : 'gets no response, although its work is done'
      : bytes !== undefined && bytes !== null
        ? `gets only the first ${plural(bytes, 'byte')} of its response`
        : corrupt
          ? 'gets a response with changed bytes'
          : wordField
            ? `gets an unknown word in the field ${wordField} of its response`
            : added
              ? `gets a response with a new field ${added}`
              : emptied
                ? `gets null in the field ${emptied} of its response`
                : '';
  if (!effect) return delay ? `${delay}, and is then answered as usual` : '…';
  return delay ? `${delay} and then ${effect}` : effect;
}

function describeStatus({ status, code, message, retry_after: seconds }) {
  const details = [code, message ? `\u201c${message}\u201d` : null].filter(Boolean).join(', ');
  const wait = seconds === undefined || seconds === null ? '' : ` and is asked to wait ${seconds.toLocaleString('en')} s`;
  return `gets status ${status}${details ? ` (${details})` : ''}${wait}`;
}

/** What happens to a stage. */
function describeStageEffect({ fail, message, hold, stall, delay_seconds: seconds }) {
  const effects = [];
  if (hold) effects.push('waits until it is released');
  if (stall) effects.push('starts and does not end');
  if (seconds) effects.push(`takes ${seconds.toLocaleString('en')} s longer`);
  if (fail) effects.push(describeFailure(fail, message));
  return effects.join(' and ') || '…';
}

function describeFailure(fail, message) {
  if (!FailureTypes.includes(fail)) return `fails with the message \u201c${fail}\u201d`;
  return `fails with ${fail}${message ? ` and the message \u201c${message}\u201d` : ''}`;
}
