import { withQuery } from './control.js';
import { RequestVerificationError } from './errors.js';

// A tenant's journal. It does not contain requests to the control API.
export class TenantRequests {
  #control;
  #key;

  constructor(control, key) {
    this.#control = control;
    this.#key = key;
  }

  list(query = {}) {
    return this.#control.call(this.#key, 'GET', withQuery('requests', query));
  }

  get(id) {
    return this.#control.call(this.#key, 'GET', `requests/${encodeURIComponent(id)}`);
  }

  async verify(expected, more = {}) {
    const body = typeof expected === 'string' ? { operation: expected, ...more } : { ...expected, ...more };
    const result = await this.#control.call(this.#key, 'POST', 'requests/verify', body, 409);
    if (!result.verified) throw new RequestVerificationError(result);
    return result;
  }

  verifyOrder(...order) {
    return this.verify({ order });
  }

  exportHar(query = {}) {
    return this.#control.send(this.#key, 'GET', withQuery('requests', { ...query, format: 'har' }));
  }

  exportCurl(query = {}) {
    return this.#control.send(this.#key, 'GET', withQuery('requests', { ...query, format: 'curl' }));
  }

  clear() {
    return this.#control.delete(this.#key, 'requests');
  }
}
