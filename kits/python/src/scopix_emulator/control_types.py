# The bodies of the control API: faults, stubs, the journal, snapshots and more. Written from the contracts by make types; do not edit.
"""The bodies of the control API: faults, stubs, the journal, snapshots and more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Dict, List, Literal, TypedDict, Union

if sys.version_info >= (3, 11):
    from typing import NotRequired
elif TYPE_CHECKING:
    from typing_extensions import NotRequired

# The fault that was added, or all faults of the bundle.
AddedFault = Union["FaultResource", "FaultList"]


class Addresses(TypedDict):
    """The addresses of the emulator."""

    name: str
    """Scopix emulator."""

    version: str
    """The version of the emulator."""

    api: str
    """The base URL of the API for clients."""

    dashboard: str
    """The dashboard, a web page."""

    api_reference: str
    """The API reference, a web page."""

    openapi: str
    """The OpenAPI document of the API."""

    control_openapi: str
    """The OpenAPI document of the control API."""

    health: str
    """The health check."""


class AdvanceClock(TypedDict):
    """
    How far the clock goes ahead: either seconds or by. Time does not go back, and no clock goes beyond the year 9000.
    """

    seconds: NotRequired[float | None]
    """Seconds, from 0 to 36,500 days."""

    by: NotRequired[str | None]
    """An ISO 8601 duration from PT0S to P36500D, e.g. PT1H."""


class AffectedFile(TypedDict):
    """A file on which a rule has acted."""

    id: str
    """The id of the file."""

    filename: str
    """The name of the file when the rule acted; that of a link is its address."""

    at: str | None
    """When the rule acted on it last, by the clock of the tenant; null when an older version has stored it."""


class AiFieldSource(TypedDict):
    """An AI result of a file and where it comes from."""

    field: str
    """The field as in a stub, e.g. visible_text, or a field of domain data, e.g. pid_data."""

    source: Literal["generated", "dataset", "stub", "ocr", "imported"]
    """
    Generated from the seed, the hash and the name; made with a picture of a dataset; decided by a stub or a caption;
    read in the picture by Tesseract; or imported from another account.
    """


class Assumption(TypedDict):
    """A decision that assumptions rest on, and what a live service has said about it."""

    id: str
    """The decision, e.g. missing-resources."""

    title: str
    """A few words."""

    question: str
    """What was assumed, as a question."""

    settled_by: str
    """The request that answers the question."""

    state: Literal["confirmed", "refuted", "untested"]
    """One contradiction refutes a decision; a part of its assumptions confirms it."""

    confirmed: int
    """How many responses agreed."""

    refuted: int
    """How many responses contradicted."""

    first_refutation: str | None
    """The first contradiction; null when there is none."""

    operations: List[str]
    """
    The ids of the operations whose verb, parameters or fields rest on it. Assumed behaviour can concern others too.
    """


class Assumptions(TypedDict):
    """What a live service has said about the assumptions of the contracts."""

    confirmed: int
    """The decisions that were confirmed and not refuted."""

    refuted: int
    """The decisions that were refuted."""

    untested: int
    """The decisions about which no request has said anything."""

    items: List[Assumption]
    """All decisions: the refuted ones first, then the confirmed ones."""


class BoundingBox(TypedDict):
    """A box in fractions of the picture's width and height. Its minima are not greater than its maxima."""

    x_min: float
    """The left side."""

    y_min: float
    """The upper side."""

    x_max: float
    """The right side."""

    y_max: float
    """The lower side."""


class BranchSnapshot(TypedDict):
    """The tenant that begins from the snapshot."""

    key: str
    """The whole key of another, empty tenant of the same service."""


class CalledOperation(TypedDict):
    """An operation that a run has called."""

    operation: str
    """The operation, or storage.put and the like."""

    count: int
    """The number of its calls."""

    reads: bool
    """True when the operation changes nothing."""

# A certificate in PEM, without its key.
Certificate = str


class ChangedItem(TypedDict):
    """Something that both states have, and what differs."""

    id: str
    """Its id."""

    name: str
    """Its name."""

    fields: List[FieldChange]
    """The fields that differ."""


class CleanRun(TypedDict):
    """What a run has called and left behind."""

    calls: List[CalledOperation]
    """The operations that were called, in the order of their first calls."""

    files: List[KeptFile]
    """The files, also deleted ones, sorted by hash."""

    compared: List[Literal["hash", "title", "tags", "folder", "status"]]
    """The fields of files that verdicts compare: those that do not differ between two clean runs."""

    folders: int
    """The number of folders."""

    projects: int
    """The number of projects."""

    sessions: int
    """The number of sessions of batches that are not cancelled."""

    exports: int
    """The number of exports of the history."""

    open_uploads: int
    """The number of direct uploads that were neither completed nor aborted."""


class Clock(TypedDict):
    """The clock of a tenant, or, without a key, the one that new tenants get."""

    now: str
    """The time of the clock."""

    frozen: bool
    """True while the clock stands still."""

    shift_seconds: float
    """How many seconds the clock is ahead of the machine's clock; negative when it is behind."""


class Coverage(TypedDict):
    """What requests have met of the contracts of the API. A reset does not clear it."""

    summary: CoverageSummary

    never_met: List[str]
    """Situations that clients often do not expect and that no request met."""

    operations: List[OperationCoverage]
    """The operations that were called."""

    never_called: List[str]
    """The ids of the others."""

    storage: Dict[str, Dict[str, int]]
    """Requests to the embedded storage by kind and status."""


class CoverageGaps(TypedDict):
    """How many of how many things were met, and which were not."""

    met: int
    """How many were met."""

    of: int
    """How many there are."""

    missing: List[str]
    """Those that were not met."""


class CoverageRatio(TypedDict):
    """How many of how many things were met."""

    met: int
    """How many were met."""

    of: int
    """How many there are."""


class CoverageSummary(TypedDict):
    """The totals of all operations that were asked for."""

    operations: CoverageRatio

    statuses: CoverageRatio

    fields: CoverageRatio

    enum_values: CoverageRatio

    parameters: CoverageRatio

    request_fields: CoverageRatio


class Credits(TypedDict):
    """The prepaid credits of a tenant."""

    prepaid: int | None
    """The available credits, without reserved ones; null while credits are not counted."""

    reserved: int
    """The credits that are reserved for videos and uploads in progress."""

# Commands of curl that repeat requests, without keys and signatures. Each ends with a line end.
CurlCommands = str


