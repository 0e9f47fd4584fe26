// The domain data of a file: lists as tables, other values as terms. A value that is null is omitted.
import { el } from './dom.js';
import { panel, facts, dataTable } from './components.js';

/** A panel with every field of domain data that has a value; null when there is none. */
export function domainDataPanel(file) {
  const isDomainData = ([key, value]) => value !== null && (/_data$|_check$/.test(key) || key === 'extraction_corrections');
  const fields = Object.entries(file).filter(isDomainData);
  const entries = fields.map(([key, value]) => el('div', { class: 'domain' }, el('h3', {}, el('code', { text: key })), describe(value)));
  return entries.length > 0 ? panel('Domain data', entries) : null;
}

const isObject = value => typeof value === 'object' && value !== null;
const isTable = value => Array.isArray(value) && value.length > 0 && value.every(isObject);
const toWords = name => name.replaceAll('_', ' ');
const toText = value => (Array.isArray(value) ? value.map(toText).join(', ') : isObject(value) ? JSON.stringify(value) : String(value));

function describe(object) {
  const entries = Object.entries(object).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  const parts = entries.filter(([, value]) => isObject(value) && (isTable(value) || !Array.isArray(value)));
  const terms = entries.filter(entry => !parts.includes(entry)).map(([name, value]) => [toWords(name), toText(value)]);
  return [
    terms.length > 0 ? facts(terms) : null,
    parts.map(([name, value]) => [el('h4', { text: toWords(name) }), isTable(value) ? createTable(toWords(name), value) : describe(value)]),
  ];
}

function createTable(name, rows) {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  return dataTable(name, columns.map(toWords), rows.map(row => columns.map(column => toText(row[column] ?? '–'))));
}
