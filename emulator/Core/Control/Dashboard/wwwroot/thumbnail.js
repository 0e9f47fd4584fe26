// The thumbnail of a file, or the name of its format.
import { el, fill } from './dom.js';

/** The name of a file's format, e.g. `PDF`. */
export const formatName = file =>
  (file.media_type === 'link' ? 'link' : (file.document_type ?? file.format ?? file.media_type ?? 'file')).toUpperCase();

const placeholder = file => el('span', { class: `format ${file.media_type ?? ''}`, 'aria-hidden': 'true', text: formatName(file) });

/** An image without a hash has no smaller pictures, or grey ones only: its bytes are missing, or no program can read them. */
const hasPicture = file => file.media_type !== 'image' || Boolean(file.blur_hash);

/** A decorative picture. Its URL changes only when there is another picture, since a presigned URL differs in each response. */
export function createThumbnail(initialFile) {
  const element = el('span', { class: 'thumb' });
  let shownPath = null;
  const update = file => {
    const url = hasPicture(file) ? (file.medium_url ?? file.thumbnail_url) : null;
    const path = url && new URL(url).pathname;
    if (path === shownPath && element.firstChild) return;
    shownPath = path;
    const image = path && el('img', { src: url, alt: '', loading: 'lazy', decoding: 'async', on: { error: () => image.remove() } });
    fill(element, placeholder(file), image);
  };
  update(initialFile);
  return { element, update };
}