class Dataset(TypedDict):
    """A dataset that can be loaded."""

    name: Literal["demo", "inspection", "real-estate", "documents", "empty", "edge", "scale"]
    """Its name."""

    summary: str
    """What it contains."""

    default_count: int | None
    """The number of files without a count; null when the dataset has a fixed size."""


class Difference(TypedDict):
    """One way in which the emulator answers otherwise than a live service. It has no value of a body."""

    operation: str
    """The operation that showed it first, e.g. files.get."""

    operations: List[str]
    """All operations that showed it."""

    place: str
    """status, a header, or a path of the body such as items[].title."""

    kind: Literal["status", "presence", "type", "value", "form", "size", "order", "missing items", "extra items",
        "identity"]
    """What differs. identity is an id of another resource."""

    service: str
    """What the service has: a status, a type, a word of an enum or a number; empty for extra items."""

    emulator: str
    """What the emulator has; empty for missing items."""

    count: int
    """How many requests showed it."""

    method: str
    """The method of the first request that showed it."""

    path: str
    """The path of that request."""

    first_request_id: str | None
    """The X-Request-ID of the service's response to that request; null when it had none."""

    first_at: str
    """When the service answered that request."""


class Differences(TypedDict):
    """Where the emulator answers otherwise than a live service, by the requests that both have answered."""

    compared: int
    """The requests whose two responses were compared."""

    equal: int
    """Those whose responses agreed."""

    items: List[Difference]
    """The differences, those of most requests first."""

    skipped: List[SkippedRequests]
    """The requests that were not compared, by the reason, the most frequent first."""


class Drift(TypedDict):
    """How a live service differs from the contracts."""

    exchanges: int
    """The requests to operations of the contracts that got a response."""

    clean: int
    """Those whose response contradicted nothing."""

    unjudged_bodies: int
    """Those whose body was too long to be compared."""

    items: List[DriftItem]
    """The deviations, those with the strongest evidence and the most requests first."""

    unknown: List[UnknownRequest]
    """The requests that call no operation of the contracts, the most frequent first."""


class DriftItem(TypedDict):
    """One way in which a live service differs from the contracts. It has no value of a body."""

    operation: str
    """The operation that showed it first, e.g. files.get."""

    operations: List[str]
    """All operations that showed it."""

    place: str
    """
    status, a header, a path of the response's body such as items[].title, or a part of the request such as
    request.query.limit.
    """

    kind: Literal["status", "server error", "presence", "type", "value", "form", "size", "union", "new field",
        "order", "filter", "extra items", "lifetime", "state", "constant", "read after write", "read after delete",
        "refusal"]
    """What is wrong."""

    expected: str
    """What the contracts say."""

    got: str
    """What was there instead: a type, a word of an enum or a status."""

    evidence: Literal["documented", "public", "observed", "assumed"]
    """How it is known what was expected."""

    source: str
    """The document, the page or the reason of the evidence."""

    count: int
    """How many responses showed it."""

    method: str
    """The method of the first request that showed it."""

    path: str
    """The path of that request."""

    first_request_id: str | None
    """The X-Request-ID of the response to that request; null when it had none."""

    first_at: str
    """When that request was answered."""


class EmulatorInfo(TypedDict):
    """The emulator: its version, its options, and what it has. With a key, the numbers are those of its tenant."""

    version: str
    """The version of the emulator."""

    pipeline: Literal["quick", "instant", "realistic", "manual"]
    """How long processing takes (--pipeline)."""

    auth: Literal["open", "strict"]
    """Whether each well-formed key is accepted, or registered ones only (--auth)."""

    tier: Literal["FREE", "STARTER", "PROFESSIONAL", "ENTERPRISE", "CUSTOM"]
    """The price plan of keys without one of their own (--tier)."""

    enforce_limits: bool
    """True when rate limits and quotas are enforced (--limits)."""

    errors: Literal["envelope", "fastapi"]
    """The form of refusals (--errors)."""

    seed: int
    """The number that generated results are derived from (--seed)."""

    storage_auth: Literal["lenient", "s3"]
    """Whether presigned requests may have an Authorization header (--storage-auth)."""

    data: str | None
    """The folder that the data is kept in (--data); null when it is in memory."""

    dataset: str | None
    """The dataset that new tenants begin with (--dataset); null for none."""

    tenants: int
    """The number of tenants: 1 with a key."""

    files: int
    """The number of their files, without deleted ones."""

    datasets: List[Dataset]
    """The datasets that can be loaded."""


class Error(TypedDict):
    """A refusal. With --errors fastapi the body is {'detail': …} instead."""

    error: ErrorError
    """What is wrong."""

    request_id: str
    """The same as in the header X-Request-ID."""


class ErrorError(TypedDict):
    """What is wrong."""

    code: str
    """A word for programs, e.g. VALIDATION_ERROR or CONTROL_REFUSED."""

    message: str
    """A sentence for people."""

    details: NotRequired[ErrorErrorDetails]
    """Only when one part of the request is wrong."""


class ErrorErrorDetails(TypedDict):
    """Only when one part of the request is wrong."""

    field: str
    """The parameter, the field of the body, or the header."""

    issue: str
    """What is wrong with it, with the limit."""


class ExpectedRequest(TypedDict):
    """
    The requests that are expected, and how many of them: at least one without times, at_least and at_most. A request
    matches when it has every given part; one of operation, path, query, body and status is required. With order, there
    are no other fields.
    """

    operation: NotRequired[str | None]
    """
    An operation's id (files.list), a family (files.*), *, or storage.get, storage.head, storage.put, storage.put_part.
    """

    path: NotRequired[str | None]
    """The path; * matches any text."""

    query: NotRequired[Dict[str, Any] | None]
    """
    Values of the query by name: a text, number or boolean, a list of these for a repeated parameter, null for one that
    must be absent.
    """

    body: NotRequired[Any]
    """
    A part of the JSON body, or of the form as an object of texts. Other fields are ignored; lists must have the same
    length.
    """

    status: NotRequired[int | None]
    """The status of the response."""

    times: NotRequired[int | None]
    """The exact number of requests, without at_least and at_most."""

    at_least: NotRequired[int | None]
    """The least number of requests."""

    at_most: NotRequired[int | None]
    """The greatest number of requests, not less than at_least."""

    order: NotRequired[List[ExpectedRequest] | None]
    """
    Requests that must come one after the other, without a number and an order of their own. Other requests may be
    between them.
    """


