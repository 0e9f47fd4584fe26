// The bodies of the control API: faults, stubs, the journal, snapshots and more. Written from the contracts by make types; do not edit.

/** The fault that was added, or all faults of the bundle. */
export type AddedFault = FaultResource | FaultList;

/** The addresses of the emulator. */
export interface Addresses {
  /** Scopix emulator. */
  name: string;
  /** The version of the emulator. */
  version: string;
  /** The base URL of the API for clients. */
  api: string;
  /** The dashboard, a web page. */
  dashboard: string;
  /** The API reference, a web page. */
  api_reference: string;
  /** The OpenAPI document of the API. */
  openapi: string;
  /** The OpenAPI document of the control API. */
  control_openapi: string;
  /** The health check. */
  health: string;
}

/**
 * How far the clock goes ahead: either seconds or by. Time does not go back, and no clock goes beyond the year 9000.
 */
export interface AdvanceClock {
  /** Seconds, from 0 to 36,500 days. */
  seconds?: number | null;
  /** An ISO 8601 duration from PT0S to P36500D, e.g. PT1H. */
  by?: string | null;
}

/** A file on which a rule has acted. */
export interface AffectedFile {
  /** The id of the file. */
  id: string;
  /** The name of the file when the rule acted; that of a link is its address. */
  filename: string;
  /** When the rule acted on it last, by the clock of the tenant; null when an older version has stored it. */
  at: string | null;
}

/** An AI result of a file and where it comes from. */
export interface AiFieldSource {
  /** The field as in a stub, e.g. visible_text, or a field of domain data, e.g. pid_data. */
  field: string;
  /**
   * Generated from the seed, the hash and the name; made with a picture of a dataset; decided by a stub or a caption;
   * read in the picture by Tesseract; or imported from another account.
   */
  source: 'generated' | 'dataset' | 'stub' | 'ocr' | 'imported';
}

/** A decision that assumptions rest on, and what a live service has said about it. */
export interface Assumption {
  /** The decision, e.g. missing-resources. */
  id: string;
  /** A few words. */
  title: string;
  /** What was assumed, as a question. */
  question: string;
  /** The request that answers the question. */
  settled_by: string;
  /** One contradiction refutes a decision; a part of its assumptions confirms it. */
  state: 'confirmed' | 'refuted' | 'untested';
  /** How many responses agreed. */
  confirmed: number;
  /** How many responses contradicted. */
  refuted: number;
  /** The first contradiction; null when there is none. */
  first_refutation: string | null;
  /**
   * The ids of the operations whose verb, parameters or fields rest on it. Assumed behaviour can concern others too.
   */
  operations: string[];
}

/** What a live service has said about the assumptions of the contracts. */
export interface Assumptions {
  /** The decisions that were confirmed and not refuted. */
  confirmed: number;
  /** The decisions that were refuted. */
  refuted: number;
  /** The decisions about which no request has said anything. */
  untested: number;
  /** All decisions: the refuted ones first, then the confirmed ones. */
  items: Assumption[];
}

/** A box in fractions of the picture's width and height. Its minima are not greater than its maxima. */
export interface BoundingBox {
  /** The left side. */
  x_min: number;
  /** The upper side. */
  y_min: number;
  /** The right side. */
  x_max: number;
  /** The lower side. */
  y_max: number;
}

/** The tenant that begins from the snapshot. */
export interface BranchSnapshot {
  /** The whole key of another, empty tenant of the same service. */
  key: string;
}

/** An operation that a run has called. */
export interface CalledOperation {
  /** The operation, or storage.put and the like. */
  operation: string;
  /** The number of its calls. */
  count: number;
  /** True when the operation changes nothing. */
  reads: boolean;
}

/** A certificate in PEM, without its key. */
export type Certificate = string;

/** Something that both states have, and what differs. */
export interface ChangedItem {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** The fields that differ. */
  fields: FieldChange[];
}

/** What a run has called and left behind. */
export interface CleanRun {
  /** The operations that were called, in the order of their first calls. */
  calls: CalledOperation[];
  /** The files, also deleted ones, sorted by hash. */
  files: KeptFile[];
  /** The fields of files that verdicts compare: those that do not differ between two clean runs. */
  compared: ('hash' | 'title' | 'tags' | 'folder' | 'status')[];
  /** The number of folders. */
  folders: number;
  /** The number of projects. */
  projects: number;
  /** The number of sessions of batches that are not cancelled. */
  sessions: number;
  /** The number of exports of the history. */
  exports: number;
  /** The number of direct uploads that were neither completed nor aborted. */
  open_uploads: number;
}

/** The clock of a tenant, or, without a key, the one that new tenants get. */
export interface Clock {
  /** The time of the clock. */
  now: string;
  /** True while the clock stands still. */
  frozen: boolean;
  /** How many seconds the clock is ahead of the machine's clock; negative when it is behind. */
  shift_seconds: number;
}

/** What requests have met of the contracts of the API. A reset does not clear it. */
export interface Coverage {
  summary: CoverageSummary;
  /** Situations that clients often do not expect and that no request met. */
  never_met: string[];
  /** The operations that were called. */
  operations: OperationCoverage[];
  /** The ids of the others. */
  never_called: string[];
  /** Requests to the embedded storage by kind and status. */
  storage: { [name: string]: { [name: string]: number } };
}

/** How many of how many things were met, and which were not. */
export interface CoverageGaps {
  /** How many were met. */
  met: number;
  /** How many there are. */
  of: number;
  /** Those that were not met. */
  missing: string[];
}

/** How many of how many things were met. */
export interface CoverageRatio {
  /** How many were met. */
  met: number;
  /** How many there are. */
  of: number;
}

/** The totals of all operations that were asked for. */
export interface CoverageSummary {
  operations: CoverageRatio;
  statuses: CoverageRatio;
  fields: CoverageRatio;
  enum_values: CoverageRatio;
  parameters: CoverageRatio;
  request_fields: CoverageRatio;
}

/** The prepaid credits of a tenant. */
export interface Credits {
  /** The available credits, without reserved ones; null while credits are not counted. */
  prepaid: number | null;
  /** The credits that are reserved for videos and uploads in progress. */
  reserved: number;
}

/** Commands of curl that repeat requests, without keys and signatures. Each ends with a line end. */
export type CurlCommands = string;

