// Starts the Scopix emulator for tests, and controls it: clock, faults, stubs, journal and snapshots of each tenant.
export { connectScopix, Scopix, startScopix } from './scopix.js';
export { AllTenants } from './all-tenants.js';
export { Tenant } from './tenant.js';
export { SurvivalExperiment } from './survive.js';
export {
  EmulatorError, EmulatorStartError, NotIdleError, ProgramNotFoundError, RequestVerificationError, SurvivalError,
} from './errors.js';
