// Creates elements. Text is set as text, never as HTML, because names and descriptions come from users.
const SvgNamespace = 'http://www.w3.org/2000/svg';
const SvgTags = new Set(['svg', 'rect', 'text', 'g', 'title', 'image', 'path']);

const isNode = child => child !== null && child !== undefined && child !== false;

/** An element. `text` is its text, `on` its event handlers; true and false set and omit an attribute without a value. */
export function el(tag, attributes = {}, ...children) {
  const node = SvgTags.has(tag) ? document.createElementNS(SvgNamespace, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') node.textContent = value;
    else if (name === 'on') for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (name === 'value' && 'value' in node) node.value = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter(isNode));
  return node;
}

/** Replaces the children of a node. */
export const fill = (node, ...children) => node.replaceChildren(...children.flat(Infinity).filter(isNode));

/** A button. */
export const button = (text, onClick, attributes = {}) => el('button', { type: 'button', ...attributes, text, on: { click: onClick } });

/** A form control with its label. */
export const field = (label, control, hint) =>
  el('label', { class: 'field' }, el('span', { text: label }), control, hint ? el('small', {}, hint) : null);

/** A checkbox with its label. */
export const checkbox = (label, control) => el('label', { class: 'check' }, control, el('span', { text: label }));

/** A select element; each option is a value, or a pair of value and text. */
export function dropdown(options, value, attributes = {}) {
  const pairs = options.map(option => (Array.isArray(option) ? option : [option, option]));
  const items = pairs.map(([key, text]) => el('option', { value: key, text }));
  const select = el('select', attributes, items);
  select.value = value ?? select.options[0]?.value;
  return select;
}

/** A text in which control characters and marks that change the text direction are visible. */
export const escapeInvisible = text =>
  String(text ?? '').replace(
    /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    mark => `\u2039U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}\u203a`,
  );

/** A user's text, isolated from the text direction around it. */
export const isolated = (text, attributes = {}) => el('bdi', { ...attributes, text: escapeInvisible(text) });

/** A link to another site; an address that is neither http nor https is plain text. */
export function externalLink(address, text = address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return isolated(text);
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, isolated(text));
}

/** A time element, in UTC. */
export const timestamp = time =>
  time ? el('time', { datetime: time, title: time, text: formatTime(time) }) : el('span', { class: 'muted', text: '–' });

/** `2026-01-15 10:30:00`. */
export const formatTime = time => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** `10:30:00`. */
export const formatTimeOfDay = time => formatTime(time).slice(11);

/** `512 B`, `1.5 MB`. */
export function formatBytes(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1024;
  while (value >= 1024 && units.length > 1) {
    value /= 1024;
    units.shift();
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[0]}`;
}

/** `1 file`, `2 files`. */
export const plural = (count, one, many = one + 's') => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
