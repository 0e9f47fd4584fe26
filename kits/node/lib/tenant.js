import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TenantClock } from './clock.js';
import { withQuery } from './control.js';
import { EmulatorError } from './errors.js';
import { waitUntilIdle } from './idle.js';
import { TenantRequests } from './requests.js';
import { TenantFaults, TenantStubs } from './rules.js';
import { TenantSnapshots } from './snapshots.js';
import { TenantStages } from './stages.js';

const REDIRECTS = [301, 302, 303, 307, 308];

// A tenant of the emulator. Tenants share nothing, so that tests with one tenant each can run in parallel.
export class Tenant {
  #control;

  constructor(control, apiKey) {
    this.#control = control;
    this.apiKey = apiKey;
    this.clock = new TenantClock(control, apiKey);
    this.faults = new TenantFaults(control, apiKey);
    this.stubs = new TenantStubs(control, apiKey);
    this.stages = new TenantStages(control, apiKey);
    this.requests = new TenantRequests(control, apiKey);
    this.snapshots = new TenantSnapshots(control, apiKey);
  }

  get address() {
    return this.#control.address;
  }

  get baseUrl() {
    return `${this.address}/api/v2`;
  }

  // Sends a request to a path of the API with the tenant's key, and follows redirects to storage without it.
  async fetch(path, init = {}) {
    const isUrl = /^https?:/.test(path);
    const headers = new Headers(init.headers);
    if (!isUrl && !headers.has('Authorization')) headers.set('Authorization', `Bearer ${this.apiKey}`);
    let url = isUrl ? path : `${this.baseUrl}${path}`;
    let response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (let count = 0; count < 5 && REDIRECTS.includes(response.status) && response.headers.has('Location'); count++) {
      url = new URL(response.headers.get('Location'), url).href;
      headers.delete('Authorization');
      response = await fetch(url, { method: init.method === 'HEAD' ? 'HEAD' : 'GET', headers, redirect: 'manual' });
    }
    return response;
  }

  // Uploads a file, or bytes with a name.
  async upload(file, { filename, ...fields } = {}) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== null) form.set(name, String(value));
    const path = file instanceof URL ? fileURLToPath(file) : file;
    if (typeof path === 'string') form.set('file', await openAsBlob(path), filename ?? basename(path));
    else form.set('file', path instanceof Blob ? path : new Blob([path]), filename ?? 'file');
    const response = await this.fetch('/files/upload', { method: 'POST', body: form });
    if (response.status !== 201) throw new EmulatorError('POST /api/v2/files/upload', response.status, await response.text());
    return response.json();
  }

  untilIdle({ timeout = 30_000 } = {}) {
    return waitUntilIdle(this, timeout);
  }

  async reset() {
    await this.#control.send(this.apiKey, 'POST', 'reset');
  }

  seed(dataset, { seed, count } = {}) {
    return this.#control.call(this.apiKey, 'POST', 'seed', { dataset, seed, count });
  }

  getCoverage(operation) {
    return this.#control.call(this.apiKey, 'GET', withQuery('coverage', { operation }));
  }

  async restoreFile(fileId) {
    await this.#control.send(this.apiKey, 'POST', `files/${encodeURIComponent(fileId)}/restore`);
  }

  getCredits() {
    return this.#control.call(this.apiKey, 'GET', 'credits');
  }

  setCredits(prepaid) {
    return this.#control.call(this.apiKey, 'POST', 'credits', { prepaid });
  }

  updateKey({ tier, expiresAt, isActive } = {}) {
    return this.#control.call(undefined, 'POST', 'keys', { key: this.apiKey, tier, expires_at: expiresAt, is_active: isActive });
  }
}
