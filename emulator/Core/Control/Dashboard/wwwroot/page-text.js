// The elements of a page as text that can be read: headings, paragraphs, lists and tables, each with its type.
import { el } from './dom.js';
import { dataTable } from './components.js';

/** A page of a format without positions. The elements are those of the API: the content of a table is Markdown, a list has dashes. */
export const createPageText = elements =>
  el('div', { class: 'page-text', tabindex: '0', role: 'region', 'aria-label': 'Text of the page' }, elements.map(createElement));

function createElement({ type, content, metadata }) {
  const tag = el('span', { class: 'tag', text: type.replaceAll('_', ' ') });
  return el('div', { class: `element ${/^[a-z_]+$/.test(type) ? type : ''}` }, tag, createContent(type, content ?? '', metadata?.level));
}

function createContent(type, content, level) {
  if (type === 'heading') return createHeading(content, level ?? 1);
  if (type === 'table') return createTable(content);
  if (type === 'list') return el('ul', {}, content.split('\n').map(item => el('li', { dir: 'auto', text: item.replace(/^- /, '') })));
  if (/ {2}/.test(content)) return el('pre', { tabindex: '0', 'aria-label': 'Columns', text: content });
  return el('p', { dir: 'auto', text: content });
}

/** A heading of the document, which is below those of the view. */
const createHeading = (text, level) =>
  el('div', { class: `level-${Math.min(level, 3)}`, role: 'heading', 'aria-level': level + 2, dir: 'auto', text });

/** The rows of a Markdown table; the second line is its rule. */
function createTable(markdown) {
  const [head, , ...rows] = markdown.split('\n').map(readCells);
  return dataTable('Table', head, rows);
}

const readCells = line =>
  line
    .replace(/^\| ?| ?\|$/g, '')
    .split(/ \| /)
    .map(cell => cell.replaceAll('\\|', '|'));