class Experiment(TypedDict):
    """One kind of trouble at one call of a client."""

    id: str
    """E.g. files.upload#1/reset_after; the same in every plan."""

    operation: str
    """The operation, storage.put and the like, or stages.description and the like."""

    occurrence: int
    """Which of its calls is meant."""

    kind: str
    """The kind of trouble, e.g. reset_after."""

    category: Literal["network", "limits", "ai", "storage", "time", "contract"]
    """The category of the kind."""

    description: str
    """What happens, in a sentence."""

    faults: List[Fault]
    """The faults to add to a fresh tenant."""

    clock_seconds: int | None
    """How far the clock of that tenant is advanced before; null for not at all."""

    lasting: bool
    """True when the trouble does not end, so that a client can only say so."""

    evidence: Literal["documented", "public", "observed", "assumed", "network"]
    """How we know that it happens; network means that every network does it."""

    source: str
    """What says so."""


class ExperimentVerdict(TypedDict):
    """What became of a client in an experiment."""

    verdict: Literal["survived", "failed_legibly", "failed_blindly", "leaked", "hammered", "lost", "duplicated", "hung"]
    """The verdict in a word."""

    reason: str
    """Why, in a sentence."""

    hits: int
    """How often the faults have acted; with 0 the client has not met the trouble, and the verdict says nothing."""

    waits_ms: List[int]
    """The real milliseconds between each failed answer and the repetition of its request."""

    found: CleanRun

    advice: str | None
    """What to do about it, and what the documents say; null when there is nothing to do."""

    reproduction: Reproduction


class ExportStageAction(TypedDict):
    """What happens to a held data export."""

    action: Literal["release", "fail"]
    """release lets the export continue, fail ends it now."""


class ExportStageResult(TypedDict):
    """A data export after an action."""

    export_id: str
    """The data export."""

    stage: Literal["export"]
    """Its only stage."""

    status: Literal["pending", "processing", "completed", "failed"]
    """Its status now."""


class Fault(TypedDict):
    """
    A rule that makes requests, storage requests or processing stages fail. It has exactly one of operation, storage and
    stage, and what happens there: for operations and storage one of status, reset, truncate_bytes and corrupt, for
    operations also unknown_word, new_field or null_field, with or without latency_ms, or latency_ms alone; for stages
    fail, hold, stall or delay_seconds.
    """

    bundle: NotRequired[Literal["flaky-network", "quota-exhausted", "rate-limited", "slow-ai", "storage-down",
        "stuck-uploads"] | None]
    """
    The name of a group of faults, which are added together. It is sent without other fields; a fault shows the bundle
    that it was added with.
    """

    operation: NotRequired[str | None]
    """The place: an operation's id (files.list), a family (files.*), or * for every operation."""

    stage: NotRequired[Literal["variants", "description", "text_extraction", "embedding", "digitization",
        "video_analysis", "crawl"] | None]
    """The place: a processing stage of files that are uploaded afterwards."""

    storage: NotRequired[Literal["get", "head", "put", "put_part", "*"] | None]
    """The place: a request to the embedded storage, or * for every one."""

    nth: NotRequired[int | None]
    """The fault acts from the n-th match on."""

    every: NotRequired[int | None]
    """The fault acts on each n-th match."""

    times: NotRequired[int | None]
    """How often the fault acts; 1 when it is null or absent."""

    chance: NotRequired[float | None]
    """The probability with which the fault acts, above 0. The seed of the emulator decides which matches are chosen."""

    status: NotRequired[int | None]
    """The request is answered with this status, and nothing is done."""

    code: NotRequired[str | None]
    """With a status: the error's code; the usual code of the status when it is null or absent."""

    message: NotRequired[str | None]
    """With a status or fail: the error's message."""

    retry_after: NotRequired[int | None]
    """With a status: the header Retry-After, in seconds."""

    latency_ms: NotRequired[int | None]
    """A delay before anything else, in real milliseconds."""

    reset: NotRequired[bool | Literal["before", "after"] | None]
    """
    When the connection is closed without a response: before, and nothing is done; or after the work is done, which true
    means too.
    """

    truncate_bytes: NotRequired[int | None]
    """The work is done, and the connection is closed after this many bytes of the body of the response."""

    corrupt: NotRequired[bool | None]
    """True: the work is done, and bytes of the body of the response are changed."""

    unknown_word: NotRequired[str | None]
    """
    The work is done, and in the JSON of the response this field, for which the documents name some words, has another
    one: unknown_word. A name is meant at any depth, a path (items[].media_type) from the response's object.
    """

    new_field: NotRequired[str | None]
    """
    The work is done, and the object of the response, and those in its lists, have one more field of this name, with the
    text new_value.
    """

    null_field: NotRequired[str | None]
    """
    The work is done, and in the JSON of the response this field, which may be null, is null. A name is meant at any
    depth, a path (items[].title) from the response's object.
    """

    fail: NotRequired[str | None]
    """
    The stage fails: one of the types timeout, rate_limit, vlm_error, validation, resource_limit, unknown, or a message
    of the type unknown.
    """

    hold: NotRequired[bool | None]
    """True: the stage waits until it is released."""

    stall: NotRequired[bool | None]
    """True: the stage begins, and does not end until it is released, completed or failed."""

    delay_seconds: NotRequired[float | None]
    """The stage takes this much longer, in seconds of the tenant's clock, above 0 to a year."""


class FaultBundle(TypedDict):
    """A named group of faults, which are added together."""

    name: str
    """The name, e.g. rate-limited."""

    description: str
    """What the bundle does, in a sentence."""

    faults: List[Fault]
    """The faults that it adds."""


class FaultBundleList(TypedDict):
    """The bundles of faults."""

    items: List[FaultBundle]
    """The bundles, by name."""


class FaultList(TypedDict):
    """Faults: the tenant's own first, then those for all tenants."""

    items: List[FaultResource]
    """The faults."""

    total_count: int
    """Their number."""


class FaultResource(Fault):
    """A fault that was added. Fields that were not set are absent."""

    id: str
    """The id, e.g. fault_1."""

    scope: Literal["tenant", "all"]
    """Whether it is for the tenant of one key or for all tenants."""

    hits: int
    """How often it has acted."""

    files: List[AffectedFile]
    """
    The newest files on whose stages it has acted, at most 20, the newest first; none for a fault on requests and for
    all tenants.
    """

    left: int
    """How often it still acts."""


class FieldChange(TypedDict):
    """A field that differs."""

    field: str
    """Its path as it is stored, e.g. stages.0.released_at."""

    before: Any
    """The value in the first state; null when it is null or absent."""

    after: Any
    """The value in the second state; null when it is null or absent."""


