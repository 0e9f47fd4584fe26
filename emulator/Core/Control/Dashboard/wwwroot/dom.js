// Creates elements from data. Text is set as text, never as HTML, since names and descriptions come from users.
const Svg = 'http://www.w3.org/2000/svg';
const Drawn = new Set(['svg', 'rect', 'text', 'g', 'title', 'image', 'path']);

/** An element: `class`, `text`, `on: {event: handler}`, true and false for attributes without a value, everything else an attribute. */
export function el(tag, given = {}, ...children) {
  const node = Drawn.has(tag) ? document.createElementNS(Svg, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') node.textContent = value;
    else if (name === 'on') for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (name === 'value' && 'value' in node) node.value = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** Replaces the children of a node. */
export const fill = (node, ...children) => node.replaceChildren(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));

/** A button. */
export const button = (text, press, given = {}) => el('button', { type: 'button', ...given, text, on: { click: press } });

/** A control with its label around it. */
export const field = (label, control, note) =>
  el('label', { class: 'field' }, el('span', { text: label }), control, note ? el('small', { text: note }) : null);

/** A checkbox with its label behind it. */
export const check = (label, control) => el('label', { class: 'check' }, control, el('span', { text: label }));

/** A select; options are values, or pairs of value and text. */
export const choice = (options, value, given = {}) => {
  const select = el('select', given, options.map(option => {
    const [key, text] = Array.isArray(option) ? option : [option, option];
    return el('option', { value: key, text });
  }));
  select.value = value ?? select.options[0]?.value;
  return select;
};

/** A name that is safe to show: control characters and marks that change the text direction become visible. */
export const plain = text => String(text ?? '').replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
  mark => `\u2039U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}\u203a`);

/** A name, isolated from the text direction around it. */
export const name = (text, given = {}) => el('bdi', { ...given, text: plain(text) });

/** An external link; anything but http and https stays text. */
export function outside(address, text = address) {
  let url = null;
  try { url = new URL(address); } catch { /* not an address: text */ }
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return name(text);
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, name(text));
}

/** A time for people, in UTC. */
export const moment = text => text ? el('time', { datetime: text, title: text, text: day(text) }) : el('span', { class: 'none', text: '–' });

/** `2026-01-15 10:30:00`. */
export const day = text => new Date(text).toISOString().slice(0, 19).replace('T', ' ');

/** `10:30:00`. */
export const hour = text => day(text).slice(11);

/** Bytes in a unit that fits. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1024;
  while (value >= 1024 && units.length > 1) { value /= 1024; units.shift(); }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[0]}`;
}

/** `1 file`, `2 files`. */
export const count = (n, one, many = one + 's') => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
