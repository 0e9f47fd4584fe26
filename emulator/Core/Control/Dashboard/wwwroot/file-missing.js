// The page of a file that does not exist or was deleted.
import { el, button, isolated, timestamp } from './dom.js';
import { get, post } from './api.js';
import { attempt } from './components.js';
import { getListAddress } from './list-address.js';

const IsId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the emulator knows of the file, or null. It knows a deleted file until it is purged. */
export async function findFileState(id, signal) {
  if (!IsId.test(id)) return null;
  try {
    return await get(`/_emulator/files/${id}`, { signal });
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

/** Says that there is no such file; `state` is what the emulator knows of it, and `onRestore` is called after a restore. */
export function describeMissing(id, state, onRestore) {
  const restore = async () => {
    if ((await attempt(() => post(`/_emulator/files/${id}/restore`), 'The file was restored.')) !== undefined) onRestore();
  };
  const allFiles = el('a', { class: 'button', href: getListAddress(), text: 'All files' });
  const actions = state ? [button('Restore the file', restore, { class: 'main' }), allFiles] : [allFiles];
  const text = state
    ? ['The file ', isolated(state.filename), ' was deleted at ', timestamp(state.deleted_at), '. It can be restored for 30 days.']
    : ['This tenant has no file with the id ', el('code', { text: id }), '. It may belong to another key.'];
  return el('div', { class: 'empty' }, el('p', {}, text), el('p', { class: 'row' }, actions));
}
