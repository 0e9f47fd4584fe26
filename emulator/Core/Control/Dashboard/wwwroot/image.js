// An image: its variants, and the regions of text drawn on it.
import { el, fill, choice, check, button } from './dom.js';
import { get, post } from './api.js';
import { attempt } from './parts.js';
import { boxes } from './boxes.js';

const Annotated = { ce_plan: 'legend_annotated', blueprint: 'legend_annotated', map: 'legend_annotated', architectural_design: 'architectural_design_annotated' };

/** The picture, which is not reloaded when the file's statuses change. */
export function imageParts(first) {
  const names = ['large_1024', 'medium_750', 'medium_512', 'small_256', 'tiny_64', 'original', ...Annotated[first.content_category] ? [Annotated[first.content_category]] : []];
  const variant = choice(names, names[0], { on: { change: () => load() } });
  const picture = el('img', { alt: '', class: 'picture' });
  const frame = el('div', { class: 'frame' }, el('p', { class: 'none', text: 'There is no picture yet.' }));
  const told = el('p', { class: 'none', role: 'status' });
  const toggle = el('input', { type: 'checkbox', checked: true, on: { change: () => drawBoxes() } });
  const regions = el('div');
  let file = first;
  let overlay = null;
  let loaded = '';

  picture.addEventListener('load', () => {
    told.textContent = `${variant.value}: ${picture.naturalWidth} × ${picture.naturalHeight} pixels`;
    drawBoxes();
  });
  picture.addEventListener('error', () => { told.textContent = `${variant.value} cannot be shown here.`; });

  async function load() {
    const wanted = `${variant.value} ${file.variant_status}`;
    if (wanted === loaded) return;
    loaded = wanted;
    if (file.variant_status !== 'completed' && variant.value !== 'original') {
      told.textContent = file.variant_status === 'failed' ? 'The variants failed; the original may be shown.' : 'The variants are not made yet.';
      return;
    }
    try {
      const known = { large_1024: file.full_url, medium_750: file.medium_url, small_256: file.thumbnail_url, original: file.original_url }[variant.value];
      picture.src = known ?? await get(`/api/v2/files/${file.id}/variant/${variant.value}`, { as: 'url' }); // the URL it redirects to
      picture.alt = file.upload_description ?? `Picture of ${file.filename}`;
      fill(frame, picture);
    } catch (error) {
      told.textContent = error.message;
    }
  }

  function drawBoxes() {
    overlay?.drawing.remove();
    const found = (file.text_regions ?? []).map(({ text, bounding_box: box }) => ({ text, x: box.x_min, y: box.y_min, w: box.x_max - box.x_min, h: box.y_max - box.y_min }));
    overlay = boxes(found, picture.naturalWidth || 1000, picture.naturalHeight || 1000);
    if (toggle.checked && frame.contains(picture)) frame.append(overlay.drawing);
    fill(regions, found.length === 0 ? null : [el('h3', { text: 'Regions of text' }), overlay.list]);
  }

  const again = button('Make the variants again', async () => {
    if (await attempt(() => post(`/api/v2/files/${file.id}/trigger-variants`), done => done.message) !== undefined) loaded = '';
  });
  const whole = el('section', { class: 'panel picture-panel', 'aria-label': 'Picture' }, el('h2', { class: 'hidden', text: 'Picture' }), frame,
    el('div', { class: 'bar' }, el('label', { class: 'field' }, el('span', { text: 'Variant' }), variant), check('Show regions', toggle), again), told, regions);

  return {
    update: now => {
      const redraw = JSON.stringify(now.text_regions) !== JSON.stringify(file.text_regions);
      file = now;
      load();
      if (redraw || !overlay) drawBoxes();
      return whole;
    },
  };
}
