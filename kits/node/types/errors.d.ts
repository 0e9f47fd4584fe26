import type { Verification } from './control.js';

/** The emulator refused a request of the kit. The message has the request, the status and the reason. */
export class EmulatorError extends Error {
  private constructor();
  /** The HTTP status, e.g. 422. */
  readonly status: number;
  /** The error's code, e.g. `VALIDATION_ERROR`; undefined with `errors: 'fastapi'`. */
  readonly code?: string;
  /** The invalid field; undefined when no single field is invalid. */
  readonly field?: string;
}

/** The journal does not have the expected requests. The message lists the nearest requests with their differences. */
export class RequestVerificationError extends Error {
  private constructor();
  /** The result: the number of matching requests, their ids, and the nearest requests. */
  readonly result: Verification;
}

/** The emulator did not start. The message has what it printed. */
export class EmulatorStartError extends Error {}
/** There is no program for this machine, or it is not the one that was packed. The message says what to do. */
export class ProgramNotFoundError extends Error {}

/** Some files are still processed. The message names them and says why. */
export class NotIdleError extends Error {}