class FilePage(TypedDict):
    """A page of files."""

    items: List[Dict[str, Any]]
    """The files, as in the response of files.list."""

    total_count: int
    """How many files match the filters."""

    limit: int
    """The greatest number of files of a page."""

    offset: int
    """How many files were skipped."""

    has_more: bool
    """True when there are more pages."""


class FileState(TypedDict):
    """What the emulator knows of a file beyond the API."""

    file_id: str
    """The file."""

    filename: str
    """Its name."""

    session_id: str | None
    """The session with which it was uploaded."""

    folder_id: str | None
    """Its folder."""

    project_id: str | None
    """Its project."""

    deleted_at: str | None
    """When it was deleted; null when it is not."""

    has_content: bool
    """True when its bytes are stored."""

    stages: List[StageTimes]
    """Its stages, in the order in which they can run."""

    ai_fields: List[AiFieldSource]
    """The AI results that the API shows, with their sources; none before the description is completed."""


class FreezeClock(TypedDict):
    """The time at which the clock stops."""

    at: NotRequired[str | None]
    """
    The time, from 1970 to the year 9000; the present time of the clock when it is null or absent. It may be in the
    past.
    """


class HarEntry(TypedDict):
    """A request and its response in HTTP Archive 1.2."""

    startedDateTime: str
    """When the request was received."""

    time: float
    """Real milliseconds until the response began."""

    request: HarEntryRequest
    """The request."""

    response: HarEntryResponse
    """The response; its status is 0 when the client received none."""

    cache: Dict[str, Any]
    """Empty."""

    timings: HarEntryTimings
    """Milliseconds of each part."""

    _id: str
    """The id of the request in the journal."""

    _operation: str | None
    """The operation's id; null when there is none."""

    _fault: str | None
    """The id of the fault that acted; null when there is none."""


class HarEntryRequest(TypedDict):
    """The request."""

    method: str
    """The HTTP method."""

    url: str
    """The whole URL."""

    httpVersion: str
    """The version of HTTP."""

    cookies: List[Dict[str, Any]]
    """Empty."""

    headers: List[HarPair]
    """The headers."""

    queryString: List[HarPair]
    """The values of the query."""

    postData: NotRequired[HarEntryRequestPostData]
    """The JSON or the form; absent for other content."""

    headersSize: int
    """-1: not known."""

    bodySize: int
    """The length of the body; -1 when it is not known."""


class HarEntryRequestPostData(TypedDict):
    """The JSON or the form; absent for other content."""

    mimeType: str
    """application/json or multipart/form-data."""

    params: List[Dict[str, Any]]
    """The fields and files of a form."""

    text: str
    """The JSON."""


class HarEntryResponse(TypedDict):
    """The response; its status is 0 when the client received none."""

    status: int
    """The status."""

    statusText: str
    """The phrase of the status."""

    httpVersion: str
    """The version of HTTP."""

    cookies: List[Dict[str, Any]]
    """Empty."""

    headers: List[HarPair]
    """The headers."""

    content: HarEntryResponseContent
    """The body."""

    redirectURL: str
    """The header Location, or an empty text."""

    headersSize: int
    """-1: not known."""

    bodySize: int
    """The length of the body; -1 when it is not known."""


class HarEntryResponseContent(TypedDict):
    """The body."""

    size: int
    """The length of the body; 0 when it is not known."""

    mimeType: str
    """The media type."""

    text: NotRequired[str]
    """The JSON; absent for other content."""


class HarEntryTimings(TypedDict):
    """Milliseconds of each part."""

    send: float
    """0."""

    wait: float
    """Until the response began."""

    receive: float
    """0."""


class HarFile(TypedDict):
    """Requests as an HTTP Archive 1.2, which browser tools and proxies open."""

    log: HarFileLog
    """The archive."""


class HarFileLog(TypedDict):
    """The archive."""

    version: Literal["1.2"]
    """The version of the format."""

    creator: HarFileLogCreator
    """The program that wrote it."""

    entries: List[HarEntry]
    """The requests, the oldest first."""


class HarFileLogCreator(TypedDict):
    """The program that wrote it."""

    name: str
    """scopix-emulator."""

    version: str
    """The version of the emulator."""


class HarPair(TypedDict):
    """A name with its value."""

    name: str
    """The name."""

    value: str
    """The value, without secrets."""


class Health(TypedDict):
    """The emulator answers requests."""

    status: Literal["ready"]
    """Always ready."""


class Highlight(TypedDict):
    """A record of a dataset that is worth opening in the dashboard."""

    kind: Literal["files", "sessions"]
    """The view of the dashboard that shows it."""

    id: str
    """Its id."""

    text: str
    """What it shows, as the text of a link."""


class HttpMessage(TypedDict):
    """A request or a response. Keys and signatures are removed."""

    headers: Dict[str, str]
    """The headers by name."""

    bytes: int | None
    """The length of the body; null when it is not known."""

    body: Any
    """The JSON, or the form as an object; null when there is none, for other content, and above 64 KiB."""

# A copy of files: a gzipped tar with import.json, projects.json, folders.json, files/{id}.json, objects/{sha256} and
# SHA256SUMS. The files of LlamaCloud have neither projects nor folders.
ImportArchive = str


class ImportResult(TypedDict):
    """What was imported."""

    files: int
    """The number of files, with links."""

    folders: int
    """The number of folders."""

    projects: int
    """The number of projects."""

    bytes: int
    """The bytes in the archive; files with the same bytes share them."""

    files_without_bytes: int
    """The number of files whose bytes are not in the archive."""

    files_in_progress: int
    """The number of files with stages that had not ended at the source; these stages are held."""


class ImportState(TypedDict):
    """What the tenant can import."""

    format: int
    """The format of archives that the emulator reads."""

    is_empty: bool
    """False when an import has to replace the data of the tenant."""


class InitClock(TypedDict):
    """Exactly one of both."""

    freeze: NotRequired[str]
    """The time at which the clock stops."""

    advance: NotRequired[str]
    """An ISO 8601 duration by which the clock goes ahead, e.g. P30D."""


class InitDataset(TypedDict):
    """A dataset to load."""

    name: str
    """The dataset."""

    seed: NotRequired[int]
    """The number that the dataset is generated from."""

    count: NotRequired[int]
    """The number of files of the dataset scale."""

    locale: NotRequired[str]
    """The language of documents, names, folders and projects, en by default."""

