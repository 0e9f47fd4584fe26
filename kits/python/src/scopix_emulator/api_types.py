# The bodies of the API's requests and responses. Written from the contracts by make types; do not edit.
"""The bodies of the API's requests and responses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Dict, List, Literal, TypedDict, Union

if sys.version_info >= (3, 11):
    from typing import NotRequired
elif TYPE_CHECKING:
    from typing_extensions import NotRequired


class AbortUploadAnswer(TypedDict):
    """The answer to direct_uploads.abort."""

    upload_id: str

    aborted: bool

    reason: str | None
    """That it is null where none was given is assumed."""

# What an analysis has come to, by status.
AnalysisAnswer = Union["AnalysisCompleted", "AnalysisProcessing", "AnalysisFailed", "AnalysisSkipped"]


class AnalysisCompleted(TypedDict):
    """An analysis that has its text."""

    document_id: str

    status: Literal["completed"]

    filename: str

    size_bytes: int

    processing_time_ms: float

    document_type: Literal["pdf", "docx", "txt", "md"]

    text_extraction_status: Literal["completed"]

    page_count: int | None
    """That it may be null is assumed."""

    chunk_count: int | None
    """That it may be null is assumed."""

    extracted_text: str

    job_id: NotRequired[str]
    """Assumed: the union of files.analyze with its job_id."""


class AnalysisFailed(TypedDict):
    """An analysis that failed."""

    document_id: NotRequired[str]
    """Assumed: only its status is documented."""

    status: Literal["failed"]
    """Named in a comment; no such answer is shown."""

    filename: NotRequired[str]
    """Assumed: only its status is documented."""

    size_bytes: NotRequired[int]
    """Assumed: only its status is documented."""

    document_type: NotRequired[Literal["pdf", "docx", "txt", "md"]]
    """Assumed: only its status is documented."""

    text_extraction_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed",
        "skipped"] | None]
    """Assumed: only its status is documented."""

    error_message: NotRequired[str]
    """Assumed: only its status is documented."""

    job_id: NotRequired[str]
    """Assumed: the union of files.analyze with its job_id."""


class AnalysisProcessing(TypedDict):
    """An analysis under way."""

    document_id: str

    status: Literal["processing"]

    job_id: str

    poll_url: str

    document_type: Literal["pdf", "docx", "txt", "md"]

    text_extraction_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """
    That it may be null is assumed. The other words are those of ComponentStatus (File Listing & Retrieval): assumed.
    """


class AnalysisSkipped(TypedDict):
    """An analysis of bytes that are there already."""

    document_id: NotRequired[str]
    """Assumed: only its status is documented."""

    status: Literal["skipped"]
    """Named in a comment; no such answer is shown."""

    filename: NotRequired[str]
    """Assumed: only its status is documented."""

    size_bytes: NotRequired[int]
    """Assumed: only its status is documented."""

    document_type: NotRequired[Literal["pdf", "docx", "txt", "md"]]
    """Assumed: only its status is documented."""

    existing_file_id: NotRequired[str]
    """Assumed: only its status is documented."""


class AnalyzeRequest(TypedDict):
    """The form of files.analyze and files.analyze_async."""

    file: str
    """PDF, DOCX, TXT or MD of up to 10 MB."""

    timeout: NotRequired[int]
    """Seconds. Without effect in files.analyze_async, assumed."""

    skip_duplicates: NotRequired[bool]

    folder_id: NotRequired[str]

    project_id: NotRequired[str]


class ArchitecturalDesignData(TypedDict):
    """What is in a design drawing."""

    room_type: str | None
    """Assumed: no document shows this payload."""

    style: str
    """Assumed: no document shows this payload."""

    furniture_items: List[ArchitecturalDesignDataFurnitureItemsItem]
    """Named as a path in the review's example."""

    materials: List[Any]
    """Named as a path in the review's example; that its items are texts is assumed."""

    color_palette: List[str]
    """Assumed: no document shows this payload."""


class ArchitecturalDesignDataFurnitureItemsItem(TypedDict):

    name: str
    """Named as a path in the review's example."""

    material: str
    """Named as a path in the review's example."""

    quantity: int
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""


class BatchDeleteAnswer(TypedDict):
    """The answer to files.batch_delete."""

    deleted: List[BatchDeleteAnswerDeletedItem]

    skipped: List[BatchDeleteAnswerSkippedItem]

    failed: List[BatchDeleteAnswerFailedItem]

    summary: BatchDeleteAnswerSummary


class BatchDeleteAnswerDeletedItem(TypedDict):

    id: str

    status: Literal["deleted"]

    message: str | None
    """Shown as null alone; that it may be a text is public (SDK of March 2026)."""

    deleted_at: str


class BatchDeleteAnswerSkippedItem(TypedDict):

    id: str
    """No example shows a skipped file."""

    status: Literal["skipped"]
    """No example shows a skipped file."""

    message: str | None
    """No example shows a skipped file."""

    deleted_at: str | None
    """No example shows a skipped file."""


class BatchDeleteAnswerFailedItem(TypedDict):

    id: str

    status: Literal["failed"]

    message: str | None
    """That it may be null is public (SDK of March 2026)."""

    deleted_at: str | None
    """Shown as null alone; that it may be a moment is assumed."""


class BatchDeleteAnswerSummary(TypedDict):

    total: int

    deleted: int

    skipped: int

    failed: int


class BatchDeleteRequest(TypedDict):
    """The body of files.batch_delete."""

    file_ids: List[str]
    """They must also be unique, which our schema vocabulary does not say."""


class CePlanData(TypedDict):
    """What is on a civil engineering sheet."""

    plan_type: str
    """Assumed: no document shows this payload."""

    sheet_number: str
    """Assumed: no document shows this payload."""

    scale: str
    """Assumed: no document shows this payload."""

    north_arrow: bool
    """Assumed: no document shows this payload."""

    elements: List[CePlanDataElementsItem]
    """Assumed: no document shows this payload."""

    notes: List[str]
    """Assumed: no document shows this payload."""


class CePlanDataElementsItem(TypedDict):

    name: str
    """Assumed: no document shows this payload."""

    status: Literal["existing", "proposed"]
    """Assumed: no document shows this payload."""

    station: str
    """Assumed: no document shows this payload."""


class ChannelMessage(TypedDict):
    """A message of the channel batch.{session_id}."""

    type: Literal["progress", "completed"]
    """
    completed: nothing will change any more, and the connection is closed. Assumed: the documents name the channel
    alone.
    """

    channel: str
    """Assumed: the name is documented (seed 001, Upload Sessions & Status), that it is a field is not."""

    session: SessionStatus
    """Assumed: the documents name the channel alone."""


class CheckDuplicatesAnswer(TypedDict):
    """The answer to files.check_duplicates."""

    duplicates: List[str]

    unique: List[str]


class CheckDuplicatesRequest(TypedDict):
    """The body of files.check_duplicates."""

    hashes: List[str]


class ChunkList(TypedDict):
    """The answer of files.chunks."""

    document_id: str

    chunks: List[ChunkListChunksItem]

    total_chunks: int

    status_counts: NotRequired[ChunkListStatusCounts]


class ChunkListChunksItem(TypedDict):

    chunk_id: str

    document_id: str

    document_filename: str

    chunk_index: int

    content: str

    page_numbers: List[int]

    heading_hierarchy: List[str]

    similarity_score: float | None
    """Null here: it is 'only populated in search results'."""

    metadata: ChunkListChunksItemMetadata

    embedding: NotRequired[List[float]]
    """Assumed: include_embeddings names vectors, not their field."""


class ChunkListChunksItemMetadata(TypedDict):

    token_count: int

    chunk_type: str

    embedding_status: Literal["pending", "completed", "failed"]
    """The words are those of status_counts."""


class ChunkListStatusCounts(TypedDict):

    completed: int

    pending: int

    failed: int


class CompleteUploadAnswer(TypedDict):
    """The answer to direct_uploads.complete."""

    upload_id: str

    file_id: str

    media_type: Literal["image", "document", "video"]

    filename: str

    object_key: str
    """Kind, tenant, hash and extension; the example is of a video."""

    size_bytes: int

    deduplicated: bool
    """True if an existing file had the same hash."""

    status: Literal["processing", "completed"]

# The body of direct_uploads.complete: empty by design.
CompleteUploadRequest = Dict[str, Any]


class ComplianceCheck(TypedDict):
    """The result of a compliance check."""

    standard: str
    """As it was asked for at upload. Assumed: no document shows this payload."""

    image_type: Literal["main", "secondary"]
    """As it was asked for at upload. Assumed: no document shows this payload."""

    status: Literal["passed", "failed"]
    """Assumed."""

    score: float
    """Assumed: no document shows this payload."""

    checks: List[ComplianceCheckChecksItem]
    """Assumed: no document shows this payload."""


class ComplianceCheckChecksItem(TypedDict):

    rule: str
    """Assumed: no document shows this payload."""

    description: str
    """Assumed: no document shows this payload."""

    passed: bool
    """Assumed: no document shows this payload."""


class ConfirmPartAnswer(TypedDict):
    """The answer to direct_uploads.confirm_part."""

    upload_id: str

    part_number: int
    """1-indexed; 10,000 is the most parts S3 takes: assumed."""

    parts_confirmed: int

    total_parts: int

    progress_percent: float
    """Two decimals."""


class ConfirmPartRequest(TypedDict):
    """The body of direct_uploads.confirm_part."""

    part_number: int
    """1-indexed; 10,000 is the most parts S3 takes: assumed."""

    etag: str
    """With quotes or without. The length is a limit of ours."""

    size_bytes: int
    """S3's limit of 5 GB a part (Limits & Constraints). That no part is empty is assumed."""


class ConstructionData(TypedDict):
    """What is in a picture of a building site."""

    phase: str
    """Assumed: no document shows this payload."""

    trades: List[str]
    """Assumed: no document shows this payload."""

    percent_complete: float
    """Assumed: no document shows this payload."""

    elements: List[ConstructionDataElementsItem]
    """Assumed: no document shows this payload."""

    safety_observations: List[ConstructionDataSafetyObservationsItem]
    """Assumed: no document shows this payload."""


class ConstructionDataElementsItem(TypedDict):

    name: str
    """Assumed: no document shows this payload."""

    status: str
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""