/** A dataset that can be loaded. */
export interface Dataset {
  /** Its name. */
  name: 'demo' | 'inspection' | 'real-estate' | 'documents' | 'empty' | 'edge' | 'scale';
  /** What it contains. */
  summary: string;
  /** The number of files without a count; null when the dataset has a fixed size. */
  default_count: number | null;
}

/** One way in which the emulator answers otherwise than a live service. It has no value of a body. */
export interface Difference {
  /** The operation that showed it first, e.g. files.get. */
  operation: string;
  /** All operations that showed it. */
  operations: string[];
  /** status, a header, or a path of the body such as items[].title. */
  place: string;
  /** What differs. identity is an id of another resource. */
  kind: 'status' | 'presence' | 'type' | 'value' | 'form' | 'size' | 'order' | 'missing items' | 'extra items' |
    'identity';
  /** What the service has: a status, a type, a word of an enum or a number; empty for extra items. */
  service: string;
  /** What the emulator has; empty for missing items. */
  emulator: string;
  /** How many requests showed it. */
  count: number;
  /** The method of the first request that showed it. */
  method: string;
  /** The path of that request. */
  path: string;
  /** The X-Request-ID of the service's response to that request; null when it had none. */
  first_request_id: string | null;
  /** When the service answered that request. */
  first_at: string;
}

/** Where the emulator answers otherwise than a live service, by the requests that both have answered. */
export interface Differences {
  /** The requests whose two responses were compared. */
  compared: number;
  /** Those whose responses agreed. */
  equal: number;
  /** The differences, those of most requests first. */
  items: Difference[];
  /** The requests that were not compared, by the reason, the most frequent first. */
  skipped: SkippedRequests[];
}

/** How a live service differs from the contracts. */
export interface Drift {
  /** The requests to operations of the contracts that got a response. */
  exchanges: number;
  /** Those whose response contradicted nothing. */
  clean: number;
  /** Those whose body was too long to be compared. */
  unjudged_bodies: number;
  /** The deviations, those with the strongest evidence and the most requests first. */
  items: DriftItem[];
  /** The requests that call no operation of the contracts, the most frequent first. */
  unknown: UnknownRequest[];
}

/** One way in which a live service differs from the contracts. It has no value of a body. */
export interface DriftItem {
  /** The operation that showed it first, e.g. files.get. */
  operation: string;
  /** All operations that showed it. */
  operations: string[];
  /**
   * status, a header, a path of the response's body such as items[].title, or a part of the request such as
   * request.query.limit.
   */
  place: string;
  /** What is wrong. */
  kind: 'status' | 'server error' | 'presence' | 'type' | 'value' | 'form' | 'size' | 'union' | 'new field' |
    'order' | 'filter' | 'extra items' | 'lifetime' | 'state' | 'constant' | 'read after write' |
    'read after delete' | 'refusal';
  /** What the contracts say. */
  expected: string;
  /** What was there instead: a type, a word of an enum or a status. */
  got: string;
  /** How it is known what was expected. */
  evidence: 'documented' | 'public' | 'observed' | 'assumed';
  /** The document, the page or the reason of the evidence. */
  source: string;
  /** How many responses showed it. */
  count: number;
  /** The method of the first request that showed it. */
  method: string;
  /** The path of that request. */
  path: string;
  /** The X-Request-ID of the response to that request; null when it had none. */
  first_request_id: string | null;
  /** When that request was answered. */
  first_at: string;
}

/** The emulator: its version, its options, and what it has. With a key, the numbers are those of its tenant. */
export interface EmulatorInfo {
  /** The version of the emulator. */
  version: string;
  /** How long processing takes (--pipeline). */
  pipeline: 'quick' | 'instant' | 'realistic' | 'manual';
  /** Whether each well-formed key is accepted, or registered ones only (--auth). */
  auth: 'open' | 'strict';
  /** The price plan of keys without one of their own (--tier). */
  tier: 'FREE' | 'STARTER' | 'PROFESSIONAL' | 'ENTERPRISE' | 'CUSTOM';
  /** True when rate limits and quotas are enforced (--limits). */
  enforce_limits: boolean;
  /** The form of refusals (--errors). */
  errors: 'envelope' | 'fastapi';
  /** The number that generated results are derived from (--seed). */
  seed: number;
  /** Whether presigned requests may have an Authorization header (--storage-auth). */
  storage_auth: 'lenient' | 's3';
  /** The folder that the data is kept in (--data); null when it is in memory. */
  data: string | null;
  /** The dataset that new tenants begin with (--dataset); null for none. */
  dataset: string | null;
  /** The number of tenants: 1 with a key. */
  tenants: number;
  /** The number of their files, without deleted ones. */
  files: number;
  /** The datasets that can be loaded. */
  datasets: Dataset[];
}

/** A refusal. With --errors fastapi the body is {"detail": …} instead. */
export interface Error {
  /** What is wrong. */
  error: ErrorError;
  /** The same as in the header X-Request-ID. */
  request_id: string;
}

/** What is wrong. */
export interface ErrorError {
  /** A word for programs, e.g. VALIDATION_ERROR or CONTROL_REFUSED. */
  code: string;
  /** A sentence for people. */
  message: string;
  /** Only when one part of the request is wrong. */
  details?: ErrorErrorDetails;
}

/** Only when one part of the request is wrong. */
export interface ErrorErrorDetails {
  /** The parameter, the field of the body, or the header. */
  field: string;
  /** What is wrong with it, with the limit. */
  issue: string;
}

/**
 * The requests that are expected, and how many of them: at least one without times, at_least and at_most. A request
 * matches when it has every given part; one of operation, path, query, body and status is required. With order, there
 * are no other fields.
 */
export interface ExpectedRequest {
  /**
   * An operation's id (files.list), a family (files.*), *, or storage.get, storage.head, storage.put, storage.put_part.
   */
  operation?: string | null;
  /** The path; * matches any text. */
  path?: string | null;
  /**
   * Values of the query by name: a text, number or boolean, a list of these for a repeated parameter, null for one that
   * must be absent.
   */
  query?: { [name: string]: any } | null;
  /**
   * A part of the JSON body, or of the form as an object of texts. Other fields are ignored; lists must have the same
   * length.
   */
  body?: any;
  /** The status of the response. */
  status?: number | null;
  /** The exact number of requests, without at_least and at_most. */
  times?: number | null;
  /** The least number of requests. */
  at_least?: number | null;
  /** The greatest number of requests, not less than at_least. */
  at_most?: number | null;
  /**
   * Requests that must come one after the other, without a number and an order of their own. Other requests may be
   * between them.
   */
  order?: ExpectedRequest[] | null;
}