# What tenants have when the emulator starts. The top is for the default key, tenants for other keys.
InitDocument = TypedDict("InitDocument", {
    # The address of this schema, for editors.
    "$schema": "NotRequired[str]",
    # Keys to register, with their price plans.
    "keys": "NotRequired[List[InitKey]]",
    # Other tenants by their keys.
    "tenants": "NotRequired[Dict[str, InitTenant]]",
    "snapshot": "NotRequired[InitSnapshot]",
    "clock": "NotRequired[InitClock]",
    "dataset": "NotRequired[InitDataset]",
    # Projects. One that exists already stays as it is.
    "projects": "NotRequired[List[InitProject]]",
    # Folders, with those above them.
    "folders": "NotRequired[List[InitFolder]]",
    # What the AI answers, also for the files of this document.
    "stubs": "NotRequired[List[Stub]]",
    # Files to upload.
    "files": "NotRequired[List[InitFile]]",
    # What fails, from the first request on.
    "faults": "NotRequired[List[Fault]]",
})


class InitFile(TypedDict):
    """The content (exactly one of path, text and base64), and the fields of an upload."""

    path: NotRequired[str]
    """Where the file is, relative to this file; only with --init."""

    text: NotRequired[str]
    """The content as text."""

    base64: NotRequired[str]
    """The content in base64."""

    filename: NotRequired[str]
    """The name; that in path if there is none."""

    title: NotRequired[str]
    """At most 255 characters."""

    tags: NotRequired[List[str]]
    """At most 40 tags of at most 50 characters."""

    folder: NotRequired[str]
    """Names of folders from the top, with / between them, e.g. Site A/Plans. Missing ones are created."""

    project: NotRequired[str]
    """The name of a project, which is created if it is missing."""

    description: NotRequired[str]
    """The user's description."""

    content_category: NotRequired[Literal["general", "blueprint", "ce_plan", "technical_diagram",
        "architectural_design", "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot",
        "document", "map", "pid", "pfd", "construction", "facility_assessment"]]
    """The category."""

    auto_describe: NotRequired[bool]
    """False to skip the description by the AI."""

    skip_duplicates: NotRequired[bool]
    """True to skip a file whose content is there already."""

    compliance_type: NotRequired[Literal["mls", "marketplace"]]
    """The compliance check."""

    compliance_standard: NotRequired[str]
    """At most 100 characters."""

    compliance_image_type: NotRequired[Literal["main", "secondary"]]
    """The role of the image."""


class InitFolder(TypedDict):

    path: str
    """Names of folders from the top, with / between them, e.g. Site A/Plans."""

    project: NotRequired[str]
    """The project of a new top folder, by its name."""


class InitKey(TypedDict):

    key: str
    """scopix_ and at least 20 characters, or llx- and more."""

    tier: NotRequired[str]
    """The price plan, in upper or lower case."""

    expires_at: NotRequired[str | None]
    """When the key expires, by the tenant's clock."""

    is_active: NotRequired[bool]
    """False for a deactivated key."""


class InitProject(TypedDict):

    name: str
    """1 to 255 characters without / and \\."""

    description: NotRequired[str]
    """At most 2,000 characters."""

    icon: NotRequired[str]
    """At most 50 characters."""

    color: NotRequired[str]
    """#RGB or #RRGGBB."""

    project_type: NotRequired[Literal["general", "real_estate"]]
    """The type."""


class InitResult(TypedDict):
    """What was applied."""

    tenants: int
    """The number of tenants."""

    keys: int
    """The number of registered keys."""

    snapshots: int
    """The number of restored snapshots."""

    datasets: int
    """The number of loaded datasets."""

    projects: int
    """The number of projects."""

    folders: int
    """The number of folders."""

    stubs: int
    """The number of stubs."""

    files: int
    """The number of files, without duplicates that were skipped."""

    faults: int
    """The number of faults; a bundle counts as its faults."""

    kept: int
    """The number of tenants that had data already, so that only stubs and faults were applied."""


class InitSnapshot(TypedDict):
    """A snapshot to restore."""

    name: NotRequired[str]
    """The name of a saved snapshot, or the name to keep the exported one under."""

    path: NotRequired[str]
    """An exported snapshot, relative to this file; only with --init."""


class InitTenant(TypedDict):
    """What one tenant has."""

    snapshot: NotRequired[InitSnapshot]

    clock: NotRequired[InitClock]

    dataset: NotRequired[InitDataset]

    projects: NotRequired[List[InitProject]]
    """Projects. One that exists already stays as it is."""

    folders: NotRequired[List[InitFolder]]
    """Folders, with those above them."""

    stubs: NotRequired[List[Stub]]
    """What the AI answers, also for the files of this document."""

    files: NotRequired[List[InitFile]]
    """Files to upload."""

    faults: NotRequired[List[Fault]]
    """What fails, from the first request on."""


class JournalEntry(TypedDict):
    """A request of the journal."""

    id: str
    """The id, e.g. req_1."""

    at: str
    """When it was received, by the tenant's clock."""

    operation: str | None
    """The operation's id, or a storage request such as storage.put_part; null when there is none."""

    method: str
    """The HTTP method."""

    path: str
    """The path from the root, decoded."""

    status: int | None
    """The status of the response; null when the client received none."""

    evidence: Literal["documented", "public", "observed", "assumed"] | None
    """The evidence that the response rests on; null when no operation handled the request."""

    ignored: List[str]
    """Documented input that had no effect."""

    unknown: List[str]
    """Input that no contract has, e.g. query.limt."""

    fault: str | None
    """The id of the fault that acted on the request; null when there is none."""

    hint: str | None
    """What was probably meant, or why the response is as it is; null when there is nothing to say."""

    query: str
    """The query as it was sent, without its question mark; empty when there is none."""

    duration_ms: float
    """Real milliseconds until the response began."""

    response_bytes: int | None
    """The length of the response's body; null when it is not known."""

    client: str | None
    """The request's User-Agent; null when there is none."""


