// A document: its pages with their elements, its text, its chunks. Each is requested when it is available.
import { el, fill, button, plural } from './dom.js';
import { get } from './api.js';
import { note } from './components.js';
import { createRegions } from './regions.js';
import { createPageText } from './page-text.js';
import { describeAbsence } from './stage-names.js';

const PageWidth = 1000;
const PageHeight = 1414; // A4
const MaxCharacters = 20_000;
const MaxChunks = 200;

/** The content of a document. */
export function createDocumentContent(initialFile, signal, onError) {
  const [pages, chunks, text] = [createPart('Pages'), createPart('Chunks'), createPart('Text')];
  const content = el('div', {}, pages.element, chunks.element, text.element);
  let loadedState = '';

  async function load(file) {
    const state = [file.text_extraction_status, file.digitization_status, file.chunk_count, file.page_count].join();
    if (state === loadedState) return;
    loadedState = state;
    try {
      await Promise.all([loadText(file), loadChunks(file), loadPages(file)]);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  }

  async function loadText(file) {
    const { text_extraction_status: status } = file;
    if (status !== 'completed') return text.show(null, note(describeAbsence('Text extraction', status)));
    const response = await get(`/api/v2/files/${file.id}/text`, { signal });
    const rest = response.text.length - MaxCharacters;
    return text.show(
      plural(response.text.length, 'character'),
      el('pre', { dir: 'auto', tabindex: '0', 'aria-label': 'Text of the document', text: response.text.slice(0, MaxCharacters) }),
      rest > 0 ? note(`${rest.toLocaleString('en')} more characters are not shown.`) : null,
    );
  }

  async function loadChunks(file) {
    const response = await get(`/api/v2/files/${file.id}/chunks`, { signal });
    const rest = response.total_chunks - MaxChunks;
    const absence = describeAbsence('The division into chunks', file.text_extraction_status);
    if (response.total_chunks === 0) return chunks.show(null, note(absence));
    return chunks.show(
      response.total_chunks.toLocaleString('en'),
      el('ol', { class: 'chunks' }, response.chunks.slice(0, MaxChunks).map(chunkItem)),
      rest > 0 ? note(`${rest.toLocaleString('en')} more chunks are not shown.`) : null,
    );
  }

  async function loadPages(file) {
    const isDigitized = file.page_count && file.digitization_status === 'completed';
    return isDigitized ? showPage(file, 1) : pages.show(null, note(describeAbsence('Digitization', file.digitization_status)));
  }

  async function showPage(file, number) {
    const page = await get(`/api/v2/files/${file.id}/digitization/pages/${number}`, { signal });
    const turnTo = (label, target) =>
      button(label, () => showPage(file, target).catch(onError), { disabled: target < 1 || target > file.page_count });
    const [previous, next] = [turnTo('Previous page', number - 1), turnTo('Next page', number + 1)];
    const turned = pages.element.contains(document.activeElement) ? document.activeElement.textContent : null;
    const range = el('span', { text: `Page ${number} of ${file.page_count}: ${page.status}` });
    pages.show(
      file.page_count.toLocaleString('en'),
      el('div', { class: 'pages' }, previous, range, next),
      file.document_type === 'pdf' ? createSheet(file, number, page.elements ?? []) : createPageText(page.elements ?? []),
    );
    if (turned) ([next, previous].find(one => one.textContent === turned && !one.disabled) ?? (next.disabled ? previous : next)).focus();
  }

  return {
    update: file => {
      load(file);
      return content;
    },
  };
}

/** A panel whose heading has a count. */
function createPart(name) {
  const [heading, content] = [el('h2', { text: name }), el('div')];
  const show = (count, ...children) => {
    fill(heading, name, count === null ? null : el('small', { text: ` (${count})` }));
    fill(content, children);
  };
  return { element: el('section', { class: 'panel' }, heading, content), show };
}

function chunkItem({ heading_hierarchy: headings, page_numbers: numbers, metadata, content }) {
  const details = [
    headings.join(' › ') || 'No heading',
    `page ${numbers.join(', ') || '–'}`,
    `${metadata.token_count} tokens`,
    metadata.chunk_type,
  ];
  const beginning = el('span', { class: 'beginning', dir: 'auto', text: content });
  return el(
    'li',
    {},
    el('details', {}, el('summary', {}, el('small', { text: details.join(' · ') }), beginning), el('p', { dir: 'auto', text: content })),
  );
}

/** A page of a PDF, which has the positions of its elements, and their list. */
function createSheet(file, number, elements) {
  const regions = elements.map(({ type, content: words, bounding_box: box }) => ({ type, text: words ?? type, ...box }));
  const picture = number === 1 ? (file.full_url ?? file.medium_url) : null;
  const { drawing, list } = createRegions(regions, PageWidth, PageHeight, { hasSheet: true, hasText: !picture });
  return el('div', { class: 'sheets' }, pageFrame(drawing, picture), list);
}

/** The regions over the picture of the page; a picture need not be A4. */
function pageFrame(drawing, picture) {
  if (!picture) return el('div', { class: 'frame page' }, drawing);
  drawing.setAttribute('preserveAspectRatio', 'none');
  const image = el('img', { src: picture, alt: 'The first page' });
  const frame = el('div', { class: 'frame page pictured' }, image, drawing);
  image.addEventListener('error', () => {
    image.remove();
    frame.classList.remove('pictured');
  });
  return frame;
}
