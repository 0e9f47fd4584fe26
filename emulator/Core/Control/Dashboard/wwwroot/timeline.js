// The times of stages as bars on one scale, which leaves out long times without work.
import { el, formatTime } from './dom.js';
import { formatDuration } from './durations.js';
import { explainSkip } from './stage-names.js';

const GapShare = 0.06; // of the scale, for each time that is left out
const LongGap = 3; // times as long as all work
const MinWidth = 1.5; // percent of the scale, so that a short stage can be seen

/** For each stage a line: a bar while it waited and one while it ran, and both times in words. `note` says what the scale leaves out. */
export function createTimeline(file, stages, now) {
  const uploaded = Date.parse(file.created_at);
  const spans = stages.map(stage => getSpan(stage, stages, uploaded, Date.parse(now)));
  const shown = spans.filter((span, i) => stages[i].status !== 'skipped');
  const { toPercent, gaps } = createScale(shown.map(({ from, to }) => [from, to]));
  const rows = stages.map((stage, i) => {
    const { from, start, to } = spans[i];
    if (stage.status === 'skipped') return el('small', { class: 'times', text: `skipped, ${explainSkip(stage, stages)}` });
    const bars = [
      ...gaps.map(({ at, width }) => el('rect', { class: 'left-out', x: at, y: 0, width, height: 6 })),
      bar('waited', toPercent(from), toPercent(start ?? to)),
      start === null ? null : bar(`ran ${stage.status}`, toPercent(start), toPercent(to)),
    ];
    return el(
      'span',
      { class: 'timeline' },
      el('svg', { viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bars),
      el('small', { class: 'times', title: describeTimes(stage), text: describe(stage, spans[i]) }),
    );
  });
  const leftOut = gaps.map(({ milliseconds, end }) => `${formatDuration(milliseconds)} before ${formatTime(end)}`);
  return { rows, note: leftOut.length > 0 ? `The scale leaves out ${leftOut.join(' and ')}, when no stage ran.` : null };
}

/** The times in milliseconds: since when it could run, when it began (null before), and when it ended or the present. */
function getSpan(stage, stages, uploaded, now) {
  const before = stages.find(other => other.stage === stage.after);
  const released = stage.released_at ? Date.parse(stage.released_at) : uploaded;
  const from = Math.max(released, before?.ended_at ? Date.parse(before.ended_at) : released);
  const start = stage.started_at ? Date.parse(stage.started_at) : null;
  const to = stage.ended_at ? Date.parse(stage.ended_at) : Math.max(now, from);
  return { from: Math.min(from, start ?? to), start, to };
}

/** A scale over the intervals. A time between them that is much longer than all of them is left out. */
function createScale(intervals) {
  const merged = [];
  for (const [from, to] of intervals.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  const work = Math.max(merged.reduce((sum, [from, to]) => sum + to - from, 0), 1);
  const isLong = (before, after) => after[0] - before[1] > LongGap * work;
  const pairs = merged.slice(1).map((after, i) => [merged[i], after]);
  const shortGaps = pairs.filter(pair => !isLong(...pair)).reduce((sum, [before, after]) => sum + after[0] - before[1], 0);
  const gapWidth = 100 * GapShare;
  const perMillisecond = (100 - gapWidth * pairs.filter(pair => isLong(...pair)).length) / (work + shortGaps);
  const points = []; // pairs of time and percent
  const gaps = [];
  let at = 0;
  for (const [i, [from, to]] of merged.entries()) {
    const before = merged[i - 1];
    if (before && isLong(before, merged[i])) {
      gaps.push({ at, width: gapWidth, milliseconds: from - before[1], end: from });
      at += gapWidth;
    } else if (before) at += (from - before[1]) * perMillisecond;
    points.push([from, at], [to, (at += (to - from) * perMillisecond)]);
  }
  const toPercent = time => {
    const [start, percent] = points.findLast(([point]) => point <= time) ?? [time, 0];
    return Math.min(100, percent + (time - start) * perMillisecond);
  };
  return { toPercent, gaps };
}

function bar(name, from, to) {
  const width = Math.max(to - from, MinWidth);
  return el('rect', { class: name, x: Math.min(from, 100 - width), y: 0, width, height: 6 });
}

function describe(stage, { from, start, to }) {
  if (start === null) return stage.held ? `held for ${formatDuration(to - from)}` : `waiting for ${formatDuration(to - from)}`;
  const waited = start - from > 0 ? `waited ${formatDuration(start - from)}, ` : '';
  return `${waited}${stage.ended_at ? 'ran' : 'running for'} ${formatDuration(to - start)}`;
}

const describeTimes = stage =>
  [
    ['Began', stage.started_at],
    ['Ended', stage.ended_at],
  ]
    .filter(([, time]) => time)
    .map(([label, time]) => `${label} ${formatTime(time)}`)
    .join(', ');
