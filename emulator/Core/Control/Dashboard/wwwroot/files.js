// The gallery: files with their statuses as they change, filters, pages, uploading.
import { el, fill, button, field, choice, name, size, count } from './dom.js';
import { get, post, query as text, who } from './api.js';
import { repeat, afterwards } from './live.js';
import { title, badge, isOpen, empty, attempt } from './parts.js';
import { thumb, kind } from './thumb.js';
import { uploader } from './upload.js';

const Page = 24;
const Types = [['', 'All kinds'], ['image', 'Images'], ['document', 'Documents'], ['video', 'Videos'], ['link', 'Links']];
const Orders = [['created_at.desc', 'Newest first'], ['created_at.asc', 'Oldest first'], ['title.asc', 'By title'], ['size_bytes.desc', 'Largest first'], ['content_created_at.desc', 'By when it was taken']];

/** Shows the gallery. */
export function showFiles({ frame, query, signal, failed, well }) {
  const words = el('input', { type: 'search', placeholder: 'Words in names, tags, texts', maxlength: 1000 });
  const types = choice(Types);
  const order = choice(Orders);
  const told = el('p', { class: 'told', role: 'status' });
  const gallery = el('ul', { class: 'gallery', 'aria-label': 'Files' });
  const nothing = el('div');
  const pages = el('nav', { class: 'pages', 'aria-label': 'Pages' });
  const upload = uploader(frame, signal, () => look());
  const cards = new Map();
  let asked = read(query);

  fill(frame, title('Files'), el('form', { class: 'bar', role: 'search', on: { submit: event => event.preventDefault() } },
    field('Search', words), field('Kind', types), field('Order', order), upload.control), upload.list, told, nothing, gallery, pages);
  const showAsked = () => { words.value = asked.search; types.value = asked.kind; order.value = asked.order; };
  showAsked();

  const look = repeat({ signal, failed, well }, async () => {
    if (who.isLlama) return llama();
    const [by, way] = asked.order.split('.');
    const page = await get(`/api/v2/files${text({ search: asked.search, media_types: asked.kind, sort_by: by, sort_order: way, limit: Page, offset: asked.offset })}`, { signal });
    if (page.items.length === 0 && asked.offset > 0) { asked.offset = 0; return 0; }
    draw(page);
    return page.items.some(file => isOpen(file.primary_status)) ? 2000 : 8000;
  });

  const ask = change => { location.hash = `#/files${text({ ...asked, offset: 0, ...change })}`; };
  words.addEventListener('input', afterwards(() => {
    asked = { ...asked, search: words.value.trim(), offset: 0 };
    history.replaceState(null, '', `#/files${text(asked)}`);
    look();
  }));
  types.addEventListener('change', () => ask({ kind: types.value }));
  order.addEventListener('change', () => ask({ order: order.value }));

  function draw(page) {
    const open = page.items.filter(file => isOpen(file.primary_status)).length;
    const say = `${count(page.total_count, 'file')}${open ? `, ${open} of these under way` : ''}`;
    if (told.textContent !== say) told.textContent = say;
    const ids = page.items.map(file => file.id);
    for (const file of page.items) cards.has(file.id) ? cards.get(file.id).update(file) : cards.set(file.id, card(file));
    for (const id of cards.keys()) if (!ids.includes(id)) cards.delete(id);
    const wanted = ids.map(id => cards.get(id).item);
    if (wanted.length !== gallery.children.length || wanted.some((item, i) => gallery.children[i] !== item)) {
      const focused = document.activeElement;
      fill(gallery, wanted);
      if (gallery.contains(focused)) focused.focus({ preventScroll: true });
    }
    drawPages(page);
    drawNothing(page);
  }

  function drawPages(page) {
    const turn = (label, offset) => button(label, () => ask({ offset }), { disabled: offset < 0 || offset >= page.total_count });
    if (page.total_count <= Page) fill(pages);
    else fill(pages, turn('Previous', page.offset - Page), el('span', { text: `${page.offset + 1}–${page.offset + page.items.length} of ${page.total_count}` }), turn('Next', page.offset + Page));
  }

  function drawNothing(page) {
    if (page.total_count > 0) return fill(nothing);
    if (nothing.firstChild) return undefined;
    if (asked.search || asked.kind) return fill(nothing, empty('Nothing fits', 'No file has these words and is of this kind.', button('Show all files', () => { location.hash = '#/files'; }, { class: 'main' })));
    return fill(nothing, empty('No files yet', 'This tenant is empty. Upload something (drop it anywhere on this page), let your client do it, or begin with a made-up past.',
      button('Load the demo', loadDemo, { class: 'main' }), button('Choose files', upload.choose)));
  }

  async function loadDemo(event) {
    const pressed = event.currentTarget;
    Object.assign(pressed, { disabled: true, textContent: 'Loading …' });
    await attempt(() => post('/_emulator/seed', { dataset: 'demo' }), done => `${done.files} files are there.`);
    Object.assign(pressed, { disabled: false, textContent: 'Load the demo' });
    look();
  }

  function llama() {
    told.textContent = '';
    fill(nothing, empty('A key of LlamaCloud', 'The gallery is for Scopix files. Journal, coverage, clock, faults and datasets work for this key as well.'));
    return 60_000;
  }

  return now => { asked = read(now); showAsked(); fill(nothing); look(); };
}

/** The filters in the address. */
const read = query => ({
  search: query.get('search') ?? '', kind: Types.some(([type]) => type === query.get('kind')) ? query.get('kind') : '',
  order: Orders.some(([order]) => order === query.get('order')) ? query.get('order') : 'created_at.desc', offset: Math.max(0, Number.parseInt(query.get('offset') ?? '0', 10) || 0),
});

/** One file in the gallery. */
function card(file) {
  const picture = thumb(file);
  const status = el('span', { class: 'status' });
  const about = el('span', { class: 'about' });
  const heading = el('span', { class: 'name' });
  const item = el('li', {}, el('a', { class: 'file', href: `#/files/${file.id}` }, picture.box, heading, el('span', { class: 'line' }, about, status)));
  let last = '';
  const update = now => {
    picture.update(now);
    const said = JSON.stringify([now.title, now.filename, now.primary_status, now.size_bytes, now.duration_seconds]);
    if (said === last) return;
    last = said;
    fill(heading, name(now.title ?? now.filename ?? now.source_url ?? now.id));
    about.textContent = [kind(now), now.media_type === 'link' ? now.domain : size(now.size_bytes), now.duration_seconds ? `${now.duration_seconds} s` : null].filter(Boolean).join(' · ');
    fill(status, badge(now.primary_status));
  };
  update(file);
  return { item, update };
}
