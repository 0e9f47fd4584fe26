// A document: its pages with their elements, its text, its chunks. Each is requested when it is available.
import { el, fill, button } from './dom.js';
import { get } from './api.js';
import { panel, note } from './components.js';
import { createRegions } from './regions.js';

const PageWidth = 1000;
const PageHeight = 1414; // A4
const MaxCharacters = 20_000;
const MaxChunks = 200;

/** The content of a document. */
export function createDocumentContent(initialFile, signal, onError) {
  const [pages, text, chunks] = [el('div'), el('div'), el('div')];
  const content = el('div', {}, panel('Pages', pages), panel('Chunks', chunks), panel('Text', text));
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
    if (file.text_extraction_status !== 'completed') return fill(text, note(`Text extraction: ${file.text_extraction_status}.`));
    const response = await get(`/api/v2/files/${file.id}/text`, { signal });
    const rest = response.text.length - MaxCharacters;
    return fill(
      text,
      el('pre', { dir: 'auto', tabindex: '0', 'aria-label': 'Text of the document', text: response.text.slice(0, MaxCharacters) }),
      rest > 0 ? note(`${rest.toLocaleString('en')} more characters are not shown.`) : null,
    );
  }

  async function loadChunks(file) {
    const response = await get(`/api/v2/files/${file.id}/chunks`, { signal });
    const rest = response.total_chunks - MaxChunks;
    if (response.total_chunks === 0) return fill(chunks, note('This document has no chunks yet.'));
    return fill(
      chunks,
      el('ol', { class: 'chunks' }, response.chunks.slice(0, MaxChunks).map(chunkItem)),
      rest > 0 ? note(`${rest.toLocaleString('en')} more chunks are not shown.`) : null,
    );
  }

  async function loadPages(file) {
    const isDigitized = file.page_count && file.digitization_status === 'completed';
    return isDigitized ? showPage(file, 1) : fill(pages, note(`Digitization: ${file.digitization_status}.`));
  }

  async function showPage(file, number) {
    const page = await get(`/api/v2/files/${file.id}/digitization/pages/${number}`, { signal });
    const regions = (page.elements ?? []).map(({ type, content: words, bounding_box: box }) => ({
      type,
      label: '',
      text: words ?? type,
      ...box,
    }));
    const picture = number === 1 && file.document_type === 'pdf' ? (file.full_url ?? file.medium_url) : null;
    const { drawing, list } = createRegions(regions, PageWidth, PageHeight, { hasSheet: true });
    const turnTo = (label, target) =>
      button(label, () => showPage(file, target).catch(onError), { disabled: target < 1 || target > file.page_count });
    fill(
      pages,
      el(
        'div',
        { class: 'pages' },
        turnTo('Previous page', number - 1),
        el('span', { text: `Page ${number} of ${file.page_count}: ${page.status}` }),
        turnTo('Next page', number + 1),
      ),
      el('div', { class: 'sheets' }, pageFrame(drawing, picture), list),
    );
  }

  return {
    update: file => {
      load(file);
      return content;
    },
  };
}

function chunkItem({ heading_hierarchy: headings, page_numbers: numbers, metadata, content }) {
  const details = [
    headings.join(' › ') || 'No heading',
    `page ${numbers.join(', ') || '–'}`,
    `${metadata.token_count} tokens`,
    metadata.chunk_type,
  ];
  return el('li', {}, note(details.join(' · ')), el('p', { dir: 'auto', text: content }));
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
