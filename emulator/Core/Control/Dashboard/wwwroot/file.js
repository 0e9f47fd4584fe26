// One file: its picture, its content, and its stages with actions on them.
import { el, fill, button, isolated } from './dom.js';
import { get, post, remove } from './api.js';
import { poll } from './polling.js';
import { badge, isInProgress, attempt, confirmAction } from './components.js';
import { showToast } from './toasts.js';
import { createStagePanel, focusAfterAction } from './stages.js';
import { createProblemPanel } from './file-problem.js';
import { createImageContent } from './image.js';
import { createDocumentContent } from './document.js';
import { createVideoContent } from './video.js';
import { descriptionPanel, factsPanel, jsonPanel, createLinkContent } from './file-panels.js';
import { domainDataPanel } from './domain-data.js';
import { findFileState, describeMissing } from './file-missing.js';
import { getListAddress } from './list-address.js';
import { createPlaceList } from './place-list.js';
import { openTagDialog, openMoveDialog } from './selection-dialogs.js';

const ContentFactories = {
  image: createImageContent,
  document: createDocumentContent,
  video: createVideoContent,
  link: createLinkContent,
};

/** Shows a file. */
export function showFile({ container, id, signal, onError, onSuccess }) {
  const heading = el('h1', { tabindex: '-1' }, 'File');
  const [status, crumbs, problem] = [el('span'), el('p', { class: 'crumbs' }), el('div')];
  const actions = el('span', { class: 'row file-actions' });
  const [left, right] = [el('div', { class: 'left' }), el('div', { class: 'right' })];
  const places = createPlaceList(signal);
  const openNames = new Set();
  fill(
    container,
    crumbs,
    el('header', { class: 'title' }, heading, status, actions),
    problem,
    el('div', { class: 'two' }, left, right),
  );
  let lastShown = '';
  let content = null;

  const refresh = poll({ signal, onError, onSuccess }, async () => {
    const state = await findFileState(id, signal);
    if (state === null || state.deleted_at) return showMissing(state);
    const [details, list, upload, { now }] = await Promise.all([
      get(`/api/v2/files/${id}`, { signal }),
      get(`/api/v2/files?ids=${id}&limit=1`, { signal }),
      get(`/api/v2/files/uploads-status/${id}`, { signal }),
      get('/_emulator/clock', { signal }),
      places.load(),
    ]);
    const file = { ...list.items[0], ...details, ...readState(state), compliance: list.items[0]?.compliance_status };
    const isRunning = isInProgress(file.primary_status);
    const { stages } = state;
    const text = JSON.stringify([file, upload.processing_ids, upload.is_stuck, stages, isRunning ? now : null], omitPresignedUrl);
    if (text !== lastShown) render(file, upload, stages, now);
    lastShown = text;
    return isRunning ? 1000 : 8000;
  });

  function render(file, upload, stages, now) {
    const focusedAction = container.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    const label = file.title ?? getName(file);
    fill(crumbs, describePlace(file));
    fill(heading, isolated(label));
    fill(status, badge(file.primary_status));
    fill(actions, fileActions(file));
    document.title = `${file.filename ?? label} – Scopix emulator`;
    content ??= ContentFactories[file.media_type](file, signal, onError);
    fill(problem, createProblemPanel(file, upload, stages, now, refresh));
    const shown = content.update(file);
    if (left.firstChild !== shown) fill(left, shown); // to move it would take the focus from it
    fill(
      right,
      createStagePanel(file, stages, now, refresh),
      descriptionPanel(file, stages),
      domainDataPanel(file),
      factsPanel(file, places),
      jsonPanel(file, openNames),
    );
    if (focusedAction) focusAfterAction(container, focusedAction);
  }

  /** The list with its filters, then the project and the folders of the file. */
  function describePlace({ projectId, folderId }) {
    const path = [projectId, ...places.getPath(folderId)].filter((place, i, all) => place && all.indexOf(place) === i);
    const links = path.map(place => {
      const kind = place === projectId ? 'project' : 'folder';
      return [' › ', el('a', { href: `#/files?${kind}=${place}`, 'data-action': `place ${place}` }, isolated(places.getName(place)))];
    });
    return [el('a', { href: getListAddress(), text: 'Files', 'data-action': 'list' }), links];
  }

  function showMissing(state) {
    fill(crumbs, el('a', { href: getListAddress(), text: 'Files' }));
    fill(heading, state ? 'This file was deleted' : 'File not found');
    for (const part of [status, actions, left, right]) fill(part);
    const onRestore = () => {
      heading.focus();
      refresh();
    };
    fill(problem, describeMissing(id, state, onRestore));
    [lastShown, content] = ['', null];
    return 60_000;
  }

  function fileActions(file) {
    const restore = async event => {
      event.currentTarget.closest('.toast').remove();
      const restored = await attempt(() => post(`/_emulator/files/${id}/restore`), 'The file was restored.');
      if (restored) location.hash = `#/files/${id}`;
    };
    const deleteFile = async () => {
      if (!(await confirmAction('Delete this file?', `You can restore ${getName(file)} for 30 days.`, 'Delete the file'))) return;
      if ((await attempt(() => remove(`/api/v2/files/${id}`))) === undefined) return;
      location.hash = getListAddress();
      showToast('The file was deleted.', button('Restore', restore));
    };
    const original = file.original_url ?? file.document_url ?? file.video_url;
    return [
      button('Tags …', () => openTagDialog([file], refresh), { 'data-action': 'tags' }),
      button('Move …', () => openMoveDialog([file], places, file.folderId, refresh), { 'data-action': 'move' }),
      original ? el('a', { class: 'button', href: original, target: '_blank', rel: 'noopener', text: 'Open the original' }) : null,
      button('Delete', deleteFile, { class: 'danger', 'data-action': 'delete' }),
    ];
  }
  return null;
}

const getName = file => file.filename ?? file.source_url ?? file.id;

/** What the API does not say of a file. */
const readState = state => ({
  hasContent: state.has_content,
  aiFields: state.ai_fields,
  folderId: state.folder_id,
  projectId: state.project_id,
  sessionId: state.session_id,
});

/** Presigned URLs differ in each response, which is no change of the file. */
const omitPresignedUrl = (key, value) => (key.endsWith('_url') && key !== 'source_url' ? Boolean(value) : value);
