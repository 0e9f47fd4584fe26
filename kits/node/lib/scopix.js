import { randomUUID } from 'node:crypto';
import { AllTenants } from './all-tenants.js';
import { ControlClient } from './control.js';
import { EmulatorProcess } from './process.js';
import { survive } from './survive.js';
import { Tenant } from './tenant.js';

const DEFAULT_KEY = 'scopix_Emulator0localdevelopmentkey';

// An emulator. Tests that run in parallel use one tenant each.
export class Scopix {
  #control;
  #process;
  #name;
  #count = 0;

  constructor(address, token, process, name) {
    this.#control = new ControlClient(address.replace(/\/+$/, ''), token);
    this.#process = process;
    this.#name = name;
    this.apiKey = DEFAULT_KEY;
    this.defaultTenant = new Tenant(this.#control, this.apiKey);
    this.allTenants = new AllTenants(this.#control);
  }

  get address() {
    return this.#control.address;
  }

  get baseUrl() {
    return `${this.address}/api/v2`;
  }

  // A new tenant, or the tenant of a key.
  tenant(apiKey) {
    return new Tenant(this.#control, apiKey ?? `scopix_${String(++this.#count).padStart(8, '0')}-tenant-of-${this.#name}`);
  }

  // The experiments that show which trouble a client survives.
  survive(client, options) {
    return survive(this, this.#control, client, options);
  }

  // Stops the emulator, if it was started here, and waits until it has ended.
  async stop() {
    const process = this.#process;
    this.#process = undefined;
    await process?.stop();
  }

  async [Symbol.asyncDispose]() {
    await this.stop();
  }
}

// Starts an emulator on a free port, which accepts requests when the promise is fulfilled.
export async function startScopix(options = {}) {
  const process = await EmulatorProcess.start(options);
  return new Scopix(process.address, options.controlToken, process, `seed-${options.seed ?? 42}`);
}

// Uses an emulator that runs already. Its new tenants have keys that nobody else has.
export function connectScopix(address, { controlToken } = {}) {
  if (!address) throw new TypeError('Give the address of an emulator, such as http://127.0.0.1:8340.');
  return new Scopix(address, controlToken, undefined, randomUUID());
}