class JournalEntryDetails(TypedDict):
    """A request of the journal with both messages."""

    id: str
    """The id, e.g. req_1."""

    at: str
    """When it was received, by the tenant's clock."""

    operation: str | None
    """The operation's id, or a storage request such as storage.put_part; null when there is none."""

    method: str
    """The HTTP method."""

    path: str
    """The path from the root, decoded."""

    status: int | None
    """The status of the response; null when the client received none."""

    evidence: Literal["documented", "public", "observed", "assumed"] | None
    """The evidence that the response rests on; null when no operation handled the request."""

    ignored: List[str]
    """Documented input that had no effect."""

    unknown: List[str]
    """Input that no contract has, e.g. query.limt."""

    fault: str | None
    """The id of the fault that acted on the request; null when there is none."""

    request_id: str | None
    """The X-Request-ID; null for storage."""

    duration_ms: float
    """Real milliseconds until the response began."""

    query: Dict[str, List[str]]
    """The values of the query by name."""

    request: HttpMessage

    response: HttpMessage | None

    hint: str | None
    """What was probably meant, or why the response is as it is; null when there is nothing to say."""

    matches: List[SearchMatch] | None
    """The files that a files.list with search has found; null for other requests."""

# The request in the format that was asked for: json or har.
JournalEntryListing = Union["JournalEntryDetails", "HarFile"]

# The requests in the format that was asked for: json or har.
JournalListing = Union["JournalPage", "HarFile"]


class JournalPage(TypedDict):
    """Requests of the journal."""

    items: List[JournalEntry]
    """One page of them."""

    total_count: int
    """How many requests match the filters."""

    dropped: int
    """How many requests were removed to make room."""

# A JSON Schema.
JsonSchemaDocument = Dict[str, Any]


class JudgeExperiment(TypedDict):
    """How a client came through an experiment. The key is that of the tenant that the client used."""

    experiment: Experiment

    clean: CleanRun

    exit_code: NotRequired[int | None]
    """The exit code of the client, 0 when it passed; null or absent when it was stopped because it did not end."""

    output: NotRequired[str | None]
    """The end of what the client has printed."""

    clean_output: NotRequired[str | None]
    """The same of the clean run; words that it has too do not name a trouble."""

    command: NotRequired[str | None]
    """The command of the client, for the reproduction."""


class KeptFile(TypedDict):
    """A file at the end of a run."""

    hash: str
    """SHA-256 of the bytes in hexadecimal digits; of a LlamaCloud file the name of its object, which contains it."""

    title: str | None
    """The title."""

    tags: List[str]
    """The tags, sorted."""

    folder: str | None
    """The names of the folders that lead to it, with slashes."""

    status: str
    """The primary status once everything that can end has ended, or deleted."""


class Key(TypedDict):
    """A key as it is shown, without its secret."""

    key_prefix: str
    """The beginning of the key."""

    tier: Literal["FREE", "STARTER", "PROFESSIONAL", "ENTERPRISE", "CUSTOM"]
    """Its price plan."""

    expires_at: str | None
    """When it expires, by the clock of its tenant; null for never."""

    is_active: bool
    """False when it was deactivated."""

    registered: bool
    """True when it was registered, so that --auth strict accepts it."""


class KeyList(TypedDict):
    """The registered keys."""

    items: List[Key]
    """The keys."""


class KeyRegistration(TypedDict):
    """A key with what is to change. Fields that are null or absent stay as they are."""

    key: str
    """The whole key: scopix_, 8 letters and digits, at least 12 more characters; or llx- and at least 1."""

    tier: NotRequired[Literal["FREE", "STARTER", "PROFESSIONAL", "ENTERPRISE", "CUSTOM"] | None]
    """The price plan. Lower case is accepted too."""

    expires_at: NotRequired[str | None]
    """When the key expires, by the clock of its tenant."""

    is_active: NotRequired[bool | None]
    """False: requests with the key are refused."""


class LoadDataset(TypedDict):
    """A dataset to load."""

    dataset: Literal["demo", "inspection", "real-estate", "documents", "empty", "edge", "scale"]
    """The dataset."""

    seed: NotRequired[int | None]
    """The number that the dataset is generated from; that of the emulator when it is null or absent."""

    count: NotRequired[int | None]
    """
    The number of files of the dataset scale, 10,000 when it is null or absent. Other datasets have a fixed size and do
    not take it.
    """

    locale: NotRequired[Literal["en", "de", "es", "ja"] | None]
    """
    The language of documents, names, folders and projects; that of the emulator (--locale, else en) when it is null or
    absent. Only demo, inspection, real-estate and documents take another.
    """


class LoadedDataset(TypedDict):
    """What was loaded."""

    dataset: Literal["demo", "inspection", "real-estate", "documents", "empty", "edge", "scale"]
    """The dataset."""

    seed: int
    """The number that it was generated from."""

    files: int
    """The number of files, with links and deleted files."""

    folders: int
    """The number of folders."""

    projects: int
    """The number of projects."""

    sessions: int
    """The number of sessions."""

    exports: int
    """The number of data exports."""

    bytes: int
    """The bytes of all files."""

    highlights: List[Highlight]
    """The records that are worth opening in the dashboard, in the order of time; empty for most datasets."""


class NearMiss(TypedDict):
    """A request that nearly matches."""

    id: str
    """The id of the request."""

    method: str
    """The HTTP method."""

    path: str
    """The path."""

    differences: List[str]
    """What differs, e.g. query.tags: expected 'valve', was 'pump'."""


class OpenApiDocument(TypedDict):
    """An OpenAPI 3.1 document."""

    openapi: str
    """The version of the specification."""

    info: Dict[str, Any]
    """Title, version and description."""

    servers: NotRequired[List[Dict[str, Any]]]
    """This emulator first."""

    paths: Dict[str, Any]
    """The operations by path and method."""

    components: NotRequired[Dict[str, Any]]
    """The schemas and other parts."""

    security: NotRequired[List[Dict[str, Any]]]
    """Who may use the operations."""

    tags: NotRequired[List[Dict[str, Any]]]
    """The groups of operations."""


class OperationCoverage(TypedDict):
    """What requests have met of one operation's contract."""

    id: str
    """The operation's id."""

    evidence: Literal["documented", "public", "observed", "assumed"]
    """How its method and path are known."""

    requests: int
    """The number of requests."""

    answered: Dict[str, int]
    """Responses by status, without those that a fault made or changed."""

    faulted: Dict[str, int]
    """Responses that a fault made or changed, by status. They do not count as coverage."""

    lost: int
    """Responses that did not arrive."""

    statuses: CoverageGaps

    fields: CoverageGaps

    only_null: List[str]
    """Fields that were null each time."""

    enum_values: CoverageGaps

    parameters: CoverageGaps

    request_fields: CoverageGaps

    sampled: bool
    """True when some responses were counted, but not inspected."""

# A file of a web page.
PageFile = str