/** One kind of trouble at one call of a client. */
export interface Experiment {
  /** E.g. files.upload#1/reset_after; the same in every plan. */
  id: string;
  /** The operation, storage.put and the like, or stages.description and the like. */
  operation: string;
  /** Which of its calls is meant. */
  occurrence: number;
  /** The kind of trouble, e.g. reset_after. */
  kind: string;
  /** The category of the kind. */
  category: 'network' | 'limits' | 'ai' | 'storage' | 'time' | 'contract';
  /** What happens, in a sentence. */
  description: string;
  /** The faults to add to a fresh tenant. */
  faults: Fault[];
  /** How far the clock of that tenant is advanced before; null for not at all. */
  clock_seconds: number | null;
  /** True when the trouble does not end, so that a client can only say so. */
  lasting: boolean;
  /** How we know that it happens; network means that every network does it. */
  evidence: 'documented' | 'public' | 'observed' | 'assumed' | 'network';
  /** What says so. */
  source: string;
}

/** What became of a client in an experiment. */
export interface ExperimentVerdict {
  /** The verdict in a word. */
  verdict: 'survived' | 'failed_legibly' | 'failed_blindly' | 'leaked' | 'hammered' | 'lost' | 'duplicated' | 'hung';
  /** Why, in a sentence. */
  reason: string;
  /** How often the faults have acted; with 0 the client has not met the trouble, and the verdict says nothing. */
  hits: number;
  /** The real milliseconds between each failed answer and the repetition of its request. */
  waits_ms: number[];
  found: CleanRun;
  /** What to do about it, and what the documents say; null when there is nothing to do. */
  advice: string | null;
  reproduction: Reproduction;
}

/** What happens to a held data export. */
export interface ExportStageAction {
  /** release lets the export continue, fail ends it now. */
  action: 'release' | 'fail';
}

/** A data export after an action. */
export interface ExportStageResult {
  /** The data export. */
  export_id: string;
  /** Its only stage. */
  stage: 'export';
  /** Its status now. */
  status: 'pending' | 'processing' | 'completed' | 'failed';
}

/**
 * A rule that makes requests, storage requests or processing stages fail. It has exactly one of operation, storage and
 * stage, and what happens there: for operations and storage one of status, reset, truncate_bytes and corrupt, for
 * operations also unknown_word, new_field or null_field, with or without latency_ms, or latency_ms alone; for stages
 * fail, hold, stall or delay_seconds.
 */
export interface Fault {
  /**
   * The name of a group of faults, which are added together. It is sent without other fields; a fault shows the bundle
   * that it was added with.
   */
  bundle?: 'flaky-network' | 'quota-exhausted' | 'rate-limited' | 'slow-ai' | 'storage-down' | 'stuck-uploads' | null;
  /** The place: an operation's id (files.list), a family (files.*), or * for every operation. */
  operation?: string | null;
  /** The place: a processing stage of files that are uploaded afterwards. */
  stage?: 'variants' | 'description' | 'text_extraction' | 'embedding' | 'digitization' | 'video_analysis' |
    'crawl' | null;
  /** The place: a request to the embedded storage, or * for every one. */
  storage?: 'get' | 'head' | 'put' | 'put_part' | '*' | null;
  /** The fault acts from the n-th match on. */
  nth?: number | null;
  /** The fault acts on each n-th match. */
  every?: number | null;
  /** How often the fault acts; 1 when it is null or absent. */
  times?: number | null;
  /** The probability with which the fault acts, above 0. The seed of the emulator decides which matches are chosen. */
  chance?: number | null;
  /** The request is answered with this status, and nothing is done. */
  status?: number | null;
  /** With a status: the error's code; the usual code of the status when it is null or absent. */
  code?: string | null;
  /** With a status or fail: the error's message. */
  message?: string | null;
  /** With a status: the header Retry-After, in seconds. */
  retry_after?: number | null;
  /** A delay before anything else, in real milliseconds. */
  latency_ms?: number | null;
  /**
   * When the connection is closed without a response: before, and nothing is done; or after the work is done, which
   * true means too.
   */
  reset?: boolean | 'before' | 'after' | null;
  /** The work is done, and the connection is closed after this many bytes of the body of the response. */
  truncate_bytes?: number | null;
  /** True: the work is done, and bytes of the body of the response are changed. */
  corrupt?: boolean | null;
  /**
   * The work is done, and in the JSON of the response this field, for which the documents name some words, has another
   * one: unknown_word. A name is meant at any depth, a path (items[].media_type) from the response's object.
   */
  unknown_word?: string | null;
  /**
   * The work is done, and the object of the response, and those in its lists, have one more field of this name, with
   * the text new_value.
   */
  new_field?: string | null;
  /**
   * The work is done, and in the JSON of the response this field, which may be null, is null. A name is meant at any
   * depth, a path (items[].title) from the response's object.
   */
  null_field?: string | null;
  /**
   * The stage fails: one of the types timeout, rate_limit, vlm_error, validation, resource_limit, unknown, or a message
   * of the type unknown.
   */
  fail?: string | null;
  /** True: the stage waits until it is released. */
  hold?: boolean | null;
  /** True: the stage begins, and does not end until it is released, completed or failed. */
  stall?: boolean | null;
  /** The stage takes this much longer, in seconds of the tenant's clock, above 0 to a year. */
  delay_seconds?: number | null;
}

/** A named group of faults, which are added together. */
export interface FaultBundle {
  /** The name, e.g. rate-limited. */
  name: string;
  /** What the bundle does, in a sentence. */
  description: string;
  /** The faults that it adds. */
  faults: Fault[];
}

/** The bundles of faults. */
export interface FaultBundleList {
  /** The bundles, by name. */
  items: FaultBundle[];
}

/** Faults: the tenant's own first, then those for all tenants. */
export interface FaultList {
  /** The faults. */
  items: FaultResource[];
  /** Their number. */
  total_count: number;
}

/** A fault that was added. Fields that were not set are absent. */
export interface FaultResource extends Fault {
  /** The id, e.g. fault_1. */
  id: string;
  /** Whether it is for the tenant of one key or for all tenants. */
  scope: 'tenant' | 'all';
  /** How often it has acted. */
  hits: number;
  /**
   * The newest files on whose stages it has acted, at most 20, the newest first; none for a fault on requests and for
   * all tenants.
   */
  files: AffectedFile[];
  /** How often it still acts. */
  left: number;
}

