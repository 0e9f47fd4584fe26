// The dialogs that add or remove tags of files, move them, and fail their stages.
import { el, button, field, dropdown, plural } from './dom.js';
import { patch, post, get } from './api.js';
import { openDialog, closeDialog, attempt, note } from './components.js';
import { showToast } from './toasts.js';
import { suggestTags } from './file-filters.js';
import { debounce } from './polling.js';
import { FailureTypes } from './failure-types.js';

const MaxTags = 40;
const MaxMoved = 100; // in one request
const NoFolder = 'none';

/** Opens a dialog whose form runs `submit`, and calls `onDone` after it. */
function openForm(id, heading, label, submit, onDone, ...content) {
  const form = el(
    'form',
    {
      method: 'dialog',
      on: {
        submit: async event => {
          event.preventDefault();
          await submit();
          dialog.close();
          onDone();
        },
      },
    },
    content,
    el('p', { class: 'row end' }, button('Cancel', closeDialog('')), el('button', { class: 'main', text: label })),
  );
  const dialog = openDialog(id, heading, form);
}

/** Adds a tag to files, or removes one. */
export function openTagDialog(files, onDone) {
  const suggestions = el('datalist', { id: 'dialog-tags' });
  const tag = el('input', { required: true, maxlength: 50, list: 'dialog-tags', autocomplete: 'off', spellcheck: 'false' });
  const action = dropdown([
    ['add', 'Add the tag'],
    ['remove', 'Remove the tag'],
  ]);
  tag.addEventListener('input', debounce(() => suggestTags(tag.value, suggestions)));
  suggestTags('', suggestions);
  const submit = () => changeTags(files, tag.value.trim(), action.value === 'add');
  const fields = [field('Action', action), field('Tag', tag), suggestions];
  openForm('tags-title', `Tags of ${plural(files.length, 'file')}`, 'Apply', submit, onDone, fields);
}

async function changeTags(files, tag, isAdded) {
  const errors = [];
  let count = 0;
  for (const { id } of files) {
    try {
      const { tags } = await get(`/api/v2/files/${id}`);
      if (tags.includes(tag) === isAdded) continue;
      if (isAdded && tags.length >= MaxTags) throw new Error(`A file has at most ${MaxTags} tags.`);
      await patch(`/api/v2/files/${id}`, { tags: isAdded ? [...tags, tag] : tags.filter(other => other !== tag) });
      count++;
    } catch (error) {
      errors.push(error.message);
    }
  }
  if (errors.length > 0) showToast(`${plural(errors.length, 'file')} not changed: ${errors[0]}`, null, 'bad');
  showToast(`The tag ${tag} was ${isAdded ? 'added to' : 'removed from'} ${plural(count, 'file')}.`);
}

/** Moves files to a folder, or out of all folders. The folder in which they are is selected; without one, the user has to choose. */
export function openMoveDialog(files, places, present, onDone) {
  const options = places.listFolders().map(folder => {
    const path = `${'\u00a0\u00a0'.repeat(folder.depth)}${folder.name}`;
    return [folder.id, folder.project && folder.depth === 0 ? `${path} (${folder.project})` : path];
  });
  const target = dropdown([['', 'Choose a folder'], [NoFolder, 'No folder'], ...options], present || '', { required: true });
  const move = async folder => {
    const ids = files.map(file => file.id);
    for (let start = 0; start < ids.length; start += MaxMoved)
      await post('/api/v2/folders/move-files', { file_ids: ids.slice(start, start + MaxMoved), folder_id: folder });
  };
  const describe = folder => `${plural(files.length, 'file')} moved ${folder ? `to ${places.getName(folder)}` : 'out of all folders'}.`;
  const submit = async () => {
    const folder = target.value === NoFolder ? null : target.value;
    await attempt(
      () => move(folder),
      () => describe(folder),
    );
  };
  openForm('move-title', `Move ${plural(files.length, 'file')}`, 'Move', submit, onDone, field('Folder', target));
}

/** Fails the stages of files with an error type. `run` does it. */
export function openFailDialog(files, run, onDone) {
  const type = dropdown(FailureTypes);
  const submit = () => run(type.value);
  const hint = note('Every stage that can end now fails.');
  openForm('fail-title', `Fail ${plural(files.length, 'file')}`, 'Fail', submit, onDone, hint, field('Error type', type));
}
