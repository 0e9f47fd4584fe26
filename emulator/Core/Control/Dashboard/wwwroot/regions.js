// Regions over a picture, as SVG, and the list of their texts. Pointing at a list item highlights its region.
import { el } from './dom.js';

const LineHeight = 1.2;
const CharacterWidth = 0.54; // of the font size, about
const FontSizes = [30, 26, 22, 19, 16, 14]; // of text on a page, the largest that fits is used

/**
 * Regions in fractions of a picture of this size in pixels. With `hasSheet`, a blank page is drawn below them; with `hasText`, their texts
 * are written into them.
 */
export function createRegions(regions, width, height, { hasSheet = false, hasText = false } = {}) {
  const fontSize = Math.max(width, height) / 42;
  const groups = regions.map((region, i) => regionGroup(region, i + 1, { width, height, fontSize, hasSheet, hasText }));
  const drawing = el(
    'svg',
    { class: 'boxes', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${regions.length} regions` },
    hasSheet ? el('rect', { class: 'sheet', width, height }) : null,
    groups,
  );
  const items = regions.map((region, i) => regionItem(region, groups[i]));
  return { drawing, list: el('ol', { class: 'regions' }, items) };
}

function regionGroup(region, number, { width, height, fontSize, hasSheet, hasText }) {
  const box = { x: region.x * width, y: region.y * height, width: region.w * width, height: region.h * height };
  return el(
    'g',
    { class: `box ${/^[a-z_]+$/.test(region.type ?? '') ? region.type : ''}` },
    el('title', { text: region.text }),
    el('rect', box),
    hasText ? writtenText(region.text, box) : null,
    hasSheet ? pageNumber(number, box, fontSize) : regionNumber(number, box, { width, fontSize }),
  );
}

/** The number in the margin of a page, where the regions are close together: it is visible for a highlighted region only. */
const pageNumber = (number, { x, y, height }, fontSize) =>
  el('text', {
    class: 'in-margin',
    x: Math.max(x - fontSize * 0.4, fontSize),
    y: y + Math.min(height, fontSize),
    'font-size': fontSize,
    text: number,
  });

/** The number of a region of a picture, beside it; the list has its text. */
function regionNumber(number, { x, y, height }, { width, fontSize }) {
  const isRoomAbove = y > fontSize * 1.3;
  const position = { x: Math.min(x, width * 0.94), y: isRoomAbove ? y - fontSize * 0.3 : y + height + fontSize };
  return el('text', { ...position, 'font-size': fontSize, text: number });
}

/** The text in lines, as large as the box allows. What has no room is cut off. */
function writtenText(text, { x, y, width, height }) {
  const wrap = size => wrapLines(text, Math.max(1, Math.floor((width - 12) / (size * CharacterWidth))));
  const fits = size => wrap(size).length * size * LineHeight <= height;
  const size = Math.min(FontSizes.find(fits) ?? FontSizes.at(-1), Math.max(height * 0.8, 6));
  const lines = wrap(size).slice(0, Math.max(1, Math.floor(height / (size * LineHeight))));
  const top = (height - lines.length * size * LineHeight) / 2;
  return el(
    'svg',
    { x, y, width, height },
    lines.map((line, i) => el('text', { class: 'written', x: 6, y: top + (i + 0.82) * size * LineHeight, 'font-size': size, text: line })),
  );
}

/** The lines of a text, broken after `length` characters. The cells of a Markdown table are separated by dots. */
function wrapLines(text, length) {
  const rows = text.split('\n').filter(row => row.trim() && !/^[|\s:-]+$/.test(row));
  return rows.flatMap(row => {
    const cells = row.trim().startsWith('|') ? row.replace(/^\s*\||\|\s*$/g, '').replaceAll('|', '·') : row;
    const lines = [''];
    for (const word of cells.trim().split(/\s+/))
      if (lines.at(-1) && lines.at(-1).length + word.length + 1 > length) lines.push(word);
      else lines.push(`${lines.pop()} ${word}`.trim());
    return lines;
  });
}

function regionItem(region, group) {
  const highlight = isOn => () => group.classList.toggle('highlighted', isOn);
  const on = { mouseenter: highlight(true), mouseleave: highlight(false), focus: highlight(true), blur: highlight(false) };
  const type = region.type ? el('span', { class: 'tag', text: region.type.replaceAll('_', ' ') }) : null;
  return el('li', { tabindex: '0', on }, type, el('span', { dir: 'auto', text: region.text }));
}
