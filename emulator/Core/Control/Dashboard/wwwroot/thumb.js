// The thumbnail of a file, or its format.
import { el, fill } from './dom.js';

/** A placeholder for the picture: the format's name. */
const standIn = file => el('span', { class: `kind ${file.media_type ?? ''}`, 'aria-hidden': 'true', text: kind(file) });

/** The format in a word, e.g. `PDF`. */
export const kind = file => (file.media_type === 'link' ? 'link' : file.document_type ?? file.format ?? file.media_type ?? 'file').toUpperCase();

/** A decorative picture beside the name. Its URL changes only when there is another picture. */
export function thumb(file) {
  const box = el('span', { class: 'thumb' });
  let shown = null;
  const update = now => {
    const address = now.medium_url ?? now.thumbnail_url;
    const picture = address && new URL(address).pathname;
    if (picture === shown && box.firstChild) return;
    shown = picture;
    const image = picture && el('img', { src: address, alt: '', loading: 'lazy', decoding: 'async', on: { error: () => image.remove() } });
    fill(box, standIn(now), image);
  };
  update(file);
  return { box, update };
}
