// The times of stages as bars on one scale, which begins at the upload.
import { el, formatTime } from './dom.js';

/** `0.4 s`, `2 min`, `3 h`, `5 d`. */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${Math.round(seconds * 100) / 100} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** A line for each stage: a bar while it waited and one while it ran, and both times in words. */
export function createTimeline(file, stages, now) {
  const uploaded = Date.parse(file.created_at);
  const spans = stages.map(stage => getSpan(stage, stages, uploaded, Date.parse(now)));
  const last = Math.max(...spans.map(span => span.to), uploaded + 1);
  const first = Math.min(...spans.map(span => span.from), uploaded);
  const percent = time => ((time - first) / (last - first)) * 100;
  return stages.map((stage, i) => {
    const { from, start, to } = spans[i];
    if (stage.status === 'skipped') return el('small', { class: 'times', text: describeSkipped(stage, stages) });
    const bars = [
      bar('waited', percent(from), percent(start ?? to)),
      start === null ? null : bar(`ran ${stage.status}`, percent(start), percent(to)),
    ];
    return el(
      'span',
      { class: 'timeline' },
      el('svg', { viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bars),
      el('small', { class: 'times', title: describeTimes(stage), text: describe(stage, spans[i]) }),
    );
  });
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

/** A bar is at least as wide as a line, so that a short stage can be seen. */
const bar = (name, from, to) => el('rect', { class: name, x: Math.min(from, 99), y: 0, width: Math.max(to - from, 1), height: 6 });

function describe(stage, { from, start, to }) {
  if (start === null) return stage.held ? `held for ${formatDuration(to - from)}` : `waiting for ${formatDuration(to - from)}`;
  const waited = start - from > 0 ? `waited ${formatDuration(start - from)}, ` : '';
  return `${waited}${stage.ended_at ? 'ran' : 'running for'} ${formatDuration(to - start)}`;
}

function describeSkipped(stage, stages) {
  const before = stages.find(other => other.stage === stage.after);
  return before?.status === 'failed' ? `skipped, since ${before.stage.replace('_', ' ')} failed` : 'skipped: it was not asked for';
}

const describeTimes = stage =>
  [
    ['Began', stage.started_at],
    ['Ended', stage.ended_at],
  ]
    .filter(([, time]) => time)
    .map(([label, time]) => `${label} ${formatTime(time)}`)
    .join(', ');
