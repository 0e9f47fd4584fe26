// The thumbnail of a file, or the name of its format with a sign of a picture or a video.
import { el, fill } from './dom.js';

/** The name of a file's format, e.g. `PDF`. */
export const formatName = file =>
  (file.media_type === 'link' ? 'link' : (file.document_type ?? file.format ?? file.media_type ?? 'file')).toUpperCase();

/** The outlines of the signs, 24 units wide and high. */
const Signs = {
  image: 'M3 5h18v14H3z M3 16l5-5 4 4 3-3 6 5 M15.5 9.5h.01',
  video: 'M3 5h18v14H3z M10 9l5 3-5 3z',
};

/** Why there is no picture yet. */
const Waiting = { pending: 'waiting to be processed', queued: 'waiting to be processed', processing: 'processing', uploading: 'uploading' };

function placeholder(file) {
  const state = Waiting[file.media_type === 'image' ? file.variant_status : file.primary_status];
  return el(
    'span',
    { class: `format ${file.media_type ?? ''}`, 'aria-hidden': 'true' },
    file.media_type in Signs ? el('svg', { viewBox: '0 0 24 24', class: 'sign' }, el('path', { d: Signs[file.media_type] })) : null,
    el('span', { text: formatName(file) }),
    state ? el('small', { text: state }) : null,
  );
}

/** An image without a hash has no smaller pictures, or grey ones only: its bytes are missing, or no program can read them. */
const hasPicture = file => file.media_type !== 'image' || Boolean(file.blur_hash);

/** A decorative picture. Its URL changes only when there is another picture, since a presigned URL differs in each response. */
export function createThumbnail(initialFile) {
  const element = el('span', { class: 'thumb' });
  let lastShown = null;
  const update = file => {
    const url = hasPicture(file) ? (file.medium_url ?? file.thumbnail_url) : null;
    const shown = url ? new URL(url).pathname : `${file.primary_status} ${file.variant_status}`;
    if (shown === lastShown) return;
    lastShown = shown;
    const image = url && el('img', { src: url, alt: '', loading: 'lazy', decoding: 'async', on: { error: () => image.remove() } });
    fill(element, placeholder(file), image);
  };
  update(initialFile);
  return { element, update };
}
