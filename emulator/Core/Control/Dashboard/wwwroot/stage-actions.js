// Applies an action to the stages of several files: hold, release, fail or retry, wherever the action fits.
import { plural } from './dom.js';
import { get, post } from './api.js';
import { showToast } from './toasts.js';
import { isInProgress } from './components.js';
import { hasEnded } from './stage-names.js';

const MaxInspected = 20;

/** Whether the action fits a stage, given all stages of its file. */
const Fits = {
  hold: stage => !hasEnded(stage) && !stage.held,
  release: stage => !hasEnded(stage) && (stage.held || stage.stalled),
  fail: (stage, stages) => !hasEnded(stage) && !stages.some(other => other.stage === stage.after && !hasEnded(other)),
  retry: stage => stage.status === 'failed',
};
const Verbs = { hold: 'held', release: 'released', fail: 'failed', retry: 'started again' };

const canFit = (file, action) =>
  action === 'retry' ? ['failed', 'partially_completed'].includes(file.primary_status) : isInProgress(file.primary_status);

/** The actions that fit a stage of one of the files. Of many files, those that can fit by their statuses. */
export async function findPossibleActions(files) {
  const candidates = files.filter(file => canFit(file, 'retry') || canFit(file, 'hold'));
  const actions = Object.keys(Fits);
  if (candidates.length > MaxInspected) return new Set(actions.filter(action => candidates.some(file => canFit(file, action))));
  const states = await Promise.all(candidates.map(({ id }) => get(`/_emulator/files/${id}`)));
  return new Set(actions.filter(action => states.some(({ stages }) => stages.some(stage => Fits[action](stage, stages)))));
}

/** Runs the action and shows what it did. `fail` is the error type of a failure. */
export async function applyToStages(files, action, fail) {
  const [changedFiles, errors] = [new Set(), []];
  let count = 0;
  for (const { id } of files) {
    try {
      const { stages } = await get(`/_emulator/files/${id}`);
      for (const { stage } of stages.filter(candidate => Fits[action](candidate, stages))) {
        await post(`/_emulator/files/${id}/stages/${stage}`, { action, ...(fail ? { fail } : {}) });
        changedFiles.add(id);
        count++;
      }
    } catch (error) {
      errors.push(error.message);
    }
  }
  if (errors.length > 0) showToast(`${plural(errors.length, 'file')} not changed: ${errors[0]}`, null, 'bad');
  if (count > 0) showToast(`${plural(count, 'stage')} of ${plural(changedFiles.size, 'file')} ${Verbs[action]}.`);
  else if (errors.length === 0) showToast('No stage of these files has changed.');
}
