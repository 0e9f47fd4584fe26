// Stages and what they wait for, in words.
import { formatTime } from './dom.js';
import { formatDuration } from './durations.js';

/** `Video analysis` for `video_analysis`. */
export function getStageName(stage) {
  const words = stage.replaceAll('_', ' ');
  return words[0].toUpperCase() + words.slice(1);
}

export const hasEnded = ({ status }) => ['completed', 'failed', 'skipped'].includes(status);

/** The stage that a file waits for: the first that can end now; undefined when all have ended. */
export const findCurrentStage = stages =>
  stages.find(stage => !hasEnded(stage) && !stages.some(other => other.stage === stage.after && !hasEnded(other)));

/** What the file waits for and since when, as a sentence; empty when its stages have ended. */
export function describeWait(stages, since, now) {
  const stage = findCurrentStage(stages);
  if (!stage) return '';
  const name = getStageName(stage.stage);
  const from = stage.started_at ?? stage.released_at ?? since;
  const state = stage.held ? 'held' : stage.status === 'processing' ? 'running' : 'waiting';
  const duration = formatDuration(Math.max(0, Date.parse(now) - Date.parse(from)));
  const ending = stage.stalled ? ' and does not end by itself' : '';
  const verb = stage.stage === 'variants' ? 'have' : 'has';
  return `${name} ${verb} been ${state} since ${formatTime(from)} (${duration})${ending}.`;
}

/** Why a stage was skipped, as a clause: `since text extraction failed`. */
export function explainSkip(stage, stages) {
  const before = stages.find(other => other.stage === stage.after);
  if (before?.status === 'failed') return `since ${getStageName(before.stage).toLowerCase()} failed`;
  const isStopped = Date.parse(stage.ended_at) > Date.parse(stage.released_at);
  return isStopped ? 'since it was stopped before its end, for example with its session' : 'since it was not asked for';
}

/** Why the result of a stage is not there. */
export function describeAbsence(name, status) {
  const states = { failed: 'has failed', skipped: 'was skipped', completed: 'has found nothing' };
  return `${name} ${states[status] ?? 'has not ended yet'}.`;
}

/** What a user can do about a file that is stuck. */
export function adviseStuck(stages) {
  const stage = findCurrentStage(stages);
  if (!stage) return 'Retry the stage that failed.';
  return stage.held || stage.stalled ? 'Release it, or complete or fail it.' : 'Complete or fail it, or advance the clock.';
}
