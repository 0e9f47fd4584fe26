import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

// Snapshots of a tenant: files, clock, ids, faults and stubs, but not the journal.
export class TenantSnapshots {
  #control;
  #key;

  constructor(control, key) {
    this.#control = control;
    this.#key = key;
  }

  save(name) {
    return this.#control.call(this.#key, 'POST', 'snapshots', { name });
  }

  async list() {
    return (await this.#control.call(this.#key, 'GET', 'snapshots')).items;
  }

  restore(name) {
    return this.#control.call(this.#key, 'POST', `${getPath(name)}/restore`);
  }

  branch(name, into) {
    return this.#control.call(this.#key, 'POST', `${getPath(name)}/branch`, { key: into.apiKey });
  }

  diff(before, after = 'now') {
    return this.#control.call(this.#key, 'GET', `${getPath(before)}/diff/${encodeURIComponent(after)}`);
  }

  async export(name, file) {
    await this.#control.send(this.#key, 'GET', `${getPath(name)}/export`, { file });
  }

  async import(name, file) {
    const content = { content: createReadStream(file), contentType: 'application/gzip', length: (await stat(file)).size };
    return JSON.parse(await this.#control.send(this.#key, 'PUT', getPath(name), content));
  }

  async delete(name) {
    await this.#control.delete(this.#key, getPath(name));
  }

  clear() {
    return this.#control.delete(this.#key, 'snapshots');
  }
}

function getPath(name) {
  return `snapshots/${encodeURIComponent(name)}`;
}
