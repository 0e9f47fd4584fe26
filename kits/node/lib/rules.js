import { withQuery } from './control.js';

// Faults in responses, storage and processing. Of several matching faults the first applies.
export class TenantFaults {
  #control;
  #key;

  constructor(control, key) {
    this.#control = control;
    this.#key = key;
  }

  add(fault) {
    return this.#control.call(this.#key, 'POST', 'faults', fault);
  }

  async addBundle(name) {
    return (await this.#control.call(this.#key, 'POST', 'faults', { bundle: name })).items;
  }

  async list() {
    return (await this.#control.call(this.#key, 'GET', 'faults')).items;
  }

  async remove(id) {
    await this.#control.delete(this.#key, `faults/${encodeURIComponent(id)}`);
  }

  removeBundle(name) {
    return this.#control.delete(this.#key, withQuery('faults', { bundle: name }));
  }

  clear() {
    return this.#control.delete(this.#key, 'faults');
  }
}

// Stubs, which decide what the AI answers for files that are uploaded afterwards.
export class TenantStubs {
  #control;
  #key;

  constructor(control, key) {
    this.#control = control;
    this.#key = key;
  }

  add(stub) {
    return this.#control.call(this.#key, 'POST', 'stubs', stub);
  }

  async list({ unused } = {}) {
    return (await this.#control.call(this.#key, 'GET', withQuery('stubs', { unused }))).items;
  }

  async remove(id) {
    await this.#control.delete(this.#key, `stubs/${encodeURIComponent(id)}`);
  }

  clear() {
    return this.#control.delete(this.#key, 'stubs');
  }
}