class ConstructionDataSafetyObservationsItem(TypedDict):

    description: str
    """Assumed: no document shows this payload."""

    severity: Literal["info", "low", "medium", "high"]
    """Assumed: no document shows this payload."""


class Corrections(TypedDict):
    """What was said of one domain's extraction."""

    item_reviews: Dict[str, Any]
    """By path of an item: confirmed or rejected."""

    field_edits: Dict[str, Any]
    """By path of a field: the corrected data."""


class CreateFolderRequest(TypedDict):
    """The body of folders.create."""

    name: str

    parent_id: NotRequired[str | None]

    project_id: NotRequired[str | None]
    """Assumed: after the folder's own field."""


class CreateLinkRequest(TypedDict):
    """The body of links.create."""

    url: str

    title: NotRequired[str | None]

    tags: NotRequired[List[str] | None]

    folder_id: NotRequired[str | None]

    project_id: NotRequired[str | None]
    """As with uploads; the older reference has no projects. Assumed."""

    auto_crawl: NotRequired[bool]


class CreateProjectRequest(TypedDict):
    """The body of projects.create."""

    name: str

    description: NotRequired[str | None]

    icon: NotRequired[str | None]

    color: NotRequired[str | None]

    project_type: NotRequired[Literal["general", "real_estate"] | None]


class DataExport(TypedDict):
    """The answer to data.export and data.export_status."""

    export_id: str

    status: Literal["pending", "processing", "completed", "failed"]

    download_url: str | None
    """From completion on; a URL expires after 1 hour."""

    record_count: int | None
    """From completion on."""

    format: Literal["csv", "json", "jsonl"]

    created_at: str

    estimated_completion_time: str | None
    """Null once it is over."""

    error_message: str | None
    """When it failed."""


class DataExportRequest(TypedDict):
    """The body of data.export."""

    data_type: Literal["descriptions"]

    format: NotRequired[Literal["csv", "json", "jsonl"] | None]
    """Absent: csv, assumed. That null means absent is assumed, also below."""

    start_date: NotRequired[str | None]
    """That null means absent is assumed."""

    end_date: NotRequired[str | None]
    """That null means absent is assumed."""

    min_confidence: NotRequired[float | None]
    """That null means absent is assumed."""

    max_confidence: NotRequired[float | None]
    """That null means absent is assumed."""

    search_terms: NotRequired[List[str] | None]
    """The limits are assumed. That null means absent is assumed."""

    source_types: NotRequired[List[Literal["single", "batch"]] | None]
    """That null means absent is assumed."""

    include_metadata: NotRequired[bool | None]
    """Absent: true. That null means absent is assumed."""

    include_failed: NotRequired[bool | None]
    """Absent: false. That null means absent is assumed."""

    fields: NotRequired[List[Literal["id", "type", "source_type", "source_id", "created_at", "image_url",
        "description", "confidence_score", "verification", "image_id", "metadata", "status", "error_message"]] | None]
    """Those of data.descriptions, and status and error_message: assumed. That null means absent is assumed."""

    limit: NotRequired[int | None]
    """That null means absent is assumed."""


class DeleteFileAnswer(TypedDict):
    """The answer to files.delete."""

    id: str

    deleted_at: str

    message: str


class Descriptions(TypedDict):
    """The answer to data.descriptions."""

    items: List[DescriptionsItemsItem]

    total_count: int

    limit: int

    offset: int

    has_more: bool

    statistics: DescriptionsStatistics
    """The three that may be null: OpenAPI file of March 2026 (public repository AionVision/AionVision)."""

    filters_applied: DescriptionsFiltersApplied


class DescriptionsItemsItem(TypedDict):

    id: str
    """Opaque."""

    type: Literal["description"]

    source_type: Literal["single", "batch"]

    source_id: str
    """Opaque."""

    created_at: str

    image_url: str

    description: str | None
    """That it may be null is assumed."""

    confidence_score: float | None
    """Descriptions return null."""

    verification: Dict[str, Any] | None
    """Shown as null alone; that it may be an object is assumed."""

    image_id: str
    """The example shows img_xyz789; here it is the file's id, as image_id is in every other answer: assumed."""

    metadata: Dict[str, Any]
    """What is in it is not documented; here it names the file."""


class DescriptionsStatistics(TypedDict):
    """The three that may be null: OpenAPI file of March 2026 (public repository AionVision/AionVision)."""

    total_count: int

    average_confidence: float
    """0 where nothing has a confidence: assumed."""

    confidence_distribution: Dict[str, Any] | None
    """Ranges as 0.8-0.9, and their counts. That it may be null is public: OpenAPI file of March 2026."""

    daily_counts: List[DescriptionsStatisticsDailyCountsItem] | None
    """That it may be null is public: OpenAPI file of March 2026."""

    source_distribution: Dict[str, Any] | None
    """Source types, and their counts. That it may be null is public: OpenAPI file of March 2026."""


class DescriptionsStatisticsDailyCountsItem(TypedDict):

    date: str

    count: int
    """That days without any are left out is assumed."""


class DescriptionsFiltersApplied(TypedDict):

    date_range_applied: bool

    confidence_range_applied: bool

    search_applied: bool

    source_types_filtered: bool
    """False when both are named, as in the example."""

    filter_summary: str


class Digitization(TypedDict):
    """The answer of files.digitization."""

    document_id: str

    status: Literal["pending", "processing", "completed", "failed"]

    total_pages: int

    completed_pages: int

    failed_pages: int

    pages: List[DigitizationPagesItem]


class DigitizationPagesItem(TypedDict):

    page_number: int

    status: Literal["pending", "processing", "completed", "failed"]

    element_count: int

    elements: List[DigitizationPagesItemElementsItem]

    error_message: str | None
    """Shown as null alone; that it may be a text is assumed."""


class DigitizationPagesItemElementsItem(TypedDict):

    type: Literal["heading", "paragraph", "table", "key_value", "list", "figure"]

    content: str

    bounding_box: DigitizationPagesItemElementsItemBoundingBox

    metadata: NotRequired[DigitizationPagesItemElementsItemMetadata]


class DigitizationPagesItemElementsItemBoundingBox(TypedDict):

    x: float

    y: float

    w: float

    h: float


class DigitizationPagesItemElementsItemMetadata(TypedDict):

    level: NotRequired[int]
    """The range is assumed."""


class DigitizationPage(TypedDict):
    """The answer of files.digitization_page."""

    page_number: int

    status: Literal["pending", "processing", "completed", "failed"]

    element_count: int

    elements: List[DigitizationPageElementsItem]

    error_message: str | None
    """Shown as null alone; that it may be a text is assumed."""


class DigitizationPageElementsItem(TypedDict):

    type: Literal["heading", "paragraph", "table", "key_value", "list", "figure"]

    content: str

    bounding_box: DigitizationPageElementsItemBoundingBox

    metadata: NotRequired[DigitizationPageElementsItemMetadata]


class DigitizationPageElementsItemBoundingBox(TypedDict):

    x: float

    y: float

    w: float

    h: float


class DigitizationPageElementsItemMetadata(TypedDict):

    level: NotRequired[int]
    """The range is assumed."""


class DigitizationStatus(TypedDict):
    """The answer of files.digitization_status."""

    document_id: str

    status: Literal["pending", "processing", "completed", "failed"]

    total_pages: int

    page_statuses: Dict[str, Any]
    """Its values are the words of status; the suite checks one."""

# The answer to direct_uploads.create, by upload_mode.
DirectUploadAnswer = Union["SingleShotUploadAnswer", "MultipartUploadAnswer"]


class DirectUploadRequest(TypedDict):
    """The body of direct_uploads.create."""

    filename: str
    """That it may not be empty and its length are assumed."""

    content_type: str
    """That it may not be empty is assumed."""

    size_bytes: int
    """Multipart max: 5 TB, read as 5 × 2^40. That an empty file is refused is assumed."""

    claimed_file_hash: str
    """64 hexadecimal digits; that capitals are taken is assumed."""

    upload_mode: NotRequired[Literal["single_shot", "multipart"]]
    """Absent: chosen by size. single_shot up to 5 GB, multipart from 5 MB."""

    part_size_bytes: NotRequired[int]
    """Multipart only. MB and GB are read as 2^20 and 2^30."""

    title: NotRequired[str | None]
    """That it may be null is assumed."""

    tags: NotRequired[List[str] | None]
    """That it may be null is assumed."""

    folder_id: NotRequired[str | None]
    """Null is shown; the comment beside it says UUID."""

    project_id: NotRequired[str | None]
    """Null is shown; the comment beside it says UUID."""

    skip_duplicates: NotRequired[bool]

    storage_target: NotRequired[Literal["default", "custom"]]
    """Not honoured. That other texts are refused is assumed."""

    auto_describe: NotRequired[bool]

    content_category: NotRequired[Literal["general", "blueprint", "ce_plan", "technical_diagram",
        "architectural_design", "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot",
        "document", "map", "pid", "pfd", "construction", "facility_assessment"]]
    """The values are those of files.upload: assumed."""

    custom_schema_id: NotRequired[str | None]
    """Null is shown; the comment beside it says UUID."""

    compliance_type: NotRequired[Literal["mls", "marketplace"] | None]
    """Null is shown; the comment beside it names the two values."""

    compliance_standard: NotRequired[str | None]
    """
    Required with compliance_type. The length is a limit of ours. Null is shown; the examples of values are those of
    files.upload.
    """

    compliance_image_type: NotRequired[Literal["main", "secondary"]]


class DirectUploadState(TypedDict):
    """The answer to direct_uploads.get."""

    upload_id: str

    upload_mode: Literal["single_shot", "multipart"]

    status: Literal["PENDING", "UPLOADED", "COMPLETED", "FAILED"]

    media_type: Literal["image", "document", "video"]

    object_key: str
    """Kind, tenant, hash and extension; the example is of a video."""

    filename: str

    size_bytes: int

    total_parts: int | None
    """Null for single_shot."""

    parts_confirmed: int | None
    """Null for single_shot."""

    progress_percent: float | None
    """Null for single_shot."""

    created_at: str

    expires_at: str

    confirmed_at: str | None
    """That it may be null is assumed."""

    error_message: str | None
    """Shown as null alone; that it may be a text is assumed."""


