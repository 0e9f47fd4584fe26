// One file: its picture, its content, and its stages with actions on them.
import { el, fill, button, name, outside, moment, size } from './dom.js';
import { get, post, remove } from './api.js';
import { repeat } from './live.js';
import { title, badge, isOpen, facts, attempt, ask, say } from './parts.js';
import { stages } from './stages.js';
import { imageParts } from './image.js';
import { documentParts } from './document.js';
import { videoParts } from './video.js';

const Parts = { image: imageParts, document: documentParts, video: videoParts, link: linkParts };

/** Shows a file. */
export function showFile({ frame, id, signal, failed, well }) {
  const heading = el('h1', { tabindex: '-1' }, 'File');
  const status = el('span');
  const [left, right] = [el('div', { class: 'left' }), el('div', { class: 'right' })];
  fill(frame, el('p', { class: 'crumbs' }, el('a', { href: '#/files', text: 'Files' })), el('header', { class: 'title' }, heading, status), el('div', { class: 'two' }, left, right));
  let last = '';
  let parts = null;

  const look = repeat({ signal, failed, well }, async () => {
    const [file, listed, upload] = await Promise.all([
      get(`/api/v2/files/${id}`, { signal }), get(`/api/v2/files?ids=${id}&limit=1`, { signal }), get(`/api/v2/files/uploads-status/${id}`, { signal })]);
    const whole = { ...listed.items[0], ...file, compliance: listed.items[0]?.compliance_status };
    const shown = JSON.stringify(whole, (key, value) => key.endsWith('_url') && key !== 'source_url' ? Boolean(value) : value) + upload.processing_ids;
    if (shown !== last) {
      last = shown;
      await draw(whole, upload);
    }
    return isOpen(file.primary_status) ? 1000 : 8000;
  });

  async function draw(file, upload) {
    const focused = document.activeElement;
    const mark = focused && right.contains(focused) ? focused.dataset.act : null;
    const label = file.title ?? file.filename ?? file.source_url ?? file.id;
    fill(heading, name(label));
    fill(status, badge(file.primary_status));
    document.title = `${file.filename ?? label} – Scopix emulator`;
    parts ??= Parts[file.media_type](file, signal, failed);
    fill(left, parts.update(file));
    fill(right, stages(file, upload, look), said(file), about(file), found(file), acts(file), raw(file));
    if (mark) right.querySelector(`[data-act="${CSS.escape(mark)}"]`)?.focus();
  }

  function acts(file) {
    const restore = () => attempt(() => post(`/_emulator/files/${id}/restore`), 'It is back.').then(back => { if (back) location.hash = `#/files/${id}`; });
    const drop = async () => {
      if (!await ask('Delete this file?', `${file.filename ?? file.source_url} can be brought back for 30 days.`, 'Delete it')) return;
      if (await attempt(() => remove(`/api/v2/files/${id}`)) === undefined) return;
      location.hash = '#/files';
      say('Deleted.', button('Bring it back', restore));
    };
    const original = file.original_url ?? file.document_url ?? file.video_url;
    return el('p', { class: 'row' }, original ? el('a', { class: 'button', href: original, target: '_blank', rel: 'noopener', text: 'Open the original' }) : null, button('Delete', drop, { class: 'danger' }));
  }
  return null;
}

/** Descriptions by the AI and by users. */
const said = file => el('section', { class: 'panel' }, el('h2', { text: 'Description' }),
  el('p', { class: 'says', dir: 'auto', text: file.user_description ?? file.upload_description ?? 'None yet.' }),
  file.user_description && file.upload_description ? el('p', { class: 'none', dir: 'auto', text: `The AI said: ${file.upload_description}` }) : null,
  file.description_error ? el('p', { class: 'error', text: `${file.description_error} (${file.description_error_type}${file.description_is_retryable ? ', may be tried again' : ''})` }) : null,
  file.tags.length ? el('ul', { class: 'tags', 'aria-label': 'Tags' }, file.tags.map(tag => el('li', {}, el('a', { href: `#/files?search=${encodeURIComponent(tag)}` }, name(tag))))) : null,
  file.visible_text ? [el('h3', { text: 'Visible text' }), el('pre', { class: 'text', dir: 'auto', text: file.visible_text })] : null);

const about = file => el('section', { class: 'panel' }, el('h2', { text: 'Facts' }), facts([
  ['Name', file.filename && name(file.filename)], ['Address', file.source_url && outside(file.source_url)],
  ['Type', file.content_type], ['Category', file.content_category], ['Size', file.media_type === 'link' ? null : size(file.size_bytes)],
  ['Pixels', file.dimensions?.width ? `${file.dimensions.width} × ${file.dimensions.height}` : null], ['Pages', file.page_count], ['Chunks', file.chunk_count],
  ['Uploaded', moment(file.created_at)], ['Changed', moment(file.updated_at)], ['Taken', file.content_created_at && moment(file.content_created_at)],
  ['Compliance', file.compliance && badge(file.compliance)], ['Upload', file.upload_method],
  ['Id', el('code', { text: file.id })], ['SHA-256', el('code', { text: file.hash })]]));

/** Domain data: fields that are not empty. */
function found(file) {
  const fields = Object.entries(file).filter(([key, value]) => value !== null && (/_data$|_check$/.test(key) || key === 'extraction_corrections'));
  return fields.length === 0 ? null : el('section', { class: 'panel' }, el('h2', { text: 'Domain data' }),
    fields.map(([key, value]) => el('details', {}, el('summary', { text: key }), el('pre', { text: JSON.stringify(value, null, 2) }))));
}

const raw = file => el('details', { class: 'panel' }, el('summary', { text: 'As the API answers it' }), el('pre', { text: JSON.stringify(file, null, 2) }));

/** Title and description of a link's page. */
function linkParts() {
  return {
    update: file => el('section', { class: 'panel' }, el('h2', { text: file.page_title ?? 'Not crawled yet' }),
      el('p', { class: 'none', text: file.og_metadata?.description ?? '' }),
      facts([['Address', outside(file.source_url)], ['Site', file.og_metadata?.site_name], ['Crawled', file.crawled_at && moment(file.crawled_at)], ['Crawl error', file.crawl_error]]),
      file.extracted_images?.images?.length ? [el('h3', { text: 'Pictures on the page' }), el('ul', {}, file.extracted_images.images.map(image => el('li', {}, outside(image.url, image.alt ?? image.url))))] : null),
  };
}
