// One file of the gallery, as a card or as a line of the list: the style sheet decides.
import { el, fill, isolated, formatBytes, formatTime } from './dom.js';
import { badge } from './components.js';
import { createThumbnail, formatName } from './thumbnail.js';

const MaxTags = 8;

/** The element of a file. `selection` knows whether it is selected. */
export function createFileCard(initialFile, selection) {
  const thumbnail = createThumbnail(initialFile);
  const [heading, details] = [el('span', { class: 'name' }), el('span', { class: 'details' })];
  const status = el('span', { class: 'status' });
  const [tags, uploaded] = [el('span', { class: 'tag-line' }), el('span', { class: 'uploaded' })];
  const box = el('input', {
    type: 'checkbox',
    class: 'select',
    'data-id': initialFile.id,
    on: { click: event => selection.toggle(initialFile.id, box.checked, event.shiftKey) },
  });
  const line = el('span', { class: 'line' }, details, uploaded, status);
  const link = el('a', { class: 'file', href: `#/files/${initialFile.id}` }, thumbnail.element, heading, tags, line);
  const item = el('li', {}, box, link);
  let lastShown = '';
  const update = file => {
    thumbnail.update(file);
    box.checked = selection.has(file.id);
    item.classList.toggle('selected', box.checked);
    const text = JSON.stringify([file.title, file.filename, file.primary_status, file.size_bytes, file.duration_seconds, file.tags]);
    if (text === lastShown) return;
    lastShown = text;
    const name = file.title ?? file.filename ?? file.source_url ?? file.id;
    fill(heading, isolated(name));
    box.setAttribute('aria-label', `Select ${name}`);
    details.textContent = describeFile(file);
    const shownTags = (file.tags ?? []).slice(0, MaxTags);
    fill(tags, shownTags.length > 0 ? isolated(shownTags.join(', ')) : null);
    uploaded.textContent = formatTime(file.created_at).slice(0, 16);
    fill(status, badge(file.primary_status));
  };
  update(initialFile);
  return { item, update };
}

function describeFile(file) {
  const size = file.media_type === 'link' ? file.domain : formatBytes(file.size_bytes);
  const duration = file.duration_seconds ? `${file.duration_seconds} s` : null;
  return [formatName(file), size, duration].filter(Boolean).join(' · ');
}