/** A field that differs. */
export interface FieldChange {
  /** Its path as it is stored, e.g. stages.0.released_at. */
  field: string;
  /** The value in the first state; null when it is null or absent. */
  before: any;
  /** The value in the second state; null when it is null or absent. */
  after: any;
}

/** A page of files. */
export interface FilePage {
  /** The files, as in the response of files.list. */
  items: { [name: string]: any }[];
  /** How many files match the filters. */
  total_count: number;
  /** The greatest number of files of a page. */
  limit: number;
  /** How many files were skipped. */
  offset: number;
  /** True when there are more pages. */
  has_more: boolean;
}

/** What the emulator knows of a file beyond the API. */
export interface FileState {
  /** The file. */
  file_id: string;
  /** Its name. */
  filename: string;
  /** The session with which it was uploaded. */
  session_id: string | null;
  /** Its folder. */
  folder_id: string | null;
  /** Its project. */
  project_id: string | null;
  /** When it was deleted; null when it is not. */
  deleted_at: string | null;
  /** True when its bytes are stored. */
  has_content: boolean;
  /** Its stages, in the order in which they can run. */
  stages: StageTimes[];
  /** The AI results that the API shows, with their sources; none before the description is completed. */
  ai_fields: AiFieldSource[];
}

/** The time at which the clock stops. */
export interface FreezeClock {
  /**
   * The time, from 1970 to the year 9000; the present time of the clock when it is null or absent. It may be in the
   * past.
   */
  at?: string | null;
}

/** A request and its response in HTTP Archive 1.2. */
export interface HarEntry {
  /** When the request was received. */
  startedDateTime: string;
  /** Real milliseconds until the response began. */
  time: number;
  /** The request. */
  request: HarEntryRequest;
  /** The response; its status is 0 when the client received none. */
  response: HarEntryResponse;
  /** Empty. */
  cache: { [name: string]: any };
  /** Milliseconds of each part. */
  timings: HarEntryTimings;
  /** The id of the request in the journal. */
  _id: string;
  /** The operation's id; null when there is none. */
  _operation: string | null;
  /** The id of the fault that acted; null when there is none. */
  _fault: string | null;
}

/** The request. */
export interface HarEntryRequest {
  /** The HTTP method. */
  method: string;
  /** The whole URL. */
  url: string;
  /** The version of HTTP. */
  httpVersion: string;
  /** Empty. */
  cookies: { [name: string]: any }[];
  /** The headers. */
  headers: HarPair[];
  /** The values of the query. */
  queryString: HarPair[];
  /** The JSON or the form; absent for other content. */
  postData?: HarEntryRequestPostData;
  /** -1: not known. */
  headersSize: number;
  /** The length of the body; -1 when it is not known. */
  bodySize: number;
}

/** The JSON or the form; absent for other content. */
export interface HarEntryRequestPostData {
  /** application/json or multipart/form-data. */
  mimeType: string;
  /** The fields and files of a form. */
  params: { [name: string]: any }[];
  /** The JSON. */
  text: string;
}

/** The response; its status is 0 when the client received none. */
export interface HarEntryResponse {
  /** The status. */
  status: number;
  /** The phrase of the status. */
  statusText: string;
  /** The version of HTTP. */
  httpVersion: string;
  /** Empty. */
  cookies: { [name: string]: any }[];
  /** The headers. */
  headers: HarPair[];
  /** The body. */
  content: HarEntryResponseContent;
  /** The header Location, or an empty text. */
  redirectURL: string;
  /** -1: not known. */
  headersSize: number;
  /** The length of the body; -1 when it is not known. */
  bodySize: number;
}

/** The body. */
export interface HarEntryResponseContent {
  /** The length of the body; 0 when it is not known. */
  size: number;
  /** The media type. */
  mimeType: string;
  /** The JSON; absent for other content. */
  text?: string;
}

/** Milliseconds of each part. */
export interface HarEntryTimings {
  /** 0. */
  send: number;
  /** Until the response began. */
  wait: number;
  /** 0. */
  receive: number;
}

/** Requests as an HTTP Archive 1.2, which browser tools and proxies open. */
export interface HarFile {
  /** The archive. */
  log: HarFileLog;
}

/** The archive. */
export interface HarFileLog {
  /** The version of the format. */
  version: '1.2';
  /** The program that wrote it. */
  creator: HarFileLogCreator;
  /** The requests, the oldest first. */
  entries: HarEntry[];
}

/** The program that wrote it. */
export interface HarFileLogCreator {
  /** scopix-emulator. */
  name: string;
  /** The version of the emulator. */
  version: string;
}

/** A name with its value. */
export interface HarPair {
  /** The name. */
  name: string;
  /** The value, without secrets. */
  value: string;
}

/** The emulator answers requests. */
export interface Health {
  /** Always ready. */
  status: 'ready';
}

/** A record of a dataset that is worth opening in the dashboard. */
export interface Highlight {
  /** The view of the dashboard that shows it. */
  kind: 'files' | 'sessions';
  /** Its id. */
  id: string;
  /** What it shows, as the text of a link. */
  text: string;
}

/** A request or a response. Keys and signatures are removed. */
export interface HttpMessage {
  /** The headers by name. */
  headers: { [name: string]: string };
  /** The length of the body; null when it is not known. */
  bytes: number | null;
  /** The JSON, or the form as an object; null when there is none, for other content, and above 64 KiB. */
  body: any;
}

/**
 * A copy of files: a gzipped tar with import.json, projects.json, folders.json, files/{id}.json, objects/{sha256} and
 * SHA256SUMS. The files of LlamaCloud have neither projects nor folders.
 */
export type ImportArchive = string;

/** What was imported. */
export interface ImportResult {
  /** The number of files, with links. */
  files: number;
  /** The number of folders. */
  folders: number;
  /** The number of projects. */
  projects: number;
  /** The bytes in the archive; files with the same bytes share them. */
  bytes: number;
  /** The number of files whose bytes are not in the archive. */
  files_without_bytes: number;
  /** The number of files with stages that had not ended at the source; these stages are held. */
  files_in_progress: number;
}

/** What the tenant can import. */
export interface ImportState {
  /** The format of archives that the emulator reads. */
  format: number;
  /** False when an import has to replace the data of the tenant. */
  is_empty: boolean;
}