class DocumentFileDetails(TypedDict):
    """A document as files.get shows it."""

    id: str

    media_type: Literal["document"]

    size_bytes: int

    content_type: str

    created_at: str

    hash: NotRequired[str]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    upload_method: NotRequired[Literal["STREAMING", "presigned", "multipart"]]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    has_full_description: NotRequired[bool]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    title: NotRequired[str | None]

    filename: str | None

    original_filename: NotRequired[str | None]

    tags: NotRequired[List[str]]

    content_created_at: NotRequired[str | None]

    updated_at: NotRequired[str | None]

    content_category: NotRequired[Literal["general", "blueprint", "ce_plan", "technical_diagram",
        "architectural_design", "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot",
        "document", "map", "pid", "pfd", "construction", "facility_assessment"] | None]

    upload_description: NotRequired[str | None]

    user_description: NotRequired[str | None]

    description_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None]

    description_error: NotRequired[str | None]

    primary_status: NotRequired[Literal["pending", "processing", "completed", "failed", "partially_completed"]]
    """Documented for the list alone; that the details have it too is assumed. Assumed."""

    description_error_type: NotRequired[Literal["timeout", "rate_limit", "vlm_error", "validation", "resource_limit",
        "unknown"] | None]
    """The values are the SDK's; that the details carry them is assumed. Assumed."""

    description_is_retryable: NotRequired[bool | None]
    """The SDK's is_retryable; that the details carry it is assumed. Assumed."""

    confidence_score: NotRequired[float | None]
    """Always null for descriptions (seed 002, UploadResult)."""

    thumbnail_url: NotRequired[str | None]

    document_type: Literal["pdf", "docx", "txt", "md"] | None

    page_count: int | None

    chunk_count: int | None

    text_extraction_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None

    extracted_text: str | None
    """That it may be null is assumed."""

    digitization_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed",
        "skipped"] | None]

    document_url: NotRequired[str | None]


class DocumentFileSummary(TypedDict):
    """A document as files.list shows it."""

    id: str

    title: str | None
    """The SDK types the title as optional (seed 000)."""

    filename: str | None
    """Optional in the SDK types (seed 000)."""

    thumbnail_url: str | None
    """Optional in the SDK types (seed 000)."""

    upload_description: str | None
    """The REST list carries it; the SDK's summary types leave it out (seed 000). Optional in its details types."""

    tags: List[str]

    size_bytes: int

    created_at: str

    content_created_at: str | None
    """Optional in the SDK types (seed 000)."""

    has_full_description: bool

    primary_status: Literal["pending", "processing", "completed", "failed", "partially_completed"]

    description_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """Optional in the SDK types (seed 000)."""

    description_error: str | None
    """Null is shown; a text in the SDK types (seed 000)."""

    content_type: str

    media_type: Literal["document"]

    content_category: Literal["general", "blueprint", "ce_plan", "technical_diagram", "architectural_design",
        "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot", "document", "map", "pid",
        "pfd", "construction", "facility_assessment"] | None
    """Optional in the SDK types (seed 000)."""

    document_type: Literal["pdf", "docx", "txt", "md"] | None
    """The four values are listed under Streaming Upload. Null is shown for an image."""

    source_url: str | None
    """Null is shown for an image; a link has a text."""

    page_count: int | None
    """That it may be null is assumed."""

    visible_text: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    variant_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    variant_count: NotRequired[int | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    medium_url: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    full_url: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    dimensions: NotRequired[Dict[str, Any] | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    format: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    blur_hash: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    text_extraction_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """That it may be null is assumed."""

    digitization_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed",
        "skipped"] | None]
    """Named as a component status, not among the conditional fields. That it may be null is assumed."""

    chunk_count: int | None
    """That it may be null is assumed."""

    document_url: str | None
    """That it may be null is assumed."""


class DocumentProcessingStatus(TypedDict):
    """files.processing_status of a document."""

    document_id: str

    document_type: Literal["pdf", "docx", "txt", "md"]

    text_extraction_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """That it may be null is assumed. The words are those of ComponentStatus (File Listing & Retrieval): assumed."""

    page_count: int | None
    """That it may be null is assumed."""

    chunk_count: int | None
    """That it may be null is assumed."""

    filename: str

    created_at: str

    processing_started_at: str | None
    """That it may be null is assumed."""

    completed_at: str | None
    """That it may be null is assumed."""

    error_message: str | None
    """Shown as null alone; that it may be a text is assumed."""


class DocumentText(TypedDict):
    """The answer of files.text."""

    document_id: str

    filename: str

    text: str

    page_count: int | None
    """That it may be null is assumed."""

    metadata: DocumentTextMetadata


class DocumentTextMetadata(TypedDict):

    language: NotRequired[str | None]
    """That it may be null is assumed."""

    truncated: NotRequired[bool]
    """Assumed: a limit of ours."""


class Error(TypedDict):
    """Every refusal, in the default dialect."""

    error: ErrorError

    request_id: str


class ErrorError(TypedDict):

    code: str

    message: str

    details: NotRequired[ErrorErrorDetails | None]
    """That it may be null is assumed."""


class ErrorErrorDetails(TypedDict):
    """That it may be null is assumed."""

    field: NotRequired[str | None]

    issue: NotRequired[str | None]


class ExportAnswer(TypedDict):
    """The answer to files.export."""

    download_url: str | None
    """Null for google_sheets: assumed."""

    spreadsheet_url: str | None
    """Null but for google_sheets."""

    record_count: int

    format: Literal["csv", "xlsx", "docx", "google_sheets"]


class ExportColumns(TypedDict):
    """The answer to files.export_columns."""

    groups: ExportColumnsGroups
    """Further groups are possible: the documents do not call the list complete."""


class ExportColumnsGroups(TypedDict):
    """Further groups are possible: the documents do not call the list complete."""

    basic: List[ExportColumnsGroupsBasicItem]

    descriptions: List[ExportColumnsGroupsDescriptionsItem]


class ExportColumnsGroupsBasicItem(TypedDict):

    field_key: str

    display_name: str

    group: str
    """The name of the group it stands in."""


class ExportColumnsGroupsDescriptionsItem(TypedDict):

    field_key: str

    display_name: str

    group: str
    """The name of the group it stands in."""


class ExportRequest(TypedDict):
    """The body of files.export."""

    format: Literal["csv", "xlsx", "docx", "google_sheets"]

    columns: List[ExportRequestColumnsItem]
    """At most 63, the columns of a table of Word: assumed."""

    file_ids: NotRequired[List[str] | None]
    """That null means absent is assumed."""

    folder_id: NotRequired[str | None]
    """The length is assumed. That null means absent is assumed."""

    include_subfolders: NotRequired[bool | None]
    """Absent: false. That null means absent is assumed."""

    flatten_tags: NotRequired[bool | None]
    """
    Absent: true. Flat is one text with commas between, else a JSON array: assumed. That null means absent is assumed.
    """

    sheet_name: NotRequired[str | None]
    """The limits are those of Excel, for xlsx and google_sheets: assumed. That null means absent is assumed."""

    google_sheets_title: NotRequired[str | None]
    """For google_sheets. The length is assumed. That null means absent is assumed."""

    connection_id: NotRequired[str | None]
    """Required for google_sheets. That null means absent is assumed."""


class ExportRequestColumnsItem(TypedDict):

    field_key: str
    """From the registry of files.export_columns."""

    display_name: NotRequired[str | None]
    """The header of its column. The length is assumed, and that null means absent."""


class ExtractionCorrections(TypedDict):
    """The reviews of an image's extractions."""

    architectural_design: NotRequired[Corrections]
    """Assumed."""

    ce_plan: NotRequired[Corrections]
    """Assumed."""

    layout_region: NotRequired[Corrections]
    """Assumed."""

    legend: NotRequired[Corrections]
    """Assumed."""

    mining: NotRequired[Corrections]
    """Assumed."""

    real_estate: NotRequired[Corrections]
    """Assumed."""

    technical_diagram: NotRequired[Corrections]
    """Assumed."""

    pid: NotRequired[Corrections]
    """Assumed."""

    pfd: NotRequired[Corrections]
    """Assumed."""

    text_regions: NotRequired[Corrections]
    """Assumed."""

    mls_compliance: NotRequired[Corrections]
    """Assumed."""

    schedule: NotRequired[Corrections]
    """Assumed."""


class FacilityAssessmentData(TypedDict):
    """The condition of what a picture shows."""

    system: str
    """Assumed: no document shows this payload."""

    asset_tag: str | None
    """Assumed: no document shows this payload."""

    condition: Literal["good", "fair", "poor"]
    """Assumed: no document shows this payload."""

    condition_score: float
    """Assumed: no document shows this payload."""

    defects: List[FacilityAssessmentDataDefectsItem]
    """Assumed: no document shows this payload."""

    recommended_action: Literal["monitor", "repair", "replace"]
    """Assumed: no document shows this payload."""

    remaining_life_years: float
    """Assumed: no document shows this payload."""


class FacilityAssessmentDataDefectsItem(TypedDict):

    name: str
    """Assumed: no document shows this payload."""

    severity: Literal["low", "medium", "high"]
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""

# A file as files.get shows it, by media_type.
FileDetails = Union["ImageFileDetails", "DocumentFileDetails", "VideoFileDetails", "LinkFileDetails"]


class FileList(TypedDict):
    """One page of files.list."""

    items: List[FileSummary]

    total_count: int

    limit: int

    offset: int

    has_more: bool

# A file as files.list shows it, by media_type.
FileSummary = Union["ImageFileSummary", "DocumentFileSummary", "VideoFileSummary", "LinkFileSummary"]


class FilesMoved(TypedDict):
    """The answer of folders.move_files."""

    moved: int

    total_requested: int


class Folder(TypedDict):
    """A folder."""

    id: str

    name: str

    parent_id: str | None

    project_id: str | None
    """That it may be null is assumed."""

    depth: int
    """Where it counts from is assumed."""

    file_count: int

    subfolder_count: int

    pipeline_id: str | None

    pipeline_name: str | None

    created_at: str

    updated_at: str


class FolderContents(TypedDict):
    """The answer of folders.get."""

    folder: FolderContentsFolder

    breadcrumbs: List[FolderContentsBreadcrumbsItem]

    subfolders: List[FolderContentsSubfoldersItem]

    files: NotRequired[List[Dict[str, Any]]]
    """Assumed: the page has limit and offset, so the folder's files are in it."""

    total_files: NotRequired[int]

    has_more_files: NotRequired[bool]


