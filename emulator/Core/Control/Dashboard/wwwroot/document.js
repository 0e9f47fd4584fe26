// A document: its pages with their elements, its text, its chunks. Each is requested when it is available.
import { el, fill, button } from './dom.js';
import { get } from './api.js';
import { boxes } from './boxes.js';

const [Width, Height] = [1000, 1414]; // A4

/** The content of a document. */
export function documentParts(first, signal, failed) {
  const [pages, text, chunks] = [el('div'), el('div'), el('div')];
  const whole = el('div', {}, section('Pages', pages), section('Chunks', chunks), section('Text', text));
  let seen = '';

  async function load(file) {
    const now = [file.text_extraction_status, file.digitization_status, file.chunk_count, file.page_count].join();
    if (now === seen) return;
    seen = now;
    try {
      await Promise.all([loadText(file), loadChunks(file), loadPages(file)]);
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  }

  async function loadText(file) {
    if (file.text_extraction_status !== 'completed') return note(text, `Text extraction is ${file.text_extraction_status}.`);
    const answer = await get(`/api/v2/files/${file.id}/text`, { signal });
    const [start, more] = [answer.text.slice(0, 20_000), answer.text.length - 20_000];
    fill(text, el('pre', { class: 'text', dir: 'auto', tabindex: '0', 'aria-label': 'Text of the document', text: start }),
      more > 0 ? el('p', { class: 'none', text: `… and ${more.toLocaleString('en')} characters more.` }) : null);
    return undefined;
  }

  async function loadChunks(file) {
    const answer = await get(`/api/v2/files/${file.id}/chunks`, { signal });
    if (answer.total_chunks === 0) return note(chunks, 'There are no chunks yet.');
    fill(chunks, el('ol', { class: 'chunks' }, answer.chunks.slice(0, 200).map(chunk => el('li', {},
      el('p', { class: 'none' }, chunk.heading_hierarchy.join(' › ') || 'No heading', ` · page ${chunk.page_numbers.join(', ') || '–'} · ${chunk.metadata.token_count} tokens · ${chunk.metadata.chunk_type}`),
      el('p', { dir: 'auto', text: chunk.content })))),
    answer.total_chunks > 200 ? el('p', { class: 'none', text: `… and ${answer.total_chunks - 200} chunks more.` }) : null);
    return undefined;
  }

  async function loadPages(file) {
    if (!file.page_count) return note(pages, `Digitization is ${file.digitization_status}.`);
    return page(file, 1);
  }

  async function page(file, number) {
    const shown = await get(`/api/v2/files/${file.id}/digitization/pages/${number}`, { signal });
    const found = (shown.elements ?? []).map(({ type, content, bounding_box: box }) => ({ type, label: '', text: content ?? type, ...box }));
    const picture = number === 1 && file.document_type === 'pdf' ? file.full_url ?? file.medium_url : null;
    const overlay = boxes(found, Width, Height, { sheet: true });
    if (picture) overlay.drawing.setAttribute('preserveAspectRatio', 'none'); // the page may not be A4
    const sheet = el('div', { class: `frame page${picture ? ' pictured' : ''}` }, overlay.drawing);
    if (picture) sheet.prepend(el('img', { src: picture, alt: 'The first page', on: { error: event => { event.target.remove(); sheet.classList.remove('pictured'); } } }));
    const turn = (label, to) => button(label, () => page(file, to).catch(failed), { disabled: to < 1 || to > file.page_count });
    fill(pages, el('div', { class: 'pages' }, turn('Previous page', number - 1), el('span', { text: `Page ${number} of ${file.page_count}: ${shown.status}` }), turn('Next page', number + 1)),
      el('div', { class: 'sheets' }, sheet, overlay.list));
  }

  return { update: file => { load(file); return whole; } };
}

const section = (heading, body) => el('section', { class: 'panel' }, el('h2', { text: heading }), body);

const note = (place, text) => fill(place, el('p', { class: 'none', text }));
