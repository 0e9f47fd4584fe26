// What is known of a file: its description, its properties, the JSON of the API, and a link's page.
import { el, isolated, externalLink, timestamp, formatBytes } from './dom.js';
import { panel, note, badge, facts } from './components.js';
import { describeSource, describeSources } from './ai-sources.js';
import { explainSkip } from './stage-names.js';

/** Descriptions by the AI and by users, tags and visible text. */
export function descriptionPanel(file, stages) {
  const description = file.user_description ?? file.upload_description;
  const hasBoth = file.user_description && file.upload_description;
  const isEmpty = value => value === null || value === '' || (Array.isArray(value) && value.length === 0);
  const sources = describeSources(file.aiFields.filter(({ field }) => !(field in file) || !isEmpty(file[field])));
  const tagLinks = file.tags.map(tag => el('li', {}, el('a', { href: `#/files?tag=${encodeURIComponent(tag)}` }, isolated(tag))));
  return panel(
    'Description',
    file.user_description ? note('A user has written this description.') : null,
    description
      ? el('p', { class: 'description', dir: 'auto', text: description })
      : note(describeAbsence(file.description_status, stages)),
    hasBoth ? el('p', { class: 'muted', dir: 'auto', text: `Description by the AI: ${file.upload_description}` }) : null,
    tagLinks.length > 0 ? el('ul', { class: 'tags', 'aria-label': 'Tags' }, tagLinks) : null,
    file.visible_text ? [visibleTextHeading(file.aiFields), el('pre', { dir: 'auto', text: file.visible_text })] : null,
    sources ? el('p', { class: 'muted sources', text: sources }) : null,
  );
}

function describeAbsence(status, stages) {
  if (status === 'failed') return 'The description failed, so there is none.';
  const stage = stages.find(({ stage: name }) => name === 'description');
  if (status === 'skipped') return stage ? `The description was skipped, ${explainSkip(stage, stages)}.` : 'The description was skipped.';
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

/** All fields of the API's response; `openNames` keeps whether the panel is open when the page is filled again. */
export function jsonPanel({ compliance, hasContent, aiFields, folderId, projectId, sessionId, ...file }, openNames) {
  const name = 'JSON of the API';
  const summary = el('summary', { text: name, 'data-action': name });
  const json = el('pre', { text: JSON.stringify(file, null, 2) });
  const details = el('details', { class: 'panel', open: openNames.has(name) }, summary, json);
  details.addEventListener('toggle', () => {
    details.open ? openNames.add(name) : openNames.delete(name);
  });
  return details;
}

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