/** Exactly one of both. */
export interface InitClock {
  /** The time at which the clock stops. */
  freeze?: string;
  /** An ISO 8601 duration by which the clock goes ahead, e.g. P30D. */
  advance?: string;
}

/** A dataset to load. */
export interface InitDataset {
  /** The dataset. */
  name: string;
  /** The number that the dataset is generated from. */
  seed?: number;
  /** The number of files of the dataset scale. */
  count?: number;
  /** The language of documents, names, folders and projects, en by default. */
  locale?: string;
}

/** What tenants have when the emulator starts. The top is for the default key, tenants for other keys. */
export interface InitDocument {
  /** The address of this schema, for editors. */
  '$schema'?: string;
  /** Keys to register, with their price plans. */
  keys?: InitKey[];
  /** Other tenants by their keys. */
  tenants?: { [name: string]: InitTenant };
  snapshot?: InitSnapshot;
  clock?: InitClock;
  dataset?: InitDataset;
  /** Projects. One that exists already stays as it is. */
  projects?: InitProject[];
  /** Folders, with those above them. */
  folders?: InitFolder[];
  /** What the AI answers, also for the files of this document. */
  stubs?: Stub[];
  /** Files to upload. */
  files?: InitFile[];
  /** What fails, from the first request on. */
  faults?: Fault[];
}

/** The content (exactly one of path, text and base64), and the fields of an upload. */
export interface InitFile {
  /** Where the file is, relative to this file; only with --init. */
  path?: string;
  /** The content as text. */
  text?: string;
  /** The content in base64. */
  base64?: string;
  /** The name; that in path if there is none. */
  filename?: string;
  /** At most 255 characters. */
  title?: string;
  /** At most 40 tags of at most 50 characters. */
  tags?: string[];
  /** Names of folders from the top, with / between them, e.g. Site A/Plans. Missing ones are created. */
  folder?: string;
  /** The name of a project, which is created if it is missing. */
  project?: string;
  /** The user's description. */
  description?: string;
  /** The category. */
  content_category?: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment';
  /** False to skip the description by the AI. */
  auto_describe?: boolean;
  /** True to skip a file whose content is there already. */
  skip_duplicates?: boolean;
  /** The compliance check. */
  compliance_type?: 'mls' | 'marketplace';
  /** At most 100 characters. */
  compliance_standard?: string;
  /** The role of the image. */
  compliance_image_type?: 'main' | 'secondary';
}

export interface InitFolder {
  /** Names of folders from the top, with / between them, e.g. Site A/Plans. */
  path: string;
  /** The project of a new top folder, by its name. */
  project?: string;
}

export interface InitKey {
  /** scopix_ and at least 20 characters, or llx- and more. */
  key: string;
  /** The price plan, in upper or lower case. */
  tier?: string;
  /** When the key expires, by the tenant's clock. */
  expires_at?: string | null;
  /** False for a deactivated key. */
  is_active?: boolean;
}

export interface InitProject {
  /** 1 to 255 characters without / and \. */
  name: string;
  /** At most 2,000 characters. */
  description?: string;
  /** At most 50 characters. */
  icon?: string;
  /** #RGB or #RRGGBB. */
  color?: string;
  /** The type. */
  project_type?: 'general' | 'real_estate';
}

/** What was applied. */
export interface InitResult {
  /** The number of tenants. */
  tenants: number;
  /** The number of registered keys. */
  keys: number;
  /** The number of restored snapshots. */
  snapshots: number;
  /** The number of loaded datasets. */
  datasets: number;
  /** The number of projects. */
  projects: number;
  /** The number of folders. */
  folders: number;
  /** The number of stubs. */
  stubs: number;
  /** The number of files, without duplicates that were skipped. */
  files: number;
  /** The number of faults; a bundle counts as its faults. */
  faults: number;
  /** The number of tenants that had data already, so that only stubs and faults were applied. */
  kept: number;
}

/** A snapshot to restore. */
export interface InitSnapshot {
  /** The name of a saved snapshot, or the name to keep the exported one under. */
  name?: string;
  /** An exported snapshot, relative to this file; only with --init. */
  path?: string;
}

/** What one tenant has. */
export interface InitTenant {
  snapshot?: InitSnapshot;
  clock?: InitClock;
  dataset?: InitDataset;
  /** Projects. One that exists already stays as it is. */
  projects?: InitProject[];
  /** Folders, with those above them. */
  folders?: InitFolder[];
  /** What the AI answers, also for the files of this document. */
  stubs?: Stub[];
  /** Files to upload. */
  files?: InitFile[];
  /** What fails, from the first request on. */
  faults?: Fault[];
}

/** A request of the journal. */
export interface JournalEntry {
  /** The id, e.g. req_1. */
  id: string;
  /** When it was received, by the tenant's clock. */
  at: string;
  /** The operation's id, or a storage request such as storage.put_part; null when there is none. */
  operation: string | null;
  /** The HTTP method. */
  method: string;
  /** The path from the root, decoded. */
  path: string;
  /** The status of the response; null when the client received none. */
  status: number | null;
  /** The evidence that the response rests on; null when no operation handled the request. */
  evidence: 'documented' | 'public' | 'observed' | 'assumed' | null;
  /** Documented input that had no effect. */
  ignored: string[];
  /** Input that no contract has, e.g. query.limt. */
  unknown: string[];
  /** The id of the fault that acted on the request; null when there is none. */
  fault: string | null;
  /** What was probably meant, or why the response is as it is; null when there is nothing to say. */
  hint: string | null;
  /** The query as it was sent, without its question mark; empty when there is none. */
  query: string;
  /** Real milliseconds until the response began. */
  duration_ms: number;
  /** The length of the response's body; null when it is not known. */
  response_bytes: number | null;
  /** The request's User-Agent; null when there is none. */
  client: string | null;
}

