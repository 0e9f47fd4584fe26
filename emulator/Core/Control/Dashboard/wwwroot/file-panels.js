// What is known of a file: its description, its properties, its domain data, the JSON of the API, and a link's page.
import { el, isolated, externalLink, timestamp, formatBytes } from './dom.js';
import { panel, note, badge, facts } from './components.js';
import { describeSource, describeSources } from './ai-sources.js';

/** Descriptions by the AI and by users, tags and visible text. */
export function descriptionPanel(file) {
  const description = file.user_description ?? file.upload_description;
  const hasBoth = file.user_description && file.upload_description;
  const tagLinks = file.tags.map(tag => el('li', {}, el('a', { href: `#/files?tag=${encodeURIComponent(tag)}` }, isolated(tag))));
  return panel(
    'Description',
    description ? el('p', { class: 'description', dir: 'auto', text: description }) : note(describeAbsence(file.description_status)),
    hasBoth ? el('p', { class: 'muted', dir: 'auto', text: `Description by the AI: ${file.upload_description}` }) : null,
    tagLinks.length > 0 ? el('ul', { class: 'tags', 'aria-label': 'Tags' }, tagLinks) : null,
    file.visible_text ? [visibleTextHeading(file.aiFields), el('pre', { dir: 'auto', text: file.visible_text })] : null,
    file.aiFields.length > 0 ? el('p', { class: 'muted sources', text: describeSources(file.aiFields) }) : null,
  );
}

function describeAbsence(status) {
  if (status === 'failed') return 'The description failed, so there is none.';
  if (status === 'skipped') return 'The description was skipped: it was not asked for, or a stage before it failed.';
  return 'This file has no description yet.';
}

const visibleTextHeading = fields =>
  el('h3', {}, 'Visible text ', el('span', { class: 'tag', text: describeSource(fields, 'visible_text') }));

/** The properties; `places` names the folder and the project. */
export function factsPanel(file, places) {
  const placeLink = (kind, id) => id && el('a', { href: `#/files?${kind}=${encodeURIComponent(id)}` }, isolated(places.getName(id)));
  const sessionLink = id => el('a', { href: `#/sessions/${id}` }, el('code', { text: id.slice(0, 8) }));
  return panel(
    'Properties',
    facts([
      ['Name', file.filename && isolated(file.filename)],
      ['Address', file.source_url && externalLink(file.source_url)],
      ['Project', placeLink('project', file.projectId)],
      ['Folder', placeLink('folder', file.folderId)],
      ['Session', file.sessionId && sessionLink(file.sessionId)],
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
}

const toJson = value => el('pre', { text: JSON.stringify(value, null, 2) });

/** A part that opens; `openNames` keeps which ones are open when the page is filled again. */
function folded(name, openNames, attributes, content) {
  const details = el('details', { ...attributes, open: openNames.has(name) }, el('summary', { text: name, 'data-action': name }), content);
  details.addEventListener('toggle', () => {
    details.open ? openNames.add(name) : openNames.delete(name);
  });
  return details;
}

/** Domain data: the fields that have a value. */
export function domainDataPanel(file, openNames) {
  const isDomainData = ([key, value]) => value !== null && (/_data$|_check$/.test(key) || key === 'extraction_corrections');
  const fields = Object.entries(file).filter(isDomainData);
  const entries = fields.map(([key, value]) => folded(key, openNames, {}, toJson(value)));
  return entries.length > 0 ? panel('Domain data', entries) : null;
}

/** All fields of the API's response. */
export const jsonPanel = ({ compliance, hasContent, aiFields, folderId, projectId, sessionId, ...file }, openNames) =>
  folded('JSON of the API', openNames, { class: 'panel' }, toJson(file));

/** Title and description of a link's page. */
export function createLinkContent() {
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