class PlanSurvival(TypedDict):
    """
    Which experiments are planned from the journal of the tenant, which must be that of a clean run. With the clean of
    the plan of an earlier clean run of the same test, what differs between the two is not compared in verdicts.
    """

    faults: NotRequired[List[Literal["network", "limits", "ai", "storage", "time", "contract"]] | None]
    """The categories of trouble; all when it is null or absent."""

    only: NotRequired[List[str] | None]
    """
    Operations, storage.put and the like, stages.description and the like, or families such as files.*; all that were
    called when it is null or absent.
    """

    seed: NotRequired[int | None]
    """The number that decides the order of equally important experiments; 42 when it is null or absent."""

    clean: NotRequired[CleanRun | None]


class Removal(TypedDict):
    """How many things a request has removed."""

    removed: int
    """The number of removed things."""


class Reproduction(TypedDict):
    """The smallest way to see the result of an experiment again."""

    setup: List[str]
    """Commands that add the faults, and advance the clock, for the tenant of $SCOPIX_API_KEY."""

    requests: List[str]
    """The requests around the trouble, one in an item."""

    command: str | None
    """The command of the client."""


class ResourceKindDiff(TypedDict):
    """What differs in one kind of things."""

    kind: Literal["files", "folders", "projects", "sessions", "uploads", "jobs", "data_exports", "idempotency_keys",
        "usage", "llama_files", "faults", "stubs", "tenant"]
    """The kind; tenant is the clock and the ids."""

    added_count: int
    """How many only the second state has."""

    removed_count: int
    """How many only the first state has."""

    changed_count: int
    """How many differ."""

    added: List[ResourceReference]
    """Those that only the second state has."""

    removed: List[ResourceReference]
    """Those that only the first state has."""

    changed: List[ChangedItem]
    """Those that differ."""


class ResourceReference(TypedDict):
    """Something that only one of two states has."""

    id: str
    """Its id."""

    name: str
    """Its name."""


class RestoredFile(TypedDict):
    """A file that was brought back."""

    id: str
    """The file."""

    restored_at: str
    """When, by the tenant's clock."""


class SaveLink(TypedDict):
    """A link to save."""

    url: str
    """An address that begins with http:// or https://."""

    title: NotRequired[str | None]
    """The title; that of the page when it is null or absent."""

    tags: NotRequired[List[str] | None]
    """The tags."""

    folder_id: NotRequired[str | None]
    """The folder of the link."""

    project_id: NotRequired[str | None]
    """The project of the link. It has no effect beside a folder_id."""

    auto_crawl: NotRequired[bool]
    """False: the page is not read."""


class SaveSnapshot(TypedDict):
    """The name of a new snapshot."""

    name: str
    """1 to 64 letters, digits, _, . and -. The name now means the present state and is refused."""


class SavedLink(TypedDict):
    """A link that was saved."""

    id: str
    """The id of the link, which is a file."""

    source_url: str
    """The address without its fragment."""

    domain: str
    """The host name of the address."""

    title: str | None
    """The title; null until the page has been read."""

    crawl_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"]
    """Whether the page has been read."""

    is_duplicate: bool
    """True when a link with the same address existed already; this one is saved too."""

    created_at: str
    """When it was saved, by the tenant's clock."""


class SearchMatch(TypedDict):
    """A file that a search of files.list has found."""

    file_id: str
    """The id of the file."""

    fields: List[Literal["title", "filename", "tags", "description", "user_description", "visible_text"]]
    """The fields in which a word of the search is now; empty when the file was changed or deleted since."""


class SetCredits(TypedDict):
    """The credits that a tenant has from now on."""

    prepaid: int
    """The available credits, without those that are reserved."""


class SkippedRequests(TypedDict):
    """Requests that were not compared."""

    reason: str
    """Why, as the end of a sentence."""

    count: int
    """How many requests."""


class Snapshot(TypedDict):
    """A saved copy of a tenant."""

    name: str
    """Its name."""

    created_at: str
    """The tenant's time that it restores."""

    frozen: bool
    """True when the clock was frozen."""

    files: int
    """The number of files, without deleted ones."""

    database_bytes: int
    """The size of the copy of the database."""

    other_bytes: int
    """The size of the exports and of the uploads in progress that are kept with it."""

# An exported snapshot: a gzipped tar with the database, the record of the snapshot and the bytes of the files.
SnapshotArchive = str

# What differs between two states of a tenant.
SnapshotDiff = TypedDict("SnapshotDiff", {
    # The name of the first state.
    "from": "str",
    # The name of the second state.
    "to": "str",
    # True when nothing differs.
    "same": "bool",
    # True when not everything is listed. The counts are complete.
    "cut": "bool",
    # The kinds that differ.
    "kinds": "List[ResourceKindDiff]",
})


class SnapshotList(TypedDict):
    """The snapshots of the tenant."""

    items: List[Snapshot]
    """The snapshots."""

    total_count: int
    """Their number."""


class StageAction(TypedDict):
    """What happens to a stage."""

    action: Literal["hold", "release", "complete", "fail", "retry"]
    """
    hold keeps the stage as it is, release lets a held or stalled stage continue, complete and fail end it now, retry
    runs a failed stage and those skipped because of it again.
    """

    fail: NotRequired[str | None]
    """
    With the action fail: one of the types timeout, rate_limit, vlm_error, validation, resource_limit, unknown, or a
    message of the type unknown; unknown when it is null or absent.
    """

    message: NotRequired[str | None]
    """With fail: the message."""


class StageResult(TypedDict):
    """A stage after an action."""

    file_id: str
    """The file."""

    stage: Literal["variants", "description", "text_extraction", "embedding", "digitization", "video_analysis", "crawl"]
    """The stage."""

    status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"]
    """Its status now."""


class StageTimes(TypedDict):
    """A stage with its times."""

    stage: Literal["variants", "description", "text_extraction", "embedding", "digitization", "video_analysis", "crawl"]
    """The stage."""

    after: str | None
    """The stage that must end before it begins."""

    status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"]
    """Its status now."""

    held: bool
    """True while it waits for a release."""

    stalled: bool
    """True when it does not end by itself."""

    duration_ms: int
    """How long it takes by itself, in milliseconds; 0 when an action ended it."""

    released_at: str | None
    """When it was allowed to run; null while it is held."""

    started_at: str | None
    """When it began."""

    ended_at: str | None
    """When it ended."""

    error_type: Literal["timeout", "rate_limit", "vlm_error", "validation", "resource_limit", "unknown"] | None
    """Why it failed; null unless it failed."""

    error_message: str | None
    """The message of its failure; null unless it failed."""