class FolderContentsFolder(TypedDict):

    id: str

    name: str

    parent_id: str | None

    project_id: str | None
    """That it may be null is assumed."""

    depth: int
    """Where it counts from is assumed."""

    file_count: int

    subfolder_count: int

    pipeline_id: str | None

    pipeline_name: str | None

    created_at: str

    updated_at: str


class FolderContentsBreadcrumbsItem(TypedDict):

    id: str

    name: str

    depth: int


class FolderContentsSubfoldersItem(TypedDict):

    id: str

    name: str

    parent_id: str | None

    project_id: str | None
    """That it may be null is assumed."""

    depth: int
    """Where it counts from is assumed."""

    file_count: int

    subfolder_count: int

    pipeline_id: str | None

    pipeline_name: str | None

    created_at: str

    updated_at: str


class FolderDeleted(TypedDict):
    """The answer of folders.delete."""

    id: str

    files_affected: int

    subfolders_affected: int

    mode: Literal["move_to_parent", "delete_all"]


class FolderList(TypedDict):
    """The answer of folders.list."""

    items: List[FolderListItemsItem]

    total_count: int


class FolderListItemsItem(TypedDict):

    id: str

    name: str

    parent_id: str | None

    project_id: str | None
    """That it may be null is assumed."""

    depth: int
    """Where it counts from is assumed."""

    file_count: int

    subfolder_count: int

    pipeline_id: str | None

    pipeline_name: str | None

    created_at: str

    updated_at: str


class FolderPath(TypedDict):
    """The answer of folders.breadcrumbs."""

    breadcrumbs: List[FolderPathBreadcrumbsItem]


class FolderPathBreadcrumbsItem(TypedDict):

    id: str

    name: str

    depth: int


