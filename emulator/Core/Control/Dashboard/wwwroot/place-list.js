// The projects and folders of the tenant, by id.
import { get } from './api.js';

const MaxProjects = 100;

/** The list, which is empty until `load` or `refresh` has read it. */
export function createPlaceList(signal) {
  let places = new Map();
  let isLoaded = false;

  async function refresh() {
    const [projects, folders] = await Promise.all([
      get(`/api/v2/projects?limit=${MaxProjects}`, { signal }),
      get('/api/v2/folders', { signal }),
    ]);
    places = new Map([
      ...projects.items.map(project => [project.id, { ...project, kind: 'project', parent: null }]),
      ...folders.items.map(folder => [folder.id, { ...folder, kind: 'folder', parent: folder.parent_id ?? folder.project_id }]),
    ]);
    isLoaded = true;
  }

  /** The places that contain a place, the nearest first. */
  function* getAncestors(id) {
    for (let at = places.get(id)?.parent; places.has(at); at = places.get(at).parent) yield at;
  }

  /** The folders with their depth, each before its subfolders. */
  function listFolders() {
    const listBelow = (parent, depth) =>
      [...places.values()]
        .filter(place => place.kind === 'folder' && place.parent === parent)
        .flatMap(place => [{ ...place, depth }, ...listBelow(place.id, depth + 1)]);
    const projects = [...places.values()].filter(place => place.kind === 'project');
    return [
      ...listBelow(null, 0).map(folder => ({ ...folder, project: null })),
      ...projects.flatMap(project => listBelow(project.id, 0).map(folder => ({ ...folder, project: project.name }))),
    ];
  }

  return {
    refresh,
    load: () => (isLoaded ? undefined : refresh()),
    all: () => [...places.values()],
    has: id => places.has(id),
    getName: id => places.get(id)?.name ?? id,
    getAncestors,
    getPath: id => (places.has(id) ? [...getAncestors(id)].toReversed().concat(id) : []),
    listFolders,
  };
}