/** A request of the journal with both messages. */
export interface JournalEntryDetails {
  /** The id, e.g. req_1. */
  id: string;
  /** When it was received, by the tenant's clock. */
  at: string;
  /** The operation's id, or a storage request such as storage.put_part; null when there is none. */
  operation: string | null;
  /** The HTTP method. */
  method: string;
  /** The path from the root, decoded. */
  path: string;
  /** The status of the response; null when the client received none. */
  status: number | null;
  /** The evidence that the response rests on; null when no operation handled the request. */
  evidence: 'documented' | 'public' | 'observed' | 'assumed' | null;
  /** Documented input that had no effect. */
  ignored: string[];
  /** Input that no contract has, e.g. query.limt. */
  unknown: string[];
  /** The id of the fault that acted on the request; null when there is none. */
  fault: string | null;
  /** The X-Request-ID; null for storage. */
  request_id: string | null;
  /** Real milliseconds until the response began. */
  duration_ms: number;
  /** The values of the query by name. */
  query: { [name: string]: string[] };
  request: HttpMessage;
  response: HttpMessage | null;
  /** What was probably meant, or why the response is as it is; null when there is nothing to say. */
  hint: string | null;
  /** The files that a files.list with search has found; null for other requests. */
  matches: SearchMatch[] | null;
}

/** The request in the format that was asked for: json or har. */
export type JournalEntryListing = JournalEntryDetails | HarFile;

/** The requests in the format that was asked for: json or har. */
export type JournalListing = JournalPage | HarFile;

/** Requests of the journal. */
export interface JournalPage {
  /** One page of them. */
  items: JournalEntry[];
  /** How many requests match the filters. */
  total_count: number;
  /** How many requests were removed to make room. */
  dropped: number;
}

/** A JSON Schema. */
export type JsonSchemaDocument = { [name: string]: any };

/** How a client came through an experiment. The key is that of the tenant that the client used. */
export interface JudgeExperiment {
  experiment: Experiment;
  clean: CleanRun;
  /** The exit code of the client, 0 when it passed; null or absent when it was stopped because it did not end. */
  exit_code?: number | null;
  /** The end of what the client has printed. */
  output?: string | null;
  /** The same of the clean run; words that it has too do not name a trouble. */
  clean_output?: string | null;
  /** The command of the client, for the reproduction. */
  command?: string | null;
}

/** A file at the end of a run. */
export interface KeptFile {
  /** SHA-256 of the bytes in hexadecimal digits; of a LlamaCloud file the name of its object, which contains it. */
  hash: string;
  /** The title. */
  title: string | null;
  /** The tags, sorted. */
  tags: string[];
  /** The names of the folders that lead to it, with slashes. */
  folder: string | null;
  /** The primary status once everything that can end has ended, or deleted. */
  status: string;
}

/** A key as it is shown, without its secret. */
export interface Key {
  /** The beginning of the key. */
  key_prefix: string;
  /** Its price plan. */
  tier: 'FREE' | 'STARTER' | 'PROFESSIONAL' | 'ENTERPRISE' | 'CUSTOM';
  /** When it expires, by the clock of its tenant; null for never. */
  expires_at: string | null;
  /** False when it was deactivated. */
  is_active: boolean;
  /** True when it was registered, so that --auth strict accepts it. */
  registered: boolean;
}

/** The registered keys. */
export interface KeyList {
  /** The keys. */
  items: Key[];
}

/** A key with what is to change. Fields that are null or absent stay as they are. */
export interface KeyRegistration {
  /** The whole key: scopix_, 8 letters and digits, at least 12 more characters; or llx- and at least 1. */
  key: string;
  /** The price plan. Lower case is accepted too. */
  tier?: 'FREE' | 'STARTER' | 'PROFESSIONAL' | 'ENTERPRISE' | 'CUSTOM' | null;
  /** When the key expires, by the clock of its tenant. */
  expires_at?: string | null;
  /** False: requests with the key are refused. */
  is_active?: boolean | null;
}

/** A dataset to load. */
export interface LoadDataset {
  /** The dataset. */
  dataset: 'demo' | 'inspection' | 'real-estate' | 'documents' | 'empty' | 'edge' | 'scale';
  /** The number that the dataset is generated from; that of the emulator when it is null or absent. */
  seed?: number | null;
  /**
   * The number of files of the dataset scale, 10,000 when it is null or absent. Other datasets have a fixed size and do
   * not take it.
   */
  count?: number | null;
  /**
   * The language of documents, names, folders and projects; that of the emulator (--locale, else en) when it is null or
   * absent. Only demo, inspection, real-estate and documents take another.
   */
  locale?: 'en' | 'de' | 'es' | 'ja' | null;
}

/** What was loaded. */
export interface LoadedDataset {
  /** The dataset. */
  dataset: 'demo' | 'inspection' | 'real-estate' | 'documents' | 'empty' | 'edge' | 'scale';
  /** The number that it was generated from. */
  seed: number;
  /** The number of files, with links and deleted files. */
  files: number;
  /** The number of folders. */
  folders: number;
  /** The number of projects. */
  projects: number;
  /** The number of sessions. */
  sessions: number;
  /** The number of data exports. */
  exports: number;
  /** The bytes of all files. */
  bytes: number;
  /** The records that are worth opening in the dashboard, in the order of time; empty for most datasets. */
  highlights: Highlight[];
}

/** A request that nearly matches. */
export interface NearMiss {
  /** The id of the request. */
  id: string;
  /** The HTTP method. */
  method: string;
  /** The path. */
  path: string;
  /** What differs, e.g. query.tags: expected "valve", was "pump". */
  differences: string[];
}

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  /** The version of the specification. */
  openapi: string;
  /** Title, version and description. */
  info: { [name: string]: any };
  /** This emulator first. */
  servers?: { [name: string]: any }[];
  /** The operations by path and method. */
  paths: { [name: string]: any };
  /** The schemas and other parts. */
  components?: { [name: string]: any };
  /** Who may use the operations. */
  security?: { [name: string]: any }[];
  /** The groups of operations. */
  tags?: { [name: string]: any }[];
}

/** What requests have met of one operation's contract. */
export interface OperationCoverage {
  /** The operation's id. */
  id: string;
  /** How its method and path are known. */
  evidence: 'documented' | 'public' | 'observed' | 'assumed';
  /** The number of requests. */
  requests: number;
  /** Responses by status, without those that a fault made or changed. */
  answered: { [name: string]: number };
  /** Responses that a fault made or changed, by status. They do not count as coverage. */
  faulted: { [name: string]: number };
  /** Responses that did not arrive. */
  lost: number;
  statuses: CoverageGaps;
  fields: CoverageGaps;
  /** Fields that were null each time. */
  only_null: string[];
  enum_values: CoverageGaps;
  parameters: CoverageGaps;
  request_fields: CoverageGaps;
  /** True when some responses were counted, but not inspected. */
  sampled: boolean;
}

/** A file of a web page. */
export type PageFile = string;

