// A form for one fault: where it acts, how, and on which requests.
import { el, fill, field, choice } from './dom.js';
import { get } from './api.js';

const Stages = ['description', 'variants', 'text_extraction', 'embedding', 'digitization', 'video_analysis', 'crawl'];
const Answers = [['status', 'Answer a status'], ['reset', 'Lose the answer'], ['truncate_bytes', 'Cut the answer off'], ['corrupt', 'Change bytes'], ['latency_ms', 'Be late']];
const OfStages = [['fail', 'Fail'], ['stall', 'Never end'], ['hold', 'Hold'], ['delay_seconds', 'Take longer']];
const Values = {
  status: () => field('Status', choice(['429', '400', '401', '404', '409', '413', '500', '502', '503', '504'])),
  truncate_bytes: () => field('After so many bytes', number(0, 1_000_000, 20)),
  latency_ms: () => field('Milliseconds', number(1, 120_000, 1000)),
  fail: () => field('With', choice(['timeout', 'rate_limit', 'vlm_error', 'validation', 'resource_limit', 'unknown'])),
  delay_seconds: () => field('Seconds', number(1, 31_536_000, 60)),
};

const number = (min, max, value) => el('input', { type: 'number', min, max, value });

/** The form; `add` is called with a rule and returns whether it was accepted. */
export function faultForm(add) {
  const kind = choice([['operation', 'An operation'], ['stage', 'A stage'], ['storage', 'Storage']]);
  const ids = el('datalist', { id: 'operations' });
  const [where, what, value] = [el('span', { class: 'field' }), el('span', { class: 'field' }), el('span', { class: 'field' })];
  const times = number(1, 1_000_000, 1);
  const nth = number(1, 1_000_000, '');
  const every = number(1, 1_000_000, '');
  const chance = el('input', { type: 'number', min: 0.01, max: 1, step: 0.01 });
  const control = place => place.querySelector('input, select');

  const drawWhat = () => {
    fill(what, field('What happens', choice(kind.value === 'stage' ? OfStages : Answers, undefined, { on: { change: drawValue } })));
    drawValue();
  };
  const drawValue = () => fill(value, Values[control(what).value]?.() ?? null);
  const drawWhere = () => {
    fill(where, kind.value === 'operation' ? field('Operation', el('input', { list: 'operations', value: 'files.list', required: true, maxlength: 100, spellcheck: 'false' }))
      : kind.value === 'stage' ? field('Stage of files to come', choice(Stages)) : field('Request', choice(['get', 'head', 'put', 'put_part', '*'])));
    drawWhat();
  };
  kind.addEventListener('change', drawWhere);
  drawWhere();
  listOperations(ids);

  return el('form', { class: 'bar', on: {
    submit: async event => {
      event.preventDefault();
      const effect = control(what).value;
      const given = control(value)?.value;
      const rule = { [kind.value]: control(where).value, [effect]: given === undefined ? true : effect === 'fail' ? given : Number(given) };
      for (const [key, box] of [['times', times], ['nth', nth], ['every', every], ['chance', chance]]) if (box.value !== '') rule[key] = Number(box.value);
      if (rule.status === 429 || rule.status === 503) rule.retry_after = 1;
      await add(rule);
    },
  } }, field('Where', kind), where, what, value, field('Times', times),
  el('details', { class: 'inline' }, el('summary', { text: 'Only some requests' }), el('span', { class: 'bar' }, field('From the n-th on', nth), field('Each n-th', every), field('Chance (0 to 1)', chance))),
  ids, el('button', { class: 'main', text: 'Add the fault' }));
}

/** Ids to choose from; others can be typed. */
async function listOperations(ids) {
  try {
    const coverage = await get('/_emulator/coverage');
    const all = [...coverage.operations.map(operation => operation.id), ...coverage.never_called].sort();
    fill(ids, ['*', 'files.*', ...all].map(value => el('option', { value })));
  } catch { /* the field takes any text */ }
}
