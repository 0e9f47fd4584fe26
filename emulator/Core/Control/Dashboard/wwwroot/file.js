// One file: its picture, its content, and its stages with actions on them.
import { el, fill, button, isolated, externalLink, timestamp, formatBytes } from './dom.js';
import { get, post, remove } from './api.js';
import { poll } from './polling.js';
import { panel, note, badge, isInProgress, facts, attempt, confirmAction } from './components.js';
import { showToast } from './toasts.js';
import { createStagePanel } from './stages.js';
import { describeSource, describeSources } from './ai-sources.js';
import { createProblemPanel } from './file-problem.js';
import { createImageContent } from './image.js';
import { createDocumentContent } from './document.js';
import { createVideoContent } from './video.js';

const ContentFactories = {
  image: createImageContent,
  document: createDocumentContent,
  video: createVideoContent,
  link: createLinkContent,
};

/** Shows a file. */
export function showFile({ container, id, signal, onError, onSuccess }) {
  const heading = el('h1', { tabindex: '-1' }, 'File');
  const status = el('span');
  const problem = el('div');
  const [left, right] = [el('div', { class: 'left' }), el('div', { class: 'right' })];
  fill(
    container,
    el('p', { class: 'crumbs' }, el('a', { href: '#/files', text: 'Files' })),
    el('header', { class: 'title' }, heading, status),
    problem,
    el('div', { class: 'two' }, left, right),
  );
  let lastShown = '';
  let content = null;

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const [details, list, upload, { stages, has_content: hasContent, ai_fields: aiFields }, { now }] = await Promise.all([
      get(`/api/v2/files/${id}`, { signal }),
      get(`/api/v2/files?ids=${id}&limit=1`, { signal }),
      get(`/api/v2/files/uploads-status/${id}`, { signal }),
      get(`/_emulator/files/${id}`, { signal }),
      get('/_emulator/clock', { signal }),
    ]);
    const file = { ...list.items[0], ...details, compliance: list.items[0]?.compliance_status, hasContent, aiFields };
    const isRunning = isInProgress(file.primary_status);
    const text = JSON.stringify([file, upload.processing_ids, upload.is_stuck, stages, isRunning ? now : null], omitPresignedUrl);
    if (text !== lastShown) render(file, upload, stages, now);
    lastShown = text;
    return isRunning ? 1000 : 8000;
  });

  function render(file, upload, stages, now) {
    const focusedAction = container.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    const label = file.title ?? getName(file);
    fill(heading, isolated(label));
    fill(status, badge(file.primary_status));
    document.title = `${file.filename ?? label} – Scopix emulator`;
    content ??= ContentFactories[file.media_type](file, signal, onError);
    fill(problem, createProblemPanel(file, upload, stages, refresh));
    fill(left, content.update(file));
    fill(
      right,
      createStagePanel(file, upload, stages, now, refresh),
      descriptionPanel(file),
      factsPanel(file),
      domainDataPanel(file),
      fileActions(file),
      jsonPanel(file),
    );
    if (focusedAction) container.querySelector(`[data-action="${CSS.escape(focusedAction)}"]`)?.focus();
  }

  function fileActions(file) {
    const restore = async () => {
      const restored = await attempt(() => post(`/_emulator/files/${id}/restore`), 'The file was restored.');
      if (restored) location.hash = `#/files/${id}`;
    };
    const deleteFile = async () => {
      if (!(await confirmAction('Delete this file?', `You can restore ${getName(file)} for 30 days.`, 'Delete the file'))) return;
      if ((await attempt(() => remove(`/api/v2/files/${id}`))) === undefined) return;
      location.hash = '#/files';
      showToast('The file was deleted.', button('Restore', restore));
    };
    const original = file.original_url ?? file.document_url ?? file.video_url;
    return el(
      'p',
      { class: 'row' },
      original ? el('a', { class: 'button', href: original, target: '_blank', rel: 'noopener', text: 'Open the original' }) : null,
      button('Delete', deleteFile, { class: 'danger' }),
    );
  }
  return null;
}