class Stub(TypedDict):
    """
    A rule that decides what the AI answers for files that are uploaded afterwards. A file matches when it meets all
    conditions (filename, hash, content_category, media_type). At least one result or fail is required; results that are
    null or absent are generated. The newest stub that matches decides.
    """

    filename: NotRequired[str | None]
    """Condition: the file name, a pattern with * and ?, without regard to case. That of a link is its address."""

    hash: NotRequired[str | None]
    """Condition: the SHA-256 of the content, 64 hex digits."""

    content_category: NotRequired[Literal["general", "blueprint", "ce_plan", "technical_diagram",
        "architectural_design", "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot",
        "document", "map", "pid", "pfd", "construction", "facility_assessment"] | None]
    """Condition: the content category."""

    media_type: NotRequired[Literal["image", "document", "video", "link"] | None]
    """Condition: the kind of file."""

    description: NotRequired[str | None]
    """The description."""

    tags: NotRequired[List[str] | None]
    """The tags. Without them, a stub with a description gives its nouns."""

    visible_text: NotRequired[str | None]
    """
    The text in an image. Without text_regions, each line is a region of its own. Without both, what a description
    quotes.
    """

    text_regions: NotRequired[List[TextRegion] | None]
    """The regions of text in an image. Without visible_text, the visible text is that of the regions."""

    confidence_score: NotRequired[float | None]
    """The confidence of the description."""

    scenes: NotRequired[List[VideoScene] | None]
    """The scenes of a video, in order."""

    text: NotRequired[str | None]
    """The text of a link's page: its first line is the title, the second one the description."""

    chunks: NotRequired[List[str] | None]
    """The texts of a document's chunks, in order."""

    data: NotRequired[Dict[str, Any] | None]
    """
    An image's domain data by the field of its details, e.g. {'legend_data': {…}}, with null for nothing found; at most
    100,000 characters.
    """

    fail: NotRequired[str | None]
    """
    The description fails, instead of all other results: one of the types timeout, rate_limit, vlm_error, validation,
    resource_limit, unknown, or a message of the type unknown.
    """


class StubList(TypedDict):
    """Stubs: the tenant's own first, then those for all tenants."""

    items: List[StubResource]
    """The stubs."""

    total_count: int
    """Their number."""


class StubResource(Stub):
    """A stub that was added. Fields that were not set are absent."""

    id: str
    """The id, e.g. stub_1."""

    scope: Literal["tenant", "all"]
    """Whether it is for the tenant of one key or for all tenants."""

    hits: int
    """How many files it has decided."""

    files: List[AffectedFile]
    """The newest files that it has decided, at most 20, the newest first; none for a stub for all tenants."""


class SurvivalPlan(TypedDict):
    """The experiments for a client, the most important first."""

    seed: int
    """The number that the order is derived from."""

    clean: CleanRun

    differences: List[str]
    """
    A sentence for each difference between two clean runs that makes experiments meaningless; there are no experiments
    then.
    """

    experiments: List[Experiment]
    """The experiments."""


class TagCount(TypedDict):
    """A tag, and how many files have it."""

    tag: str
    """The tag."""

    files: int
    """The number of files."""


class TagList(TypedDict):
    """The tags of a tenant's files, the most used first."""

    items: List[TagCount]
    """The tags."""

    total_count: int
    """How many tags begin with the prefix."""


class Tenant(TypedDict):
    """A tenant that was used since the start."""

    id: str
    """The tenant's id, a hash of its key."""

    vendor: Literal["scopix", "llamacloud"]
    """Whose key it has."""

    key_prefix: str
    """The beginning of its key; empty when only its database is known."""

    files: int
    """The number of its files."""

    requests: int
    """The number of requests in its journal."""

    last_request_at: str | None
    """When the newest of them was received, by the tenant's clock; null when there is none."""


class TenantCount(TypedDict):
    """How many tenants a request has changed."""

    tenants: int
    """The number of tenants."""


class TenantList(TypedDict):
    """The tenants that were used since the start."""

    items: List[Tenant]
    """The tenants, those with the newest requests first."""

    total_count: int
    """The number of all of them."""


class TextRegion(TypedDict):
    """A line of text in a picture."""

    text: str
    """The text."""

    bounding_box: BoundingBox


class UnknownRequest(TypedDict):
    """A request that calls no operation of the contracts."""

    request: str
    """The method and the path, with (id) for ids."""

    count: int
    """How often it was sent."""


class Verification(TypedDict):
    """Whether the journal has the expected requests: the status is 200 when it has them and 409 when it has not."""

    verified: bool
    """True when it has them."""

    count: int
    """How many requests match; with order, how many of its requests came."""

    expected: str
    """The expected number, in words."""

    message: str
    """The result as a sentence, for the message of a failed test."""

    matched: List[str]
    """The ids of the first 100 requests that match."""

    near_misses: List[NearMiss]
    """The requests that come nearest when too few match."""


class VideoScene(TypedDict):
    """A scene of a video. It does not begin before the scene before it ends."""

    start_time: float
    """The start, in seconds."""

    end_time: float
    """The end, in seconds, after the start."""

    description: str
    """What it shows."""

    tags: NotRequired[List[str] | None]
    """Its tags."""

    visible_text: NotRequired[str | None]
    """The text in it."""

    confidence_score: NotRequired[float | None]
    """The confidence of the description."""


class RequestQuery(TypedDict):
    """Selects requests of the journal."""

    operation: NotRequired[str]
    """An operation's id, a family such as files.*, or *."""

    status: NotRequired[str]
    """A status, or a class such as 4xx."""

    method: NotRequired[str]
    """The HTTP method."""

    since: NotRequired[str]
    """The earliest time, by the tenant's clock."""

    until: NotRequired[str]
    """The time before which requests were received, by the tenant's clock."""

    path: NotRequired[str]
    """A part of the path."""

    search: NotRequired[str]
    """A text in the name or the value of a field of either body, without regard to case."""

    unmatched: NotRequired[bool]
    """True lists requests without an operation, false the others."""

    fault: NotRequired[bool]
    """True lists requests that a fault acted on, false the others."""

    fault_id: NotRequired[str]
    """The id of the fault that acted on the requests."""

    unknown: NotRequired[bool]
    """True lists requests with input that no contract has, false the others."""

    limit: NotRequired[int]
    """How many requests are listed."""

    offset: NotRequired[int]
    """How many requests are skipped."""

    order: NotRequired[Literal["newest", "oldest"]]
    """Which requests come first."""