class ImageFileDetails(TypedDict):
    """An image as files.get shows it."""

    id: str

    media_type: Literal["image"]

    size_bytes: int

    content_type: str

    created_at: str

    hash: NotRequired[str]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    upload_method: NotRequired[Literal["STREAMING", "presigned", "multipart"]]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    has_full_description: NotRequired[bool]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    title: str | None

    filename: NotRequired[str | None]

    original_filename: NotRequired[str | None]

    tags: List[str]

    content_created_at: NotRequired[str | None]

    updated_at: str | None

    content_category: Literal["general", "blueprint", "ce_plan", "technical_diagram", "architectural_design",
        "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot", "document", "map", "pid",
        "pfd", "construction", "facility_assessment"] | None

    upload_description: str | None

    user_description: NotRequired[str | None]

    description_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None

    description_error: NotRequired[str | None]

    primary_status: NotRequired[Literal["pending", "processing", "completed", "failed", "partially_completed"]]
    """Documented for the list alone; that the details have it too is assumed. Assumed."""

    description_error_type: NotRequired[Literal["timeout", "rate_limit", "vlm_error", "validation", "resource_limit",
        "unknown"] | None]
    """The values are the SDK's; that the details carry them is assumed. Assumed."""

    description_is_retryable: NotRequired[bool | None]
    """The SDK's is_retryable; that the details carry it is assumed. Assumed."""

    confidence_score: NotRequired[float | None]
    """Always null for descriptions (seed 002, UploadResult)."""

    thumbnail_url: str | None

    visible_text: str | None

    text_regions: List[ImageFileDetailsTextRegionsItem] | None

    description_generated_at: str | None

    full_descriptions: List[ImageFileDetailsFullDescriptionsItem]

    processing_history: NotRequired[List[ImageFileDetailsProcessingHistoryItem]]
    """The documents show no entry; the fields are public. One entry for each stage that has begun is assumed."""

    formatted_document: NotRequired[str | None]
    """Filled when format=markdown is asked for. Null otherwise: Optional in ImageFileDetails (seed 000)."""

    dimensions: ImageFileDetailsDimensions

    format: str

    full_url: str | None

    medium_url: str | None

    original_url: str | None

    blur_hash: str | None

    variant_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None

    variant_count: int | None

    custom_schema_id: NotRequired[str | None]

    parent_document_id: NotRequired[str | None]

    legend_data: NotRequired[LegendData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    architectural_design_data: NotRequired[ArchitecturalDesignData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    ce_plan_data: NotRequired[CePlanData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    layout_region_data: NotRequired[LayoutRegionData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    real_estate_data: NotRequired[RealEstateData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    mining_data: NotRequired[MiningData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    construction_data: NotRequired[ConstructionData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    facility_assessment_data: NotRequired[FacilityAssessmentData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    technical_diagram_data: NotRequired[TechnicalDiagramData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    pid_data: NotRequired[PidData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    pfd_data: NotRequired[PfdData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    mls_compliance_check: NotRequired[ComplianceCheck | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    marketplace_compliance_check: NotRequired[ComplianceCheck | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    schedule_data: NotRequired[ScheduleData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    robotics_data: NotRequired[RoboticsData | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""

    custom_schema_data: NotRequired[Dict[str, Any] | List[Any] | None]
    """The name alone is documented; that it is null, an object or a list is assumed."""

    extraction_corrections: NotRequired[ExtractionCorrections | None]
    """The name alone is documented; what it holds, and null where nothing was found, are assumed."""


class ImageFileDetailsTextRegionsItem(TypedDict):

    text: str

    bounding_box: ImageFileDetailsTextRegionsItemBoundingBox


class ImageFileDetailsTextRegionsItemBoundingBox(TypedDict):

    x_min: float
    """That the range is 0 to 1 is from seed 002, UploadResult."""

    y_min: float
    """That the range is 0 to 1 is from seed 002, UploadResult."""

    x_max: float
    """That the range is 0 to 1 is from seed 002, UploadResult."""

    y_max: float
    """That the range is 0 to 1 is from seed 002, UploadResult."""


class ImageFileDetailsFullDescriptionsItem(TypedDict):

    description: NotRequired[str | None]
    """That it may be null is assumed."""

    processing_time_ms: NotRequired[float | None]
    """
    The class has more fields; only these two are shown. That it may be null, and is an integer, is public (SDK of March
    2026, FullDescription).
    """

    operation_id: NotRequired[str]
    """Assumed."""

    confidence_score: NotRequired[float | None]
    """Assumed."""

    tags: NotRequired[List[str] | None]
    """Assumed."""

    visible_text: NotRequired[str | None]
    """Assumed."""

    created_at: NotRequired[str]
    """Assumed: as on other resources."""


class ImageFileDetailsProcessingHistoryItem(TypedDict):

    id: NotRequired[str]
    """Opaque. The example of the same repository leaves it out."""

    operation_type: str
    """describe, verify and rules are named. Here describe is the description; generate_variants is assumed."""

    status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"]
    """The example shows completed; that the words are those of ComponentStatus is assumed."""

    created_at: NotRequired[str | None]
    """When the operation started."""

    completed_at: NotRequired[str | None]
    """That it is set when the operation failed is assumed."""

    error_message: NotRequired[str | None]


class ImageFileDetailsDimensions(TypedDict):

    width: NotRequired[int]

    height: NotRequired[int]


class ImageFileSummary(TypedDict):
    """An image as files.list shows it."""

    id: str

    title: str | None
    """The SDK types the title as optional (seed 000)."""

    filename: str | None
    """Optional in the SDK types (seed 000)."""

    thumbnail_url: str | None
    """Optional in the SDK types (seed 000)."""

    upload_description: str | None
    """The REST list carries it; the SDK's summary types leave it out (seed 000). Optional in its details types."""

    tags: List[str]

    size_bytes: int

    created_at: str

    content_created_at: str | None
    """Optional in the SDK types (seed 000)."""

    has_full_description: bool

    primary_status: Literal["pending", "processing", "completed", "failed", "partially_completed"]

    description_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """Optional in the SDK types (seed 000)."""

    description_error: str | None
    """Null is shown; a text in the SDK types (seed 000)."""

    content_type: str

    media_type: Literal["image"]

    content_category: Literal["general", "blueprint", "ce_plan", "technical_diagram", "architectural_design",
        "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot", "document", "map", "pid",
        "pfd", "construction", "facility_assessment"] | None
    """Optional in the SDK types (seed 000)."""

    document_type: Literal["pdf", "docx", "txt", "md"] | None
    """The four values are listed under Streaming Upload. Null is shown for an image."""

    source_url: str | None
    """Null is shown for an image; a link has a text."""

    visible_text: str | None
    """That it may be null is assumed."""

    dimensions: ImageFileSummaryDimensions

    format: str | None
    """That it may be null is assumed."""

    variant_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """That it may be null is assumed."""

    variant_count: int | None
    """That it may be null is assumed."""

    medium_url: str | None
    """That it may be null is assumed."""

    full_url: str | None
    """That it may be null is assumed."""

    blur_hash: str | None
    """That it may be null is assumed."""


class ImageFileSummaryDimensions(TypedDict):

    width: NotRequired[int]

    height: NotRequired[int]


class ImageProcessingStatus(TypedDict):
    """files.processing_status of an image."""

    image_id: str
    """Assumed: only a document's answer is shown."""

    variant_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """Assumed: only a document's answer is shown."""

    description_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """Assumed: only a document's answer is shown."""

    filename: str
    """Assumed: only a document's answer is shown."""

    created_at: str
    """Assumed: only a document's answer is shown."""

    processing_started_at: str | None
    """Assumed: only a document's answer is shown."""

    completed_at: str | None
    """Assumed: only a document's answer is shown."""

    error_message: str | None
    """Assumed: only a document's answer is shown."""


class JobAccepted(TypedDict):
    """The answer of files.analyze_async."""

    job_id: str

    status: Literal["processing"]

    poll_url: str


class LayoutRegionData(TypedDict):
    """Where the parts of a sheet stand."""

    regions: List[LayoutRegionDataRegionsItem]
    """Assumed: no document shows this payload."""


class LayoutRegionDataRegionsItem(TypedDict):

    type: str
    """Assumed: no document shows this payload."""

    name: str
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""

    bounding_box: LayoutRegionDataRegionsItemBoundingBox
    """Assumed: no document shows this payload."""


class LayoutRegionDataRegionsItemBoundingBox(TypedDict):
    """Assumed: no document shows this payload."""

    x_min: float
    """Assumed: no document shows this payload."""

    y_min: float
    """Assumed: no document shows this payload."""

    x_max: float
    """Assumed: no document shows this payload."""

    y_max: float
    """Assumed: no document shows this payload."""


class LegendData(TypedDict):
    """The legend of a plan or a map."""

    title: str
    """Assumed: no document shows this payload."""

    items: List[LegendDataItemsItem]
    """Assumed: no document shows this payload."""


class LegendDataItemsItem(TypedDict):

    name: str
    """Assumed: no document shows this payload."""

    symbol: str
    """Assumed: no document shows this payload."""

    count: int
    """Assumed: no document shows this payload."""


class LinkCreatedAnswer(TypedDict):
    """The answer to links.create."""

    id: str

    source_url: str

    domain: str

    title: NotRequired[str | None]

    crawl_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"]
    """skipped is seed 001's ComponentStatus."""

    is_duplicate: NotRequired[bool]

    created_at: str


class LinkFileDetails(TypedDict):
    """A link as files.get shows it."""

    id: str

    media_type: Literal["link"]

    size_bytes: int

    content_type: str

    created_at: str

    hash: NotRequired[str]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    upload_method: NotRequired[Literal["STREAMING", "presigned", "multipart"]]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    has_full_description: NotRequired[bool]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    title: NotRequired[str | None]

    filename: NotRequired[str | None]

    original_filename: NotRequired[str | None]

    tags: NotRequired[List[str]]

    content_created_at: NotRequired[str | None]

    updated_at: NotRequired[str | None]

    content_category: NotRequired[Literal["general", "blueprint", "ce_plan", "technical_diagram",
        "architectural_design", "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot",
        "document", "map", "pid", "pfd", "construction", "facility_assessment"] | None]

    upload_description: NotRequired[str | None]

    user_description: NotRequired[str | None]

    description_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None]

    description_error: NotRequired[str | None]

    primary_status: NotRequired[Literal["pending", "processing", "completed", "failed", "partially_completed"]]
    """Documented for the list alone; that the details have it too is assumed. Assumed."""

    description_error_type: NotRequired[Literal["timeout", "rate_limit", "vlm_error", "validation", "resource_limit",
        "unknown"] | None]
    """The values are the SDK's; that the details carry them is assumed. Assumed."""

    description_is_retryable: NotRequired[bool | None]
    """The SDK's is_retryable; that the details carry it is assumed. Assumed."""

    confidence_score: NotRequired[float | None]
    """Always null for descriptions (seed 002, UploadResult)."""

    thumbnail_url: NotRequired[str | None]

    source_url: NotRequired[str | None]

    domain: NotRequired[str | None]

    og_metadata: NotRequired[LinkFileDetailsOgMetadata | None]

    favicon_url: NotRequired[str | None]

    page_title: NotRequired[str | None]

    crawl_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None]

    crawl_error: NotRequired[str | None]

    crawled_at: NotRequired[str | None]

    extracted_images: NotRequired[LinkFileDetailsExtractedImages | None]

    extracted_images_count: NotRequired[int | None]


class LinkFileDetailsOgMetadata(TypedDict):

    title: NotRequired[str | None]

    description: NotRequired[str | None]

    image_url: NotRequired[str | None]

    image: NotRequired[str | None]
    """Its name there; the SDK's is image_url."""

    site_name: NotRequired[str | None]

    type: NotRequired[str | None]

    locale: NotRequired[str | None]


class LinkFileDetailsExtractedImages(TypedDict):

    images: NotRequired[List[LinkFileDetailsExtractedImagesImagesItem]]
    """An object whose keys are not shown. Assumed."""


class LinkFileDetailsExtractedImagesImagesItem(TypedDict):

    url: NotRequired[str]
    """An object whose keys are not shown. Assumed."""

    alt: NotRequired[str | None]
    """An object whose keys are not shown. Assumed."""


class LinkFileSummary(TypedDict):
    """A link as files.list shows it."""

    id: str

    title: str | None
    """The SDK types the title as optional (seed 000)."""

    filename: str | None
    """Optional in the SDK types (seed 000)."""

    thumbnail_url: str | None
    """Optional in the SDK types (seed 000)."""

    upload_description: str | None
    """The REST list carries it; the SDK's summary types leave it out (seed 000). Optional in its details types."""

    tags: List[str]

    size_bytes: int

    created_at: str

    content_created_at: str | None
    """Optional in the SDK types (seed 000)."""

    has_full_description: bool

    primary_status: Literal["pending", "processing", "completed", "failed", "partially_completed"]

    description_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """Optional in the SDK types (seed 000)."""

    description_error: str | None
    """Null is shown; a text in the SDK types (seed 000)."""

    content_type: str

    media_type: Literal["link"]

    content_category: Literal["general", "blueprint", "ce_plan", "technical_diagram", "architectural_design",
        "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot", "document", "map", "pid",
        "pfd", "construction", "facility_assessment"] | None
    """Optional in the SDK types (seed 000)."""

    document_type: Literal["pdf", "docx", "txt", "md"] | None
    """The four values are listed under Streaming Upload. Null is shown for an image."""

    source_url: str
    """Null is shown for an image; a link has a text."""

    visible_text: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    variant_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    variant_count: NotRequired[int | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    medium_url: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    full_url: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    dimensions: NotRequired[Dict[str, Any] | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    format: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    blur_hash: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    domain: str | None
    """That it may be null is assumed."""

    og_metadata: LinkFileSummaryOgMetadata | None
    """That it may be null is assumed."""

    favicon_url: str | None
    """That it may be null is assumed."""

    crawl_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """That it may be null is assumed."""

    extracted_images: LinkFileSummaryExtractedImages | None
    """That it may be null is assumed."""

    extracted_images_count: int | None
    """That it may be null is assumed."""


class LinkFileSummaryOgMetadata(TypedDict):
    """That it may be null is assumed."""

    title: NotRequired[str | None]

    description: NotRequired[str | None]

    image_url: NotRequired[str | None]

    image: NotRequired[str | None]
    """Its name there; the SDK's is image_url."""

    site_name: NotRequired[str | None]

    type: NotRequired[str | None]

    locale: NotRequired[str | None]


class LinkFileSummaryExtractedImages(TypedDict):
    """That it may be null is assumed."""

    images: NotRequired[List[LinkFileSummaryExtractedImagesImagesItem]]
    """An object whose keys are not shown. Assumed."""


class LinkFileSummaryExtractedImagesImagesItem(TypedDict):

    url: NotRequired[str]
    """An object whose keys are not shown. Assumed."""

    alt: NotRequired[str | None]
    """An object whose keys are not shown. Assumed."""


class LinkRecrawlAnswer(TypedDict):
    """The answer to links.recrawl."""

    status: Literal["queued"]

    link_id: str


class LlamaError(TypedDict):
    """A refusal of LlamaCloud."""

    detail: str


class LlamaFile(TypedDict):
    """A file of LlamaCloud."""

    id: str
    """The examples of the reference are dfl- and a UUID."""

    name: str

    project_id: str

    expires_at: NotRequired[str | None]

    external_file_id: NotRequired[str | None]

    file_type: NotRequired[str | None]

    last_modified_at: NotRequired[str | None]

    purpose: NotRequired[Literal["user_data", "parse", "extract", "classify", "split", "sheet", "agent_app"] | None]

    download_url: NotRequired[LlamaPresignedUrl | None]


class LlamaFilePage(TypedDict):
    """A page of files of LlamaCloud."""

    items: List[LlamaFile]

    next_page_token: NotRequired[str | None]
    """Null on the last page; never empty, which would let the C# SDK ask for ever."""

    total_size: NotRequired[int | None]


class LlamaFileQuery(TypedDict):
    """The body of llama.files.query."""

    filter: NotRequired[LlamaFileQueryFilter | None]

    order_by: NotRequired[str | None]
    """Fields with commas between, each ascending or with desc behind it. The length is a limit of ours."""

    page_size: NotRequired[int | None]
    """Above 1,000 it is taken as 1,000; null and 0 as 50 (assumed)."""

    page_token: NotRequired[str | None]


class LlamaFileQueryFilter(TypedDict):

    data_source_id: NotRequired[str | None]

    external_file_id: NotRequired[str | None]
    """The length is a limit of ours."""

    file_ids: NotRequired[List[str] | None]

    file_name: NotRequired[str | None]
    """Taken as exact (assumed)."""

    only_manually_uploaded: NotRequired[bool | None]

    project_id: NotRequired[str | None]


class LlamaPresignedUrl(TypedDict):
    """A URL of a file's bytes that needs no key."""

    expires_at: str

    url: str

    form_fields: NotRequired[Dict[str, Any] | None]
    """For uploads; null with a download."""


class LlamaUploadRequest(TypedDict):
    """The form of llama.files.create."""

    file: str
    """With a file name, up to 512 MB, not empty."""

    purpose: Literal["user_data", "parse", "extract", "classify", "split", "sheet", "agent_app"]

    external_file_id: NotRequired[str]
    """The length is a limit of ours. Several files may have the same (assumed)."""


class LlamaValidationError(TypedDict):
    """A 422 of LlamaCloud."""

    detail: List[LlamaValidationErrorDetailItem]


class LlamaValidationErrorDetailItem(TypedDict):

    loc: List[str | int]

    msg: str

    type: str


class MiningData(TypedDict):
    """What is in a picture of a mine."""

    site_type: str
    """Assumed: no document shows this payload."""

    equipment: List[MiningDataEquipmentItem]
    """Assumed: no document shows this payload."""

    materials: List[str]
    """Assumed: no document shows this payload."""

    hazards: List[MiningDataHazardsItem]
    """Assumed: no document shows this payload."""

    signage: List[str]
    """Assumed: no document shows this payload."""


class MiningDataEquipmentItem(TypedDict):

    name: str
    """Assumed: no document shows this payload."""

    state: str
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""


class MiningDataHazardsItem(TypedDict):

    name: str
    """Assumed: no document shows this payload."""

    severity: Literal["low", "medium", "high"]
    """Assumed: no document shows this payload."""


class MoveFilesRequest(TypedDict):
    """The body of folders.move_files."""

    file_ids: List[str]

    folder_id: str | None


class MoveFolderRequest(TypedDict):
    """The body of folders.move."""

    new_parent_id: str | None


class MultipartUploadAnswer(TypedDict):
    """The answer to direct_uploads.create for several parts."""

    upload_id: str

    upload_mode: Literal["multipart"]

    media_type: Literal["image", "document", "video"]

    s3_upload_id: str

    object_key: str
    """Kind, tenant, hash and extension; the example is of a video."""

    part_urls: List[MultipartUploadAnswerPartUrlsItem]
    """10,000 is the most parts S3 takes: assumed."""

    part_size_bytes: int

    total_parts: int
    """10,000 is the most parts S3 takes: assumed."""

    expires_at: str

    bucket_name: str


class MultipartUploadAnswerPartUrlsItem(TypedDict):

    part_number: int

    url: str

    expires_at: str


class PayloadTooLargeError(TypedDict):
    """The 413 of the streaming uploads."""

    error: PayloadTooLargeErrorError

    request_id: str

    suggestion: PayloadTooLargeErrorSuggestion
    """Its place at the top of the body is assumed."""


class PayloadTooLargeErrorError(TypedDict):

    code: str

    message: str

    details: NotRequired[PayloadTooLargeErrorErrorDetails | None]
    """That it may be null is assumed."""


class PayloadTooLargeErrorErrorDetails(TypedDict):
    """That it may be null is assumed."""

    field: NotRequired[str | None]

    issue: NotRequired[str | None]


class PayloadTooLargeErrorSuggestion(TypedDict):
    """Its place at the top of the body is assumed."""

    endpoint: str


class PfdData(TypedDict):
    """What is in a process flow diagram."""

    drawing_number: str
    """Assumed: no document shows this payload."""

    process: str | None
    """Assumed: no document shows this payload."""

    equipment: List[PfdDataEquipmentItem]
    """Assumed: no document shows this payload."""

    streams: List[PfdDataStreamsItem]
    """Assumed: no document shows this payload."""


class PfdDataEquipmentItem(TypedDict):

    tag: str
    """Assumed: no document shows this payload."""

    name: str
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""

PfdDataStreamsItem = TypedDict("PfdDataStreamsItem", {
    # Assumed: no document shows this payload.
    "number": "str",
    # Assumed: no document shows this payload.
    "from": "str",
    # Assumed: no document shows this payload.
    "to": "str",
    # Assumed: no document shows this payload.
    "temperature_c": "float",
    # Assumed: no document shows this payload.
    "pressure_bar": "float",
})


class PidData(TypedDict):
    """What is in a piping and instrumentation diagram."""

    drawing_number: str
    """Assumed: no document shows this payload."""

    equipment: List[PidDataEquipmentItem]
    """Assumed: no document shows this payload."""

    instruments: List[PidDataInstrumentsItem]
    """Assumed: no document shows this payload."""

    lines: List[PidDataLinesItem]
    """Assumed: no document shows this payload."""


class PidDataEquipmentItem(TypedDict):

    tag: str
    """Assumed: no document shows this payload."""

    type: str | None
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""


class PidDataInstrumentsItem(TypedDict):

    tag: str
    """Assumed: no document shows this payload."""

    function: str
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""


class PidDataLinesItem(TypedDict):

    number: str
    """Assumed: no document shows this payload."""

    size: str
    """Assumed: no document shows this payload."""

    service: str
    """Assumed: no document shows this payload."""

# The answer of files.processing_status, by media type.
ProcessingStatus = Union["DocumentProcessingStatus", "ImageProcessingStatus", "VideoProcessingStatus"]


class Project(TypedDict):
    """A project."""

    id: str

    name: str

    description: str | None
    """That it may be null is assumed."""

    icon: str | None
    """That it may be null is assumed."""

    color: str | None
    """That it may be null is assumed."""

    project_type: Literal["general", "real_estate"]

    is_default: bool

    folder_count: int

    file_count: int

    created_by: str | None
    """That it may be null is assumed."""

    created_at: str

    updated_at: str


class ProjectDeleted(TypedDict):
    """The answer of projects.delete."""

    id: str
    """Assumed: after files.delete."""

    message: str
    """Assumed: after files.delete."""


class ProjectList(TypedDict):
    """One page of projects.list."""

    items: List[ProjectListItemsItem]

    total_count: NotRequired[int]
    """Assumed: after the other lists of seed 001."""

    limit: NotRequired[int]
    """Assumed: after the other lists of seed 001."""

    offset: NotRequired[int]
    """Assumed: after the other lists of seed 001."""

    has_more: NotRequired[bool]
    """Assumed: after the other lists of seed 001."""


class ProjectListItemsItem(TypedDict):

    id: str

    name: str

    description: str | None
    """That it may be null is assumed."""

    icon: str | None
    """That it may be null is assumed."""

    color: str | None
    """That it may be null is assumed."""

    project_type: Literal["general", "real_estate"]

    is_default: bool

    folder_count: int

    file_count: int

    created_by: str | None
    """That it may be null is assumed."""

    created_at: str

    updated_at: str


class QuotaCheck(TypedDict):
    """The answer to files.quota_check."""

    can_proceed: bool

    requested: int

    available: int
    """-1 on unlimited tiers: assumed."""

    monthly_limit: int

    current_usage: int

    prepaid_credits: int

    max_batch_size: int | None
    """Optional in QuotaInfo (seed 002)."""

    max_concurrent_uploads: int | None
    """Optional in QuotaInfo (seed 002)."""

    message: str | None
    """Null where nothing is short; a text describes the shortfall."""


class RealEstateData(TypedDict):
    """What is in a picture of a property."""

    image_context: str
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    room_type: str | None
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    architectural_style: str
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    exterior_materials: List[str]
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    roof_type: str | None
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    flooring: str | None
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    countertops: str | None
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    cabinetry: str | None
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    condition: Literal["excellent", "good", "fair", "poor"]
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    renovation_status: str
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    staging_quality: str
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    finish_level: str
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""

    selling_points: List[str]
    """Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours."""


class RenameFolderRequest(TypedDict):
    """The body of folders.rename."""

    name: str


class RetryPartAnswer(TypedDict):
    """The answer to direct_uploads.retry_part."""

    upload_id: str

    part_number: int
    """1-indexed; 10,000 is the most parts S3 takes: assumed."""

    url: str

    expires_at: str
    """In the example later than that of the upload."""


class RetryPartRequest(TypedDict):
    """The body of direct_uploads.retry_part."""

    part_number: int
    """1-indexed; 10,000 is the most parts S3 takes: assumed."""


class ReviewExtractionAnswer(TypedDict):
    """The answer of files.review_extraction."""

    image_id: str

    domain_name: Literal["architectural_design", "ce_plan", "layout_region", "legend", "mining", "real_estate",
        "technical_diagram", "pid", "pfd", "text_regions", "mls_compliance", "schedule"]

    corrections: Corrections

    updated_at: str


class ReviewExtractionRequest(TypedDict):
    """The body of files.review_extraction; at least one of the two."""

    item_reviews: NotRequired[Dict[str, Any] | None]
    """By path of an item: confirmed or rejected. That null means absent is assumed."""

    field_edits: NotRequired[Dict[str, Any] | None]
    """By path of a field: the corrected data. That null means absent is assumed."""


class RoboticsData(TypedDict):
    """What is in a picture of a robot."""

    robot_type: str
    """Assumed: no document shows this payload."""

    environment: str
    """Assumed: no document shows this payload."""

    operational_state: str
    """Assumed: no document shows this payload."""

    components: List[RoboticsDataComponentsItem]
    """Assumed: no document shows this payload."""

    safety_features: List[str]
    """Assumed: no document shows this payload."""


class RoboticsDataComponentsItem(TypedDict):

    name: str
    """Assumed: no document shows this payload."""

    condition: Literal["good", "worn", "damaged"]
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""


class ScheduleData(TypedDict):
    """A table on a sheet."""

    title: str
    """Assumed: no document shows this payload."""

    items: List[ScheduleDataItemsItem]
    """Assumed: no document shows this payload."""


class ScheduleDataItemsItem(TypedDict):

    mark: str
    """Assumed: no document shows this payload."""

    description: str
    """Assumed: no document shows this payload."""

    size: str
    """Assumed: no document shows this payload."""

    quantity: int
    """Assumed: no document shows this payload."""


class SearchAnswer(TypedDict):
    """The answer of files.search."""

    query: str

    items: List[SearchAnswerItemsItem]

    total_count: int

    search_time_ms: float


class SearchAnswerItemsItem(TypedDict):

    chunk_id: str

    document_id: str

    document_filename: str

    chunk_index: int

    content: str

    page_numbers: List[int]

    heading_hierarchy: List[str]

    similarity_score: float

    metadata: SearchAnswerItemsItemMetadata


class SearchAnswerItemsItemMetadata(TypedDict):

    chunk_type: str


class SearchRequest(TypedDict):
    """The body of files.search."""

    query: str

    limit: NotRequired[int | None]
    """That null means the default is assumed."""

    similarity_threshold: NotRequired[float | None]
    """That null means the default is assumed."""

    document_ids: NotRequired[List[str] | None]
    """The limit is assumed. That null means absent is assumed."""


class SessionList(TypedDict):
    """One page of sessions.list."""

    items: List[SessionListItemsItem]

    total_count: int

    limit: int

    offset: int

    has_more: bool


class SessionListItemsItem(TypedDict):

    session_id: str

    status: Literal["pending", "uploading", "processing", "completed", "failed", "expired", "cancelled"]

    upload_method: Literal["streaming", "presigned"]

    total_files: int

    completed_files: int

    failed_files: int

    skipped_files: int

    progress_percentage: float

    created_at: str

    completed_at: str | None
    """That it may be null is assumed."""


class SessionResults(TypedDict):
    """One page of sessions.results."""

    session_id: str

    results: List[SessionResultsResultsItem]

    total_count: int

    offset: int

    limit: int

    has_more: bool

    summary: SessionResultsSummary


class SessionResultsResultsItem(TypedDict):

    file_id: str | None
    """Null for a rejected file: assumed."""

    filename: str

    status: Literal["completed", "failed", "skipped"]
    """The three values are public."""

    description: str | None
    """That it may be null is assumed."""

    visible_text: str | None
    """That it may be null is assumed."""

    tags: List[str] | None
    """That it may be null is assumed."""

    processing_time_ms: float | None
    """Shown as null alone; that it may be a number is assumed."""

    error_message: str | None
    """Shown as null alone; that it may be a text is assumed."""

    thumbnail_url: str | None
    """That it may be null is assumed."""

    created_at: str | None
    """That it may be null is assumed."""


class SessionResultsSummary(TypedDict):

    total_files: int

    completed: int

    failed: int

    skipped: int


class SessionStatus(TypedDict):
    """The answer to sessions.status and sessions.cancel."""

    session_id: str

    status: Literal["pending", "uploading", "processing", "completed", "failed", "expired", "cancelled"]

    total_files: int

    completed_files: int

    failed_files: int

    skipped_files: int

    pending_files: int

    progress_percentage: float

    created_at: str

    started_at: str | None
    """That it may be null is assumed."""

    completed_at: str | None

    estimated_completion_time: str | None
    """Shown as null alone; that it may be a moment is assumed."""

    recent_completions: List[SessionStatusRecentCompletionsItem]

    recent_errors: List[SessionStatusRecentErrorsItem]

    results_url: str

    websocket_channel: str


class SessionStatusRecentCompletionsItem(TypedDict):

    filename: str

    file_id: str | None
    """That it may be null is assumed."""

    status: Literal["completed", "failed", "skipped"]
    """The three values are public."""

    description: str | None
    """That it may be null is assumed."""

    processing_time_ms: float | None
    """Shown as null alone; that it may be a number is assumed."""


class SessionStatusRecentErrorsItem(TypedDict):

    filename: str

    index: int

    error: str

    retryable: bool


class SessionSummary(TypedDict):
    """The answer to sessions.summary."""

    session_id: str

    overall_status: Literal["uploading", "confirming", "queued", "processing", "completed", "failed",
        "partially_completed", "pending", "expired", "cancelled"]
    """Only processing is shown; the other values are assumed."""

    completion_percentage: float

    counts: SessionSummaryCounts

    description_counts: SessionSummaryDescriptionCounts

    error_summary: SessionSummaryErrorSummary

    created_at: str

    last_activity_at: str | None
    """That it may be null is assumed."""


class SessionSummaryCounts(TypedDict):

    total: int

    uploading: int

    confirming: int

    queued: int

    processing: int

    completed: int

    failed: int

    partially_completed: int

    stuck: int


class SessionSummaryDescriptionCounts(TypedDict):

    pending: int

    processing: int

    completed: int

    failed: int

    skipped: int


class SessionSummaryErrorSummary(TypedDict):

    count: int

    messages: List[str]
    """That the items are strings is assumed: the example is empty."""


class SimilarImages(TypedDict):
    """The answer of files.similar."""

    reference_image_id: str

    items: List[SimilarImagesItemsItem]

    total_count: int


class SimilarImagesItemsItem(TypedDict):

    image_id: str

    title: str | None
    """That it may be null is assumed."""

    description: str | None
    """That it may be null is assumed."""

    relevance_score: float
    """That it ends at 1 is assumed."""

    vector_similarity: float
    """That it ends at 1 is assumed."""

    thumbnail_url: str | None
    """That it may be null is assumed."""

    medium_url: str | None
    """That it may be null is assumed."""

    full_url: str | None
    """That it may be null is assumed."""

    folder_id: str | None
    """That it may be null is assumed."""

    created_at: str


class SingleShotUploadAnswer(TypedDict):
    """The answer to direct_uploads.create for one PUT."""

    upload_id: str

    upload_mode: Literal["single_shot"]

    media_type: Literal["image", "document", "video"]

    method: Literal["PUT"]

    presigned_url: str

    headers: SingleShotUploadAnswerHeaders

    object_key: str
    """Kind, tenant, hash and extension; the example is of a video."""

    expires_at: str

    max_size_bytes: int

    bucket_name: str

SingleShotUploadAnswerHeaders = TypedDict("SingleShotUploadAnswerHeaders", {
    "Content-Type": "str",
    "x-amz-checksum-sha256": "str",
    "x-amz-sdk-checksum-algorithm": "Literal['SHA256']",
})


class StuckUploads(TypedDict):
    """The answer to sessions.stuck."""

    stuck_count: int

    images: List[UploadStatus]
    """Any media type: the name is historical."""


class TechnicalDiagramData(TypedDict):
    """What is in a technical drawing."""

    diagram_type: str
    """Assumed: no document shows this payload."""

    drawing_number: str
    """Assumed: no document shows this payload."""

    revision: str
    """Assumed: no document shows this payload."""

    components: List[TechnicalDiagramDataComponentsItem]
    """Assumed: no document shows this payload."""

    connections: List[TechnicalDiagramDataConnectionsItem]
    """Assumed: no document shows this payload."""

    labels: List[str]
    """Assumed: no document shows this payload."""


class TechnicalDiagramDataComponentsItem(TypedDict):

    id: str
    """Assumed: no document shows this payload."""

    name: str
    """Assumed: no document shows this payload."""

    confidence: float
    """Assumed: no document shows this payload."""

TechnicalDiagramDataConnectionsItem = TypedDict("TechnicalDiagramDataConnectionsItem", {
    # Assumed: no document shows this payload.
    "from": "str",
    # Assumed: no document shows this payload.
    "to": "str",
})


class TelemetryAnswer(TypedDict):
    """The answer to telemetry.log."""

    status: Literal["logged"]

    timestamp: str


class TelemetryRequest(TypedDict):
    """The body of telemetry.log."""

    event_type: str
    """That it may not be empty is assumed."""

    message: str
    """That it may not be empty is assumed."""

    data: NotRequired[Dict[str, Any] | None]
    """At most 10 KB serialized, which our schema vocabulary does not say. That null means absent is assumed."""

    timestamp: NotRequired[str | None]
    """The length of 50 is public; any text is taken: assumed. That null means absent is assumed."""

    session_id: NotRequired[str | None]
    """That null means absent is assumed."""

    file_index: NotRequired[int | None]
    """That null means absent is assumed."""

    file_name: NotRequired[str | None]
    """That null means absent is assumed."""


class TriggerVariantsAnswer(TypedDict):
    """The answer to files.trigger_variants."""

    success: bool
    """That it is never false is assumed: failures are errors."""

    message: str

    task_id: str
    """Opaque."""

    current_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"]
    """The example shows processing; that it is a ComponentStatus is assumed."""

    image_id: str

    skipped_duplicate: NotRequired[bool]
    """True when the generation was in progress already; the other example leaves it out."""


class UpdateFileAnswer(TypedDict):
    """The answer to files.update."""

    id: str

    title: str | None
    """That it may be null is assumed."""

    tags: List[str]

    user_description: str | None
    """That it is null after a reset is assumed."""

    upload_description: str | None
    """That it may be null is assumed."""

    updated_at: str


class UpdateFileRequest(TypedDict):
    """The body of files.update."""

    title: NotRequired[str | None]
    """That null means unchanged is assumed."""

    tags: NotRequired[List[str] | None]
    """That null means unchanged, and that no tag is empty, is assumed."""

    user_description: NotRequired[str | None]
    """Null resets it to the AI's description."""


class UpdateProjectRequest(TypedDict):
    """The body of projects.update."""

    name: NotRequired[str | None]
    """Assumed: after projects.create."""

    description: NotRequired[str | None]
    """Assumed: after projects.create."""

    icon: NotRequired[str | None]
    """Assumed: after projects.create."""

    color: NotRequired[str | None]
    """Assumed: after projects.create."""


class UploadAnswer(TypedDict):
    """The answer to files.upload."""

    file_id: str | None
    """Null for a skipped file: allowed, assumed."""

    upload_method: Literal["STREAMING"]

    status: Literal["completed", "processing", "skipped"]

    processing_time_ms: float

    upload_completed: bool

    thumbnail_generation_started: bool

    analysis_started: bool

    skipped: bool

    existing_file_id: str | None
    """Null unless skipped is true."""

    storage_target: Literal["default", "custom"]

    media_type: Literal["image", "document", "video"]

    document_type: Literal["pdf", "docx", "txt", "md"] | None
    """Null but for documents."""

    text_extraction_status: Literal["pending", "processing", "completed", "failed"] | None
    """Null but for documents."""


class UploadBatchAnswer(TypedDict):
    """The answer to files.upload_batch."""

    session_id: str

    total_files: int

    accepted_files: int

    rejected_files: int

    status: Literal["completed", "partial", "processing", "rejected"]

    immediate_results: List[UploadBatchAnswerImmediateResultsItem] | None
    """Null for larger batches: public."""

    status_url: str

    websocket_channel: str

    rejections: List[UploadBatchAnswerRejectionsItem] | None
    """Shown as null alone; that it may be a list is assumed."""


class UploadBatchAnswerImmediateResultsItem(TypedDict):

    file_id: str | None
    """Null for a file that failed: assumed."""

    filename: str

    status: Literal["completed", "failed", "skipped"]

    processing_time_ms: float | None
    """That it may be null is assumed."""

    skipped: bool

    existing_file_id: str | None
    """Null unless skipped is true."""

    error: str | None
    """Shown as null alone; that it may be a text is assumed."""

    storage_target: Literal["default", "custom"]

    media_type: Literal["image", "document", "video"] | None
    """Null for a file that failed: assumed."""

    document_type: Literal["pdf", "docx", "txt", "md"] | None
    """Null but for documents, as in files.upload."""

    text_extraction_status: Literal["pending", "processing", "completed", "failed"] | None
    """Null but for documents, as in files.upload."""


class UploadBatchAnswerRejectionsItem(TypedDict):

    filename: str

    index: int

    reason: str

    retryable: bool


class UploadBatchRequest(TypedDict):
    """The form of files.upload_batch."""

    files: List[str]
    """One part for each file, each up to 100 MB; how many is the tier's: 10, 50, 100 or 200."""

    tags: NotRequired[str]
    """
    With commas between; at most 40 of at most 50 characters (Limits & Constraints). The length of all is a limit of
    ours.
    """

    auto_describe: NotRequired[bool]

    skip_duplicates: NotRequired[bool]

    storage_target: NotRequired[Literal["default", "custom"]]
    """The values of files.upload."""

    folder_id: NotRequired[str]

    project_id: NotRequired[str]
    """Used when there is no folder_id."""

    content_category: NotRequired[Literal["general", "blueprint", "ce_plan", "technical_diagram",
        "architectural_design", "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot",
        "document", "map", "pid", "pfd", "construction", "facility_assessment"]]

    custom_schema_id: NotRequired[str]

    compliance_type: NotRequired[Literal["mls", "marketplace"]]

    compliance_standard: NotRequired[str]
    """Required with compliance_type. The length is a limit of ours."""

    compliance_image_type: NotRequired[Literal["main", "secondary"]]


class UploadRequest(TypedDict):
    """The form of files.upload."""

    file: str
    """Up to 100 MB. What it is is told by its bytes."""

    title: NotRequired[str]

    tags: NotRequired[str]
    """
    With commas between; at most 40 of at most 50 characters (Limits & Constraints). The length of all is a limit of
    ours.
    """

    auto_describe: NotRequired[bool]

    skip_duplicates: NotRequired[bool]

    storage_target: NotRequired[Literal["default", "custom"]]
    """The values of files.upload."""

    folder_id: NotRequired[str]

    project_id: NotRequired[str]
    """Used when there is no folder_id."""

    content_category: NotRequired[Literal["general", "blueprint", "ce_plan", "technical_diagram",
        "architectural_design", "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot",
        "document", "map", "pid", "pfd", "construction", "facility_assessment"]]

    custom_schema_id: NotRequired[str]

    compliance_type: NotRequired[Literal["mls", "marketplace"]]

    compliance_standard: NotRequired[str]
    """Required with compliance_type. The length is a limit of ours."""

    compliance_image_type: NotRequired[Literal["main", "secondary"]]


class UploadStatus(TypedDict):
    """The answer to uploads.status."""

    file_id: str

    session_id: str | None
    """
    A batch, or the direct upload itself, whose id it has (assumed). Null for a file that came in neither way: assumed.
    """

    unified_status: Literal["uploading", "confirming", "queued", "processing", "completed", "failed",
        "partially_completed"]

    component_statuses: UploadStatusComponentStatuses

    processing_ids: List[str]

    error_message: str | None
    """Shown as null alone; that it may be a text is assumed."""

    last_error_at: str | None
    """Shown as null alone; that it may be a moment is assumed."""

    created_at: str

    last_updated_at: str

    completed_at: str | None
    """Shown as null alone; that it may be a moment is assumed."""

    retry_count: int

    processing_duration_seconds: float | None
    """That it may be null is assumed."""

    is_stuck: bool

    is_terminal: bool


class UploadStatusComponentStatuses(TypedDict):

    variant_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None

    description_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None

    upload_status: str | None
    """Open: completed and streaming are shown. That it may be null is assumed."""

    processing_status: str | None
    """Open: processing is shown."""


class VideoFileDetails(TypedDict):
    """A video as files.get shows it."""

    id: str

    media_type: Literal["video"]

    size_bytes: int

    content_type: str

    created_at: str

    hash: NotRequired[str]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    upload_method: NotRequired[Literal["STREAMING", "presigned", "multipart"]]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    has_full_description: NotRequired[bool]
    """Required by the SDK type, absent from the REST example; the suite asks for it."""

    title: NotRequired[str | None]

    filename: str | None

    original_filename: NotRequired[str | None]

    tags: NotRequired[List[str]]

    content_created_at: NotRequired[str | None]

    updated_at: NotRequired[str | None]

    content_category: NotRequired[Literal["general", "blueprint", "ce_plan", "technical_diagram",
        "architectural_design", "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot",
        "document", "map", "pid", "pfd", "construction", "facility_assessment"] | None]

    upload_description: NotRequired[str | None]

    user_description: NotRequired[str | None]

    description_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None]

    description_error: NotRequired[str | None]

    primary_status: NotRequired[Literal["pending", "processing", "completed", "failed", "partially_completed"]]
    """Documented for the list alone; that the details have it too is assumed. Assumed."""

    description_error_type: NotRequired[Literal["timeout", "rate_limit", "vlm_error", "validation", "resource_limit",
        "unknown"] | None]
    """The values are the SDK's; that the details carry them is assumed. Assumed."""

    description_is_retryable: NotRequired[bool | None]
    """The SDK's is_retryable; that the details carry it is assumed. Assumed."""

    confidence_score: NotRequired[float | None]
    """Always null for descriptions (seed 002, UploadResult)."""

    thumbnail_url: str | None

    duration_seconds: float | None
    """That it may be null is assumed."""

    frame_rate: float | None
    """That it may be null is assumed."""

    video_codec: str | None
    """That it may be null is assumed."""

    resolution: str | None
    """That it may be null is assumed."""

    analysis_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """That it may be null is assumed."""

    dimensions: NotRequired[VideoFileDetailsDimensions | None]

    format: NotRequired[str | None]

    blur_hash: NotRequired[str | None]

    video_url: NotRequired[str | None]

    video_metadata: NotRequired[VideoFileDetailsVideoMetadata | None]

    video_analysis_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed",
        "skipped"] | None]

    video_analysis_job_id: NotRequired[str | None]

    scene_count: NotRequired[int | None]

    has_audio_transcript: NotRequired[bool | None]

    analysis_skipped: NotRequired[bool]

    analysis_skip_reason: NotRequired[str | None]

    credits_required_for_analysis: NotRequired[int | None]


class VideoFileDetailsDimensions(TypedDict):

    width: NotRequired[int]

    height: NotRequired[int]


class VideoFileDetailsVideoMetadata(TypedDict):

    duration_seconds: NotRequired[float | None]

    resolution: NotRequired[str | None]

    width: NotRequired[int | None]

    height: NotRequired[int | None]

    frame_rate: NotRequired[float | None]

    video_codec: NotRequired[str | None]

    audio_codec: NotRequired[str | None]

    bitrate_kbps: NotRequired[float | None]

    file_size_bytes: NotRequired[int | None]

    format_name: NotRequired[str | None]


class VideoFileSummary(TypedDict):
    """A video as files.list shows it."""

    id: str

    title: str | None
    """The SDK types the title as optional (seed 000)."""

    filename: str | None
    """Optional in the SDK types (seed 000)."""

    thumbnail_url: str | None
    """Optional in the SDK types (seed 000)."""

    upload_description: str | None
    """The REST list carries it; the SDK's summary types leave it out (seed 000). Optional in its details types."""

    tags: List[str]

    size_bytes: int

    created_at: str

    content_created_at: str | None
    """Optional in the SDK types (seed 000)."""

    has_full_description: bool

    primary_status: Literal["pending", "processing", "completed", "failed", "partially_completed"]

    description_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """Optional in the SDK types (seed 000)."""

    description_error: str | None
    """Null is shown; a text in the SDK types (seed 000)."""

    content_type: str

    media_type: Literal["video"]

    content_category: Literal["general", "blueprint", "ce_plan", "technical_diagram", "architectural_design",
        "product_photo", "real_estate", "mining", "robotics", "artwork", "screenshot", "document", "map", "pid",
        "pfd", "construction", "facility_assessment"] | None
    """Optional in the SDK types (seed 000)."""

    document_type: Literal["pdf", "docx", "txt", "md"] | None
    """The four values are listed under Streaming Upload. Null is shown for an image."""

    source_url: str | None
    """Null is shown for an image; a link has a text."""

    visible_text: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    variant_status: NotRequired[Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    variant_count: NotRequired[int | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    medium_url: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    full_url: NotRequired[str | None]
    """Shown on an image; that every media type has it is assumed. Assumed."""

    duration_seconds: float | None
    """That it may be null is assumed."""

    frame_rate: float | None
    """That it may be null is assumed."""

    video_codec: str | None
    """That it may be null is assumed."""

    resolution: str | None
    """That it may be null is assumed."""

    video_analysis_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """That it may be null is assumed."""

    scene_count: NotRequired[int | None]
    """The SDK's summary prints it; the REST list does not show it. That it may be null is assumed."""

    dimensions: NotRequired[VideoFileSummaryDimensions | None]
    """Assumed."""

    format: NotRequired[str | None]
    """Assumed."""

    blur_hash: NotRequired[str | None]
    """Assumed."""


class VideoFileSummaryDimensions(TypedDict):
    """Assumed."""

    width: NotRequired[int]

    height: NotRequired[int]


class VideoProcessingStatus(TypedDict):
    """files.processing_status of a video."""

    video_id: str
    """Assumed: only a document's answer is shown."""

    video_analysis_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """Assumed: only a document's answer is shown."""

    description_status: Literal["pending", "queued", "processing", "completed", "failed", "skipped"] | None
    """Assumed: only a document's answer is shown."""

    filename: str
    """Assumed: only a document's answer is shown."""

    created_at: str
    """Assumed: only a document's answer is shown."""

    processing_started_at: str | None
    """Assumed: only a document's answer is shown."""

    completed_at: str | None
    """Assumed: only a document's answer is shown."""

    error_message: str | None
    """Assumed: only a document's answer is shown."""


class VideoScenes(TypedDict):
    """The answer to videos.scenes."""

    video_id: str

    count: int

    scenes: List[VideoScenesScenesItem]


class VideoScenesScenesItem(TypedDict):

    scene_id: str

    scene_index: int

    start_time: float

    end_time: float

    time_range_formatted: str

    description: str

    tags: List[str]

    visible_text: str | None

    confidence_score: float | None
    """That it may be null is the SDK's typing."""

    embedding_status: Literal["pending", "completed"]

    thumbnail_url: str | None
    """There a path of its own; here the video's thumbnail: assumed."""

    created_at: str | None

# The id of an operation.
OperationId = Literal["files.upload", "files.upload_batch", "files.list", "files.get", "files.download",
    "files.variant", "files.trigger_variants", "files.update", "files.delete", "files.batch_delete",
    "files.review_extraction", "files.quota_check", "files.check_duplicates", "uploads.status", "sessions.list",
    "sessions.status", "sessions.results", "sessions.cancel", "sessions.summary", "sessions.stuck",
    "direct_uploads.create", "direct_uploads.get", "direct_uploads.confirm_part", "direct_uploads.retry_part",
    "direct_uploads.complete", "direct_uploads.abort", "telemetry.log", "projects.list", "projects.create",
    "projects.get", "projects.update", "projects.delete", "folders.list", "folders.create", "folders.move_files",
    "folders.get", "folders.breadcrumbs", "folders.rename", "folders.move", "folders.delete", "files.export_columns",
    "files.export", "data.descriptions", "data.export", "data.export_status", "files.text", "files.chunks",
    "files.digitization", "files.digitization_page", "files.digitization_status", "files.processing_status",
    "files.search", "files.analyze", "files.analyze_async", "jobs.get", "videos.scenes", "links.create",
    "links.recrawl", "files.similar", "sessions.channel", "llama.files.create", "llama.files.list",
    "llama.files.query", "llama.files.retrieve", "llama.files.delete", "llama.files.content"]
