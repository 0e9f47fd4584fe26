// Snapshots of a tenant: save, restore, delete. Nothing is shown if the emulator has none.
import { el, fill, button, field, name, moment, size, count } from './dom.js';
import { get, post, remove } from './api.js';
import { attempt, ask } from './parts.js';

/** The section, and a function that refreshes it; `restored` is called after a restore. */
export function snapshots(signal, restored) {
  const list = el('ul', { class: 'rows' });
  const input = el('input', { required: true, maxlength: 64, pattern: '[A-Za-z0-9_.\\-]+', title: 'Letters, digits, _ . and -', spellcheck: 'false', placeholder: 'before' });
  const section = el('section', { class: 'panel', hidden: true });
  fill(section, el('h2', { text: 'Snapshots' }), el('form', { class: 'bar', on: { submit: keep } }, field('Name', input), el('button', { text: 'Keep a snapshot' })), list);
  let last = '';
  let known = true;

  async function keep(event) {
    event.preventDefault();
    if (await attempt(() => post('/_emulator/snapshots', { name: input.value.trim() }), () => `${input.value.trim()} is kept.`) !== undefined) input.value = '';
    look();
  }

  async function look() {
    if (!known) return;
    let kept;
    try {
      kept = await get('/_emulator/snapshots', { signal });
    } catch (error) {
      known = error.status !== 404;
      return;
    }
    section.hidden = false;
    const now = JSON.stringify(kept);
    if (now === last) return;
    last = now;
    fill(list, kept.items.length === 0 ? el('li', { class: 'none', text: 'None is kept.' }) : kept.items.map(row));
  }

  function row(snapshot) {
    const at = `/_emulator/snapshots/${encodeURIComponent(snapshot.name)}`;
    const restore = async () => {
      if (!await ask(`Restore ${snapshot.name}?`, 'What the tenant has now is replaced.', 'Restore it')) return;
      await attempt(() => post(`${at}/restore`), `${snapshot.name} is back.`);
      document.dispatchEvent(new Event('clock'));
      restored();
    };
    const drop = async () => { await attempt(() => remove(at), `${snapshot.name} is gone.`); look(); };
    const told = el('small', { role: 'status' });
    const compare = async () => {
      const diff = await attempt(() => get(`${at}/diff/now`));
      if (diff) told.textContent = diff.same ? 'The tenant is as it was.' : diff.kinds.map(kind => `${kind.kind}: ${kind.added_count} added, ${kind.removed_count} removed, ${kind.changed_count} changed`).join('; ');
    };
    return el('li', {}, el('span', { class: 'grow' }, el('strong', {}, name(snapshot.name)),
      el('small', {}, moment(snapshot.created_at), ` · ${count(snapshot.files, 'file')} · ${size(snapshot.database_bytes + snapshot.other_bytes)}`), told),
      button('Compare with now', compare, { class: 'small', 'aria-label': `Compare ${snapshot.name} with now` }),
      button('Restore', restore, { class: 'small', 'aria-label': `Restore ${snapshot.name}` }), button('Remove', drop, { class: 'small', 'aria-label': `Remove ${snapshot.name}` }));
  }
  return { section, look };
}
