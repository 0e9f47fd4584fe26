// Boxes over a picture with their labels, as SVG, and the list of their texts. Selecting one highlights the other.
import { el } from './dom.js';

/** Boxes in fractions of a picture of this size in pixels. `sheet` draws a blank page below them. */
export function boxes(found, width, height, { sheet = false } = {}) {
  const sign = Math.max(width, height) / 42;
  const groups = found.map((box, i) => {
    const label = (box.label ?? box.text ?? '').replace(/\s+/g, ' ').slice(0, 28);
    const [x, y] = [box.x * width, box.y * height];
    const aside = sheet && x > sign * 2; // a page's boxes stand close together: numbers go into its margin
    return el('g', { class: `box ${/^[a-z]+$/.test(box.type ?? '') ? box.type : ''}` }, el('title', { text: box.text }),
      el('rect', { x, y, width: box.w * width, height: box.h * height }),
      el('text', {
        x: aside ? x - sign * 0.3 : Math.min(x, width * 0.8), y: aside ? y + sign * 0.8 : y > sign * 1.3 ? y - sign * 0.3 : y + box.h * height + sign,
        'text-anchor': aside ? 'end' : 'start', 'font-size': sign, text: `${i + 1} ${label}`.trim(),
      }));
  });
  const drawing = el('svg', { class: 'boxes', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${found.length} regions` },
    sheet ? el('rect', { class: 'sheet', width, height }) : null, groups);
  const point = (i, on) => groups[i].classList.toggle('pointed', on);
  const list = el('ol', { class: 'regions' }, found.map((box, i) => el('li', {
    tabindex: '0', on: { mouseenter: () => point(i, true), mouseleave: () => point(i, false), focus: () => point(i, true), blur: () => point(i, false) },
  }, box.type ? el('span', { class: 'tag', text: box.type }) : null, el('span', { dir: 'auto', text: box.text }))));
  return { drawing, list };
}
