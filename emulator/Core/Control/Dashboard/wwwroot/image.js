// An image: its variants, and the text regions drawn on it.
import { el, fill, field, dropdown, checkbox, button } from './dom.js';
import { get, post } from './api.js';
import { note, attempt } from './components.js';
import { createRegions } from './regions.js';

const Variants = ['large_1024', 'medium_750', 'medium_512', 'small_256', 'tiny_64', 'original'];
/** The variant that only files of a category have. */
const AnnotatedVariants = {
  ce_plan: 'legend_annotated',
  blueprint: 'legend_annotated',
  map: 'legend_annotated',
  architectural_design: 'architectural_design_annotated',
};
/** The fields of a file that have the URL of a variant. */
const UrlFields = { large_1024: 'full_url', medium_750: 'medium_url', small_256: 'thumbnail_url', original: 'original_url' };

/** The picture, which is not reloaded when the file's statuses change. */
export function createImageContent(initialFile) {
  const annotated = AnnotatedVariants[initialFile.content_category];
  const variant = dropdown(annotated ? [...Variants, annotated] : Variants, Variants[0], { on: { change: () => load() } });
  const picture = el('img', { alt: '', class: 'picture' });
  const frame = el('div', { class: 'frame' }, note('There is no picture.'));
  const status = el('p', { class: 'muted', role: 'status' });
  const showRegions = el('input', { type: 'checkbox', checked: true, on: { change: () => renderRegions() } });
  const regionList = el('div');
  let file = initialFile;
  let regions = null;
  let loadedState = '';
  let shownVariant = '';

  picture.addEventListener('load', () => {
    status.textContent = `${shownVariant}: ${picture.naturalWidth} × ${picture.naturalHeight} pixels${explainOriginal()}`;
    renderRegions();
  });
  picture.addEventListener('error', () => {
    status.textContent = `The browser cannot show ${shownVariant}.`;
  });

  /** Why the original is shown instead of the variant. */
  function explainOriginal() {
    if (shownVariant === variant.value) return '';
    return file.variant_status === 'failed' ? '. The variants failed.' : '. The variants are not available yet.';
  }

  async function load() {
    const state = `${variant.value} ${file.variant_status}`;
    if (state === loadedState) return;
    loadedState = state;
    if (!file.hasContent) {
      status.textContent = 'The bytes of this file are not stored.';
      return;
    }
    shownVariant = file.variant_status === 'completed' ? variant.value : 'original';
    try {
      // Without a field, the URL is the one to which the API redirects.
      picture.src = file[UrlFields[shownVariant]] ?? (await get(`/api/v2/files/${file.id}/variant/${shownVariant}`, { as: 'url' }));
      picture.alt = file.upload_description ?? `Picture of ${file.filename}`;
      fill(frame, picture);
    } catch (error) {
      status.textContent = error.message;
    }
  }

  function renderRegions() {
    regions?.drawing.remove();
    const boxes = (file.text_regions ?? []).map(toBox);
    regions = createRegions(boxes, picture.naturalWidth || 1000, picture.naturalHeight || 1000);
    if (showRegions.checked && frame.contains(picture)) frame.append(regions.drawing);
    fill(regionList, boxes.length > 0 ? [el('h3', { text: 'Text regions' }), regions.list] : null);
  }

  const recreateVariants = async () => {
    const result = await attempt(
      () => post(`/api/v2/files/${file.id}/trigger-variants`),
      response => response.message,
    );
    if (result !== undefined) loadedState = '';
  };
  const controls = [
    field('Variant', variant),
    checkbox('Show text regions', showRegions),
    button('Create the variants again', recreateVariants),
  ];
  const content = el(
    'section',
    { class: 'panel', 'aria-label': 'Picture' },
    el('h2', { class: 'visually-hidden', text: 'Picture' }),
    frame,
    el('div', { class: 'bar' }, controls),
    status,
    regionList,
  );

  return {
    update: newFile => {
      const hasNewRegions = JSON.stringify(newFile.text_regions) !== JSON.stringify(file.text_regions);
      file = newFile;
      load();
      if (hasNewRegions || !regions) renderRegions();
      return content;
    },
  };
}

const toBox = ({ text, bounding_box: box }) => ({
  text,
  x: box.x_min,
  y: box.y_min,
  w: box.x_max - box.x_min,
  h: box.y_max - box.y_min,
});
