// Applies an action to the stages of several files: hold, release, fail or retry, wherever the action fits.
import { plural } from './dom.js';
import { get, post } from './api.js';
import { showToast } from './toasts.js';

const hasEnded = ({ status }) => ['completed', 'failed', 'skipped'].includes(status);

/** Whether the action fits a stage, given all stages of its file. */
const Fits = {
  hold: stage => !hasEnded(stage) && !stage.held,
  release: stage => !hasEnded(stage) && (stage.held || stage.stalled),
  fail: (stage, stages) => !hasEnded(stage) && !stages.some(other => other.stage === stage.after && !hasEnded(other)),
  retry: stage => stage.status === 'failed',
};
const Verbs = { hold: 'held', release: 'released', fail: 'failed', retry: 'running again' };

/** Runs the action and shows what it did. */
export async function applyToStages(files, action) {
  const [changedFiles, errors] = [new Set(), []];
  let count = 0;
  for (const { id } of files) {
    try {
      const { stages } = await get(`/_emulator/files/${id}`);
      for (const { stage } of stages.filter(candidate => Fits[action](candidate, stages))) {
        await post(`/_emulator/files/${id}/stages/${stage}`, { action });
        changedFiles.add(id);
        count++;
      }
    } catch (error) {
      errors.push(error.message);
    }
  }
  if (errors.length > 0) showToast(`${plural(errors.length, 'file')} not changed: ${errors[0]}`, null, 'bad');
  const verb = `${count === 1 ? 'is' : 'are'} ${Verbs[action]}`;
  if (count > 0) showToast(`${plural(count, 'stage')} of ${plural(changedFiles.size, 'file')} ${verb}.`);
  else if (errors.length === 0) showToast(`No stage of these files can be ${action === 'retry' ? 'retried' : Verbs[action]} now.`);
}
