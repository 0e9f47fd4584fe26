import type {
  Clock, Coverage, Credits, ExpectedRequest, Fault, FaultResource, JournalEntryDetails, JournalPage, Key, LoadedDataset, RequestQuery,
  Snapshot, SnapshotDiff, Stub, StubResource, Verification,
} from './control.js';
import type { OperationId, UploadAnswer } from './api.js';
import type { EmulatorOptions } from './options.js';
import type { SurvivalExperiment, SurviveOptions } from './survive.js';

export * from './control.js';
export type { OperationId } from './api.js';
export type { EmulatorOptions } from './options.js';
export * from './errors.js';
export * from './survive.js';

/** How an emulator is started. */
export interface StartOptions extends EmulatorOptions {
  /** Receives each line that the emulator prints. */
  onLog?: (line: string) => void;
}

/**
 * Starts an emulator on a free port, which accepts requests when the promise is fulfilled. It ends with `stop()`, with `await using`, and
 * with this process.
 */
export function startScopix(options?: StartOptions): Promise<Scopix>;

/** Uses an emulator that runs already, such as one in a container. Its new tenants have keys that nobody else has. */
export function connectScopix(address: string, options?: { controlToken?: string }): Scopix;

/** An emulator. Tests that run in parallel use one tenant each. */
export class Scopix implements AsyncDisposable {
  private constructor();
  /** The address of the emulator, e.g. `http://127.0.0.1:8340`. */
  readonly address: string;
  /** The address of the API, e.g. `http://127.0.0.1:8340/api/v2`. */
  readonly baseUrl: string;
  /** An API key that works without any set-up. */
  readonly apiKey: string;
  /** The tenant of that key. */
  readonly defaultTenant: Tenant;
  /** All tenants at once. */
  readonly allTenants: AllTenants;
  /** A new tenant with its own files, clock, faults, stubs and journal; with a key, the tenant of that key. */
  tenant(apiKey?: string): Tenant;
  /**
   * Runs a client twice without trouble, each time with a fresh tenant, and yields the experiments that its requests allow, the most
   * important first: `for await (const experiment of scopix.survive(upload)) test(experiment.id, () => experiment.check())`.
   */
  survive(client: (tenant: Tenant) => unknown, options?: SurviveOptions): AsyncGenerator<SurvivalExperiment, void, void>;
  /** Stops the emulator, if it was started here, and waits until it has ended. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A tenant of the emulator. Tenants share nothing, so that tests with one tenant each can run in parallel. */
export class Tenant {
  private constructor();
  /** The API key of the tenant. */
  readonly apiKey: string;
  /** The address of the emulator, e.g. `http://127.0.0.1:8340`. */
  readonly address: string;
  /** The address of the API, e.g. `http://127.0.0.1:8340/api/v2`. */
  readonly baseUrl: string;
  /** The tenant's clock, which decides processing, presigned URLs, uploads and limits. */
  readonly clock: TenantClock;
  /** The failures that the test sets. */
  readonly faults: TenantFaults;
  /** The AI results that the test sets. */
  readonly stubs: TenantStubs;
  /** The processing of single files: hold, release, complete or fail a stage. */
  readonly stages: TenantStages;
  /** The journal of the tenant's requests. */
  readonly requests: TenantRequests;
  /** Saved copies of the tenant, to restore, compare or branch. */
  readonly snapshots: TenantSnapshots;
  /**
   * Sends a request to a path of the API with the tenant's key, e.g. `fetch('/files')`. It follows redirects to storage without the key. A
   * whole URL, such as a presigned one, is sent without the key.
   */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Uploads a file, or bytes with a filename. Other fields are those of the form, such as `title`. */
  upload(file: string | URL | Uint8Array | Blob, fields?: UploadFields): Promise<UploadAnswer>;
  /** Waits until all files are processed, at most `timeout` milliseconds (30,000). Fails at once when the clock is frozen. */
  untilIdle(options?: { timeout?: number }): Promise<void>;
  /** Deletes files, clock, faults, stubs and journal. Coverage and snapshots stay. */
  reset(): Promise<void>;
  /** Loads a dataset, such as `demo`; the tenant must be empty. */
  seed(dataset: string, options?: { seed?: number; count?: number }): Promise<LoadedDataset>;
  /** What the tenant's requests have exercised of the contracts, and what is missing. */
  getCoverage(operation?: string): Promise<Coverage>;
  /** Brings back a deleted file. */
  restoreFile(fileId: string): Promise<void>;
  /** The prepaid credits, and those that are reserved. */
  getCredits(): Promise<Credits>;
  /** Sets the prepaid credits, which are counted from then on. */
  setCredits(prepaid: number): Promise<Credits>;
  /** Registers the tenant's key, or changes it. An emulator with `auth: 'strict'` knows registered keys only. */
  updateKey(change?: { tier?: Key['tier']; expiresAt?: Date | string; isActive?: boolean }): Promise<Key>;
}

/** The fields of an upload's form; a list is written with commas. */
export interface UploadFields {
  /** The name of the file; that of the path without one. */
  filename?: string;
  title?: string;
  tags?: string | string[];
  [field: string]: unknown;
}

/** All tenants of an emulator at once. Tests that run in parallel must not use it. */
export class AllTenants {
  private constructor();
  /** The clocks of all tenants, and the initial time of new tenants. */
  readonly clock: TenantClock;
  /** Faults for all tenants; `clear()` also removes the faults of each tenant. */
  readonly faults: TenantFaults;
  /** Stubs for all tenants; `clear()` also removes the stubs of each tenant. */
  readonly stubs: TenantStubs;
  /** The journal of requests without a valid key; `clear()` also clears the journal of each tenant. */
  readonly requests: TenantRequests;
  /** Resets all tenants: files, clocks, faults, stubs and journals. Coverage and snapshots stay. */
  reset(): Promise<void>;
  /** What the requests of all tenants have exercised of the contracts, and what is missing. */
  getCoverage(operation?: string): Promise<Coverage>;
  /** Clears the coverage of all tenants. */
  clearCoverage(): Promise<void>;
}

/** A tenant's clock, which shows real time at first. Each method that changes it returns its new time. */
export interface TenantClock {
  /** The clock's time. */
  getNow(): Promise<Date>;
  /** The clock's time, whether it is frozen, and how far it is ahead of real time. */
  get(): Promise<Clock>;
  /**
   * Freezes the clock at a time, in the past or future; at its present time without one. `await using` ends that with the block: the
   * clock then runs on from the time that it shows.
   */
  freeze(at?: Date | string): Promise<Date & AsyncDisposable>;
  /** Freezes the clock while a function runs, and returns what it returns; the clock then runs on from the time that it shows. */
  whileFrozen<T>(at: Date | string | undefined, work: (at: Date) => T | Promise<T>): Promise<T>;
  /** Moves the clock forward, frozen or not, by a duration such as `{ hours: 2 }` or `'PT2H'`. */
  advance(by: string | { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<Date>;
  /** Lets a frozen clock run again from its frozen time. */
  resume(): Promise<Date>;
}

/** Faults in responses, storage and processing. Of several matching faults the first applies. */
export interface TenantFaults {
  /** Adds a fault, e.g. `{ operation: 'files.list', status: 429, retry_after: 2 }`. */
  add(fault: Fault): Promise<FaultResource>;
  /** Adds a bundle of faults, which act until they are removed. */
  addBundle(name: NonNullable<Fault['bundle']>): Promise<FaultResource[]>;
  /** The faults that apply to the tenant, its own first. */
  list(): Promise<FaultResource[]>;
  /** Removes a fault by its id. */
  remove(id: string): Promise<void>;
  /** Removes the faults of a bundle and returns their number. */
  removeBundle(name: string): Promise<number>;
  /** Removes all faults and returns their number. */
  clear(): Promise<number>;
}

/** Stubs, which decide what the AI answers for files that are uploaded afterwards. */
export interface TenantStubs {
  /** Adds a stub, e.g. `{ filename: '*leak*', description: 'A leaking valve.' }`. */
  add(stub: Stub): Promise<StubResource>;
  /** The stubs that apply to the tenant, its own first; with `unused: true`, those that no file has used. */
  list(selection?: { unused?: boolean }): Promise<StubResource[]>;
  /** Removes a stub by its id. */
  remove(id: string): Promise<void>;
  /** Removes all stubs and returns their number. */
  clear(): Promise<number>;
}

/** The processing of single files. Each method returns the stage's new status. */
export interface TenantStages {
  /** Holds a stage, which does not continue until it is released. */
  hold(fileId: string, stage: NonNullable<Fault['stage']>): Promise<string>;
  /** Releases a held stage. */
  release(fileId: string, stage: NonNullable<Fault['stage']>): Promise<string>;
  /** Completes a stage at once. */
  complete(fileId: string, stage: NonNullable<Fault['stage']>): Promise<string>;
  /** Fails a stage at once, with a type of failure such as `timeout`, or with a message. */
  fail(fileId: string, stage: NonNullable<Fault['stage']>, fail?: string, message?: string): Promise<string>;
  /** Runs a failed stage again, and those that were skipped because of it. */
  retry(fileId: string, stage: NonNullable<Fault['stage']>): Promise<string>;
  /** Releases a held data export. */
  releaseExport(exportId: string): Promise<string>;
  /** Fails a held data export. */
  failExport(exportId: string): Promise<string>;
}

/** A tenant's journal. It does not contain requests to the control API. */
export interface TenantRequests {
  /** Lists requests, the newest first, at most 100. */
  list(query?: RequestQuery): Promise<JournalPage>;
  /** A request with the headers, query and bodies of request and response, without keys and signatures. */
  get(id: string): Promise<JournalEntryDetails>;
  /** Fails with a RequestVerificationError unless the journal has the requests: `verify('files.list', { times: 2 })`. */
  verify(expected: OperationId | (string & {}) | ExpectedRequest, more?: ExpectedRequest): Promise<Verification>;
  /** Fails with a RequestVerificationError unless the requests came one after the other, with or without others between. */
  verifyOrder(...order: ExpectedRequest[]): Promise<Verification>;
  /** Exports requests as HTTP Archive, for the tools of a browser. */
  exportHar(query?: RequestQuery): Promise<string>;
  /** Exports requests as commands of curl, one in each line. */
  exportCurl(query?: RequestQuery): Promise<string>;
  /** Clears the journal and returns the number of its requests. */
  clear(): Promise<number>;
}

/** Snapshots of a tenant: files, clock, ids, faults and stubs, but not the journal. */
export interface TenantSnapshots {
  /** Saves a snapshot; its name has 1 to 64 characters of letters, digits, `_`, `.` and `-`. */
  save(name: string): Promise<Snapshot>;
  /** The snapshots, the oldest first. */
  list(): Promise<Snapshot[]>;
  /** Sets the tenant back to a snapshot. */
  restore(name: string): Promise<Snapshot>;
  /** Lets another tenant, which must be empty, begin from a snapshot. */
  branch(name: string, into: Tenant): Promise<Snapshot>;
  /** What differs between two snapshots; either may be `now`, the present state. */
  diff(before: string, after?: string): Promise<SnapshotDiff>;
  /** Writes a snapshot with all bytes of its files into a file, a gzipped tar archive. */
  export(name: string, file: string): Promise<void>;
  /** Reads a file that `export` has written, as a snapshot with a new name. */
  import(name: string, file: string): Promise<Snapshot>;
  /** Deletes a snapshot. */
  delete(name: string): Promise<void>;
  /** Deletes all snapshots and returns their number. */
  clear(): Promise<number>;
}