/**
 * Which experiments are planned from the journal of the tenant, which must be that of a clean run. With the clean of
 * the plan of an earlier clean run of the same test, what differs between the two is not compared in verdicts.
 */
export interface PlanSurvival {
  /** The categories of trouble; all when it is null or absent. */
  faults?: ('network' | 'limits' | 'ai' | 'storage' | 'time' | 'contract')[] | null;
  /**
   * Operations, storage.put and the like, stages.description and the like, or families such as files.*; all that were
   * called when it is null or absent.
   */
  only?: string[] | null;
  /** The number that decides the order of equally important experiments; 42 when it is null or absent. */
  seed?: number | null;
  clean?: CleanRun | null;
}

/** How many things a request has removed. */
export interface Removal {
  /** The number of removed things. */
  removed: number;
}

/** The smallest way to see the result of an experiment again. */
export interface Reproduction {
  /** Commands that add the faults, and advance the clock, for the tenant of $SCOPIX_API_KEY. */
  setup: string[];
  /** The requests around the trouble, one in an item. */
  requests: string[];
  /** The command of the client. */
  command: string | null;
}

/** What differs in one kind of things. */
export interface ResourceKindDiff {
  /** The kind; tenant is the clock and the ids. */
  kind: 'files' | 'folders' | 'projects' | 'sessions' | 'uploads' | 'jobs' | 'data_exports' | 'idempotency_keys' |
    'usage' | 'llama_files' | 'faults' | 'stubs' | 'tenant';
  /** How many only the second state has. */
  added_count: number;
  /** How many only the first state has. */
  removed_count: number;
  /** How many differ. */
  changed_count: number;
  /** Those that only the second state has. */
  added: ResourceReference[];
  /** Those that only the first state has. */
  removed: ResourceReference[];
  /** Those that differ. */
  changed: ChangedItem[];
}

/** Something that only one of two states has. */
export interface ResourceReference {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
}

/** A file that was brought back. */
export interface RestoredFile {
  /** The file. */
  id: string;
  /** When, by the tenant's clock. */
  restored_at: string;
}

/** A link to save. */
export interface SaveLink {
  /** An address that begins with http:// or https://. */
  url: string;
  /** The title; that of the page when it is null or absent. */
  title?: string | null;
  /** The tags. */
  tags?: string[] | null;
  /** The folder of the link. */
  folder_id?: string | null;
  /** The project of the link. It has no effect beside a folder_id. */
  project_id?: string | null;
  /** False: the page is not read. */
  auto_crawl?: boolean;
}

/** The name of a new snapshot. */
export interface SaveSnapshot {
  /** 1 to 64 letters, digits, _, . and -. The name now means the present state and is refused. */
  name: string;
}

/** A link that was saved. */
export interface SavedLink {
  /** The id of the link, which is a file. */
  id: string;
  /** The address without its fragment. */
  source_url: string;
  /** The host name of the address. */
  domain: string;
  /** The title; null until the page has been read. */
  title: string | null;
  /** Whether the page has been read. */
  crawl_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped';
  /** True when a link with the same address existed already; this one is saved too. */
  is_duplicate: boolean;
  /** When it was saved, by the tenant's clock. */
  created_at: string;
}

/** A file that a search of files.list has found. */
export interface SearchMatch {
  /** The id of the file. */
  file_id: string;
  /** The fields in which a word of the search is now; empty when the file was changed or deleted since. */
  fields: ('title' | 'filename' | 'tags' | 'description' | 'user_description' | 'visible_text')[];
}

/** The credits that a tenant has from now on. */
export interface SetCredits {
  /** The available credits, without those that are reserved. */
  prepaid: number;
}

/** Requests that were not compared. */
export interface SkippedRequests {
  /** Why, as the end of a sentence. */
  reason: string;
  /** How many requests. */
  count: number;
}

/** A saved copy of a tenant. */
export interface Snapshot {
  /** Its name. */
  name: string;
  /** The tenant's time that it restores. */
  created_at: string;
  /** True when the clock was frozen. */
  frozen: boolean;
  /** The number of files, without deleted ones. */
  files: number;
  /** The size of the copy of the database. */
  database_bytes: number;
  /** The size of the exports and of the uploads in progress that are kept with it. */
  other_bytes: number;
}

/** An exported snapshot: a gzipped tar with the database, the record of the snapshot and the bytes of the files. */
export type SnapshotArchive = string;

/** What differs between two states of a tenant. */
export interface SnapshotDiff {
  /** The name of the first state. */
  from: string;
  /** The name of the second state. */
  to: string;
  /** True when nothing differs. */
  same: boolean;
  /** True when not everything is listed. The counts are complete. */
  cut: boolean;
  /** The kinds that differ. */
  kinds: ResourceKindDiff[];
}

/** The snapshots of the tenant. */
export interface SnapshotList {
  /** The snapshots. */
  items: Snapshot[];
  /** Their number. */
  total_count: number;
}

/** What happens to a stage. */
export interface StageAction {
  /**
   * hold keeps the stage as it is, release lets a held or stalled stage continue, complete and fail end it now, retry
   * runs a failed stage and those skipped because of it again.
   */
  action: 'hold' | 'release' | 'complete' | 'fail' | 'retry';
  /**
   * With the action fail: one of the types timeout, rate_limit, vlm_error, validation, resource_limit, unknown, or a
   * message of the type unknown; unknown when it is null or absent.
   */
  fail?: string | null;
  /** With fail: the message. */
  message?: string | null;
}

/** A stage after an action. */
export interface StageResult {
  /** The file. */
  file_id: string;
  /** The stage. */
  stage: 'variants' | 'description' | 'text_extraction' | 'embedding' | 'digitization' | 'video_analysis' | 'crawl';
  /** Its status now. */
  status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped';
}

/** A stage with its times. */
export interface StageTimes {
  /** The stage. */
  stage: 'variants' | 'description' | 'text_extraction' | 'embedding' | 'digitization' | 'video_analysis' | 'crawl';
  /** The stage that must end before it begins. */
  after: string | null;
  /** Its status now. */
  status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped';
  /** True while it waits for a release. */
  held: boolean;
  /** True when it does not end by itself. */
  stalled: boolean;
  /** How long it takes by itself, in milliseconds; 0 when an action ended it. */
  duration_ms: number;
  /** When it was allowed to run; null while it is held. */
  released_at: string | null;
  /** When it began. */
  started_at: string | null;
  /** When it ended. */
  ended_at: string | null;
  /** Why it failed; null unless it failed. */
  error_type: 'timeout' | 'rate_limit' | 'vlm_error' | 'validation' | 'resource_limit' | 'unknown' | null;
  /** The message of its failure; null unless it failed. */
  error_message: string | null;
}