const getName = file => file.filename ?? file.source_url ?? file.id;

/** Presigned URLs differ in each response, which is no change of the file. */
const omitPresignedUrl = (key, value) => (key.endsWith('_url') && key !== 'source_url' ? Boolean(value) : value);

/** Descriptions by the AI and by users, tags and visible text. */
function descriptionPanel(file) {
  const description = file.user_description ?? file.upload_description ?? 'This file has no description yet.';
  const hasBoth = file.user_description && file.upload_description;
  const tagLinks = file.tags.map(tag => el('li', {}, el('a', { href: `#/files?tag=${encodeURIComponent(tag)}` }, isolated(tag))));
  return panel(
    'Description',
    el('p', { class: 'description', dir: 'auto', text: description }),
    hasBoth ? el('p', { class: 'muted', dir: 'auto', text: `Description by the AI: ${file.upload_description}` }) : null,
    tagLinks.length > 0 ? el('ul', { class: 'tags', 'aria-label': 'Tags' }, tagLinks) : null,
    file.visible_text ? [visibleTextHeading(file.aiFields), el('pre', { dir: 'auto', text: file.visible_text })] : null,
    file.aiFields.length > 0 ? el('p', { class: 'muted sources', text: describeSources(file.aiFields) }) : null,
  );
}

const visibleTextHeading = fields =>
  el('h3', {}, 'Visible text ', el('span', { class: 'tag', text: describeSource(fields, 'visible_text') }));

const factsPanel = file =>
  panel(
    'Properties',
    facts([
      ['Name', file.filename && isolated(file.filename)],
      ['Address', file.source_url && externalLink(file.source_url)],
      ['Type', file.content_type],
      ['Category', file.content_category],
      ['Size', file.media_type === 'link' ? null : formatBytes(file.size_bytes)],
      ['Dimensions', file.dimensions?.width ? `${file.dimensions.width} × ${file.dimensions.height} pixels` : null],
      ['Pages', file.page_count],
      ['Chunks', file.chunk_count],
      ['Uploaded', timestamp(file.created_at)],
      ['Changed', timestamp(file.updated_at)],
      ['Taken', file.content_created_at && timestamp(file.content_created_at)],
      ['Compliance', file.compliance && badge(file.compliance)],
      ['Upload method', file.upload_method],
      ['Id', el('code', { text: file.id })],
      ['SHA-256', el('code', { text: file.hash })],
    ]),
  );

const toJson = value => el('pre', { text: JSON.stringify(value, null, 2) });

/** Domain data: the fields that have a value. */
function domainDataPanel(file) {
  const isDomainData = ([key, value]) => value !== null && (/_data$|_check$/.test(key) || key === 'extraction_corrections');
  const fields = Object.entries(file).filter(isDomainData);
  const entries = fields.map(([key, value]) => el('details', {}, el('summary', { text: key }), toJson(value)));
  return entries.length > 0 ? panel('Domain data', entries) : null;
}

const jsonPanel = ({ compliance, hasContent, aiFields, ...file }) =>
  el('details', { class: 'panel' }, el('summary', { text: 'JSON of the API' }), toJson(file));

/** Title and description of a link's page. */
function createLinkContent() {
  const update = file => {
    const pictures = (file.extracted_images?.images ?? []).map(image => el('li', {}, externalLink(image.url, image.alt ?? image.url)));
    return panel(
      file.page_title ?? 'This link was not crawled yet',
      file.og_metadata?.description ? note(file.og_metadata.description) : null,
      facts([
        ['Address', externalLink(file.source_url)],
        ['Site', file.og_metadata?.site_name],
        ['Crawled', file.crawled_at && timestamp(file.crawled_at)],
        ['Crawl error', file.crawl_error],
      ]),
      pictures.length > 0 ? [el('h3', { text: 'Pictures on the page' }), el('ul', {}, pictures)] : null,
    );
  };
  return { update };
}
