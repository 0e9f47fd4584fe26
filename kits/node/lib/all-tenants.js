import { TenantClock } from './clock.js';
import { withQuery } from './control.js';
import { TenantRequests } from './requests.js';
import { TenantFaults, TenantStubs } from './rules.js';

// All tenants of an emulator at once. Tests that run in parallel must not use it.
export class AllTenants {
  #control;

  constructor(control) {
    this.#control = control;
    this.clock = new TenantClock(control);
    this.faults = new TenantFaults(control);
    this.stubs = new TenantStubs(control);
    this.requests = new TenantRequests(control);
  }

  async reset() {
    await this.#control.send(undefined, 'POST', 'reset');
  }

  getCoverage(operation) {
    return this.#control.call(undefined, 'GET', withQuery('coverage', { operation }));
  }

  async clearCoverage() {
    await this.#control.send(undefined, 'DELETE', 'coverage');
  }
}