/**
 * A rule that decides what the AI answers for files that are uploaded afterwards. A file matches when it meets all
 * conditions (filename, hash, content_category, media_type). At least one result or fail is required; results that are
 * null or absent are generated. The newest stub that matches decides.
 */
export interface Stub {
  /** Condition: the file name, a pattern with * and ?, without regard to case. That of a link is its address. */
  filename?: string | null;
  /** Condition: the SHA-256 of the content, 64 hex digits. */
  hash?: string | null;
  /** Condition: the content category. */
  content_category?: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  /** Condition: the kind of file. */
  media_type?: 'image' | 'document' | 'video' | 'link' | null;
  /** The description. */
  description?: string | null;
  /** The tags. Without them, a stub with a description gives its nouns. */
  tags?: string[] | null;
  /**
   * The text in an image. Without text_regions, each line is a region of its own. Without both, what a description
   * quotes.
   */
  visible_text?: string | null;
  /** The regions of text in an image. Without visible_text, the visible text is that of the regions. */
  text_regions?: TextRegion[] | null;
  /** The confidence of the description. */
  confidence_score?: number | null;
  /** The scenes of a video, in order. */
  scenes?: VideoScene[] | null;
  /** The text of a link's page: its first line is the title, the second one the description. */
  text?: string | null;
  /** The texts of a document's chunks, in order. */
  chunks?: string[] | null;
  /**
   * An image's domain data by the field of its details, e.g. {"legend_data": {…}}, with null for nothing found; at most
   * 100,000 characters.
   */
  data?: { [name: string]: any } | null;
  /**
   * The description fails, instead of all other results: one of the types timeout, rate_limit, vlm_error, validation,
   * resource_limit, unknown, or a message of the type unknown.
   */
  fail?: string | null;
}

/** Stubs: the tenant's own first, then those for all tenants. */
export interface StubList {
  /** The stubs. */
  items: StubResource[];
  /** Their number. */
  total_count: number;
}

/** A stub that was added. Fields that were not set are absent. */
export interface StubResource extends Stub {
  /** The id, e.g. stub_1. */
  id: string;
  /** Whether it is for the tenant of one key or for all tenants. */
  scope: 'tenant' | 'all';
  /** How many files it has decided. */
  hits: number;
  /** The newest files that it has decided, at most 20, the newest first; none for a stub for all tenants. */
  files: AffectedFile[];
}

/** The experiments for a client, the most important first. */
export interface SurvivalPlan {
  /** The number that the order is derived from. */
  seed: number;
  clean: CleanRun;
  /**
   * A sentence for each difference between two clean runs that makes experiments meaningless; there are no experiments
   * then.
   */
  differences: string[];
  /** The experiments. */
  experiments: Experiment[];
}

/** A tag, and how many files have it. */
export interface TagCount {
  /** The tag. */
  tag: string;
  /** The number of files. */
  files: number;
}

/** The tags of a tenant's files, the most used first. */
export interface TagList {
  /** The tags. */
  items: TagCount[];
  /** How many tags begin with the prefix. */
  total_count: number;
}

/** A tenant that was used since the start. */
export interface Tenant {
  /** The tenant's id, a hash of its key. */
  id: string;
  /** Whose key it has. */
  vendor: 'scopix' | 'llamacloud';
  /** The beginning of its key; empty when only its database is known. */
  key_prefix: string;
  /** The number of its files. */
  files: number;
  /** The number of requests in its journal. */
  requests: number;
  /** When the newest of them was received, by the tenant's clock; null when there is none. */
  last_request_at: string | null;
}

/** How many tenants a request has changed. */
export interface TenantCount {
  /** The number of tenants. */
  tenants: number;
}

/** The tenants that were used since the start. */
export interface TenantList {
  /** The tenants, those with the newest requests first. */
  items: Tenant[];
  /** The number of all of them. */
  total_count: number;
}

/** A line of text in a picture. */
export interface TextRegion {
  /** The text. */
  text: string;
  bounding_box: BoundingBox;
}

/** A request that calls no operation of the contracts. */
export interface UnknownRequest {
  /** The method and the path, with (id) for ids. */
  request: string;
  /** How often it was sent. */
  count: number;
}

/** Whether the journal has the expected requests: the status is 200 when it has them and 409 when it has not. */
export interface Verification {
  /** True when it has them. */
  verified: boolean;
  /** How many requests match; with order, how many of its requests came. */
  count: number;
  /** The expected number, in words. */
  expected: string;
  /** The result as a sentence, for the message of a failed test. */
  message: string;
  /** The ids of the first 100 requests that match. */
  matched: string[];
  /** The requests that come nearest when too few match. */
  near_misses: NearMiss[];
}

/** A scene of a video. It does not begin before the scene before it ends. */
export interface VideoScene {
  /** The start, in seconds. */
  start_time: number;
  /** The end, in seconds, after the start. */
  end_time: number;
  /** What it shows. */
  description: string;
  /** Its tags. */
  tags?: string[] | null;
  /** The text in it. */
  visible_text?: string | null;
  /** The confidence of the description. */
  confidence_score?: number | null;
}

/** Selects requests of the journal. */
export interface RequestQuery {
  /** An operation's id, a family such as files.*, or *. */
  operation?: string;
  /** A status, or a class such as 4xx. */
  status?: string;
  /** The HTTP method. */
  method?: string;
  /** The earliest time, by the tenant's clock. */
  since?: string;
  /** The time before which requests were received, by the tenant's clock. */
  until?: string;
  /** A part of the path. */
  path?: string;
  /** A text in the name or the value of a field of either body, without regard to case. */
  search?: string;
  /** True lists requests without an operation, false the others. */
  unmatched?: boolean;
  /** True lists requests that a fault acted on, false the others. */
  fault?: boolean;
  /** The id of the fault that acted on the requests. */
  fault_id?: string;
  /** True lists requests with input that no contract has, false the others. */
  unknown?: boolean;
  /** How many requests are listed. */
  limit?: number;
  /** How many requests are skipped. */
  offset?: number;
  /** Which requests come first. */
  order?: 'newest' | 'oldest';
}
