// Regions over a picture, as SVG, and the list of their texts. Pointing at a list item highlights its region.
import { el } from './dom.js';

const MaxLabelLength = 28;

/** Regions in fractions of a picture of this size in pixels. With `hasSheet`, a blank page is drawn below them. */
export function createRegions(regions, width, height, { hasSheet = false } = {}) {
  const fontSize = Math.max(width, height) / 42;
  const groups = regions.map((region, i) => regionGroup(region, i + 1, { width, height, fontSize, hasSheet }));
  const drawing = el(
    'svg',
    { class: 'boxes', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${regions.length} regions` },
    hasSheet ? el('rect', { class: 'sheet', width, height }) : null,
    groups,
  );
  const items = regions.map((region, i) => regionItem(region, groups[i]));
  return { drawing, list: el('ol', { class: 'regions' }, items) };
}

function regionGroup(region, number, { width, height, fontSize, hasSheet }) {
  const label = (region.label ?? region.text ?? '').replace(/\s+/g, ' ').slice(0, MaxLabelLength);
  const [x, y, bottom] = [region.x * width, region.y * height, (region.y + region.h) * height];
  // The regions of a page are close together, so their numbers are in its margin.
  const position =
    hasSheet && x > fontSize * 2
      ? { x: x - fontSize * 0.3, y: y + fontSize * 0.8, 'text-anchor': 'end' }
      : { x: Math.min(x, width * 0.8), y: y > fontSize * 1.3 ? y - fontSize * 0.3 : bottom + fontSize, 'text-anchor': 'start' };
  return el(
    'g',
    { class: `box ${/^[a-z]+$/.test(region.type ?? '') ? region.type : ''}` },
    el('title', { text: region.text }),
    el('rect', { x, y, width: region.w * width, height: region.h * height }),
    el('text', { ...position, 'font-size': fontSize, text: `${number} ${label}`.trim() }),
  );
}

function regionItem(region, group) {
  const highlight = isOn => () => group.classList.toggle('highlighted', isOn);
  const on = { mouseenter: highlight(true), mouseleave: highlight(false), focus: highlight(true), blur: highlight(false) };
  const type = region.type ? el('span', { class: 'tag', text: region.type }) : null;
  return el('li', { tabindex: '0', on }, type, el('span', { dir: 'auto', text: region.text }));
}
