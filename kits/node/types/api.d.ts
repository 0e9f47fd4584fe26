// The bodies of the API's requests and responses. Written from the contracts by make types; do not edit.

/** The answer to direct_uploads.abort. */
export interface AbortUploadAnswer {
  upload_id: string;
  aborted: boolean;
  /** That it is null where none was given is assumed. */
  reason: string | null;
}

/** What an analysis has come to, by status. */
export type AnalysisAnswer = AnalysisCompleted | AnalysisProcessing | AnalysisFailed | AnalysisSkipped;

/** An analysis that has its text. */
export interface AnalysisCompleted {
  document_id: string;
  status: 'completed';
  filename: string;
  size_bytes: number;
  processing_time_ms: number;
  document_type: 'pdf' | 'docx' | 'txt' | 'md';
  text_extraction_status: 'completed';
  /** That it may be null is assumed. */
  page_count: number | null;
  /** That it may be null is assumed. */
  chunk_count: number | null;
  extracted_text: string;
  /** Assumed: the union of files.analyze with its job_id. */
  job_id?: string;
}

/** An analysis that failed. */
export interface AnalysisFailed {
  /** Assumed: only its status is documented. */
  document_id?: string;
  /** Named in a comment; no such answer is shown. */
  status: 'failed';
  /** Assumed: only its status is documented. */
  filename?: string;
  /** Assumed: only its status is documented. */
  size_bytes?: number;
  /** Assumed: only its status is documented. */
  document_type?: 'pdf' | 'docx' | 'txt' | 'md';
  /** Assumed: only its status is documented. */
  text_extraction_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Assumed: only its status is documented. */
  error_message?: string;
  /** Assumed: the union of files.analyze with its job_id. */
  job_id?: string;
}

/** An analysis under way. */
export interface AnalysisProcessing {
  document_id: string;
  status: 'processing';
  job_id: string;
  poll_url: string;
  document_type: 'pdf' | 'docx' | 'txt' | 'md';
  /**
   * That it may be null is assumed. The other words are those of ComponentStatus (File Listing & Retrieval): assumed.
   */
  text_extraction_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
}

/** An analysis of bytes that are there already. */
export interface AnalysisSkipped {
  /** Assumed: only its status is documented. */
  document_id?: string;
  /** Named in a comment; no such answer is shown. */
  status: 'skipped';
  /** Assumed: only its status is documented. */
  filename?: string;
  /** Assumed: only its status is documented. */
  size_bytes?: number;
  /** Assumed: only its status is documented. */
  document_type?: 'pdf' | 'docx' | 'txt' | 'md';
  /** Assumed: only its status is documented. */
  existing_file_id?: string;
}

/** The form of files.analyze and files.analyze_async. */
export interface AnalyzeRequest {
  /** PDF, DOCX, TXT or MD of up to 10 MB. */
  file: string;
  /** Seconds. Without effect in files.analyze_async, assumed. */
  timeout?: number;
  skip_duplicates?: boolean;
  folder_id?: string;
  project_id?: string;
}

/** What is in a design drawing. */
export interface ArchitecturalDesignData {
  /** Assumed: no document shows this payload. */
  room_type: string | null;
  /** Assumed: no document shows this payload. */
  style: string;
  /** Named as a path in the review's example. */
  furniture_items: ArchitecturalDesignDataFurnitureItemsItem[];
  /** Named as a path in the review's example; that its items are texts is assumed. */
  materials: any[];
  /** Assumed: no document shows this payload. */
  color_palette: string[];
}

export interface ArchitecturalDesignDataFurnitureItemsItem {
  /** Named as a path in the review's example. */
  name: string;
  /** Named as a path in the review's example. */
  material: string;
  /** Assumed: no document shows this payload. */
  quantity: number;
  /** Assumed: no document shows this payload. */
  confidence: number;
}

/** The answer to files.batch_delete. */
export interface BatchDeleteAnswer {
  deleted: BatchDeleteAnswerDeletedItem[];
  skipped: BatchDeleteAnswerSkippedItem[];
  failed: BatchDeleteAnswerFailedItem[];
  summary: BatchDeleteAnswerSummary;
}

export interface BatchDeleteAnswerDeletedItem {
  id: string;
  status: 'deleted';
  /** Shown as null alone; that it may be a text is public (SDK of March 2026). */
  message: string | null;
  deleted_at: string;
}

export interface BatchDeleteAnswerSkippedItem {
  /** No example shows a skipped file. */
  id: string;
  /** No example shows a skipped file. */
  status: 'skipped';
  /** No example shows a skipped file. */
  message: string | null;
  /** No example shows a skipped file. */
  deleted_at: string | null;
}

export interface BatchDeleteAnswerFailedItem {
  id: string;
  status: 'failed';
  /** That it may be null is public (SDK of March 2026). */
  message: string | null;
  /** Shown as null alone; that it may be a moment is assumed. */
  deleted_at: string | null;
}

export interface BatchDeleteAnswerSummary {
  total: number;
  deleted: number;
  skipped: number;
  failed: number;
}

/** The body of files.batch_delete. */
export interface BatchDeleteRequest {
  /** They must also be unique, which our schema vocabulary does not say. */
  file_ids: string[];
}

/** What is on a civil engineering sheet. */
export interface CePlanData {
  /** Assumed: no document shows this payload. */
  plan_type: string;
  /** Assumed: no document shows this payload. */
  sheet_number: string;
  /** Assumed: no document shows this payload. */
  scale: string;
  /** Assumed: no document shows this payload. */
  north_arrow: boolean;
  /** Assumed: no document shows this payload. */
  elements: CePlanDataElementsItem[];
  /** Assumed: no document shows this payload. */
  notes: string[];
}

export interface CePlanDataElementsItem {
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  status: 'existing' | 'proposed';
  /** Assumed: no document shows this payload. */
  station: string;
}

/** A message of the channel batch.{session_id}. */
export interface ChannelMessage {
  /**
   * completed: nothing will change any more, and the connection is closed. Assumed: the documents name the channel
   * alone.
   */
  type: 'progress' | 'completed';
  /** Assumed: the name is documented (seed 001, Upload Sessions & Status), that it is a field is not. */
  channel: string;
  /** Assumed: the documents name the channel alone. */
  session: SessionStatus;
}

/** The answer to files.check_duplicates. */
export interface CheckDuplicatesAnswer {
  duplicates: string[];
  unique: string[];
}

/** The body of files.check_duplicates. */
export interface CheckDuplicatesRequest {
  hashes: string[];
}

/** The answer of files.chunks. */
export interface ChunkList {
  document_id: string;
  chunks: ChunkListChunksItem[];
  total_chunks: number;
  status_counts?: ChunkListStatusCounts;
}

export interface ChunkListChunksItem {
  chunk_id: string;
  document_id: string;
  document_filename: string;
  chunk_index: number;
  content: string;
  page_numbers: number[];
  heading_hierarchy: string[];
  /** Null here: it is "only populated in search results". */
  similarity_score: number | null;
  metadata: ChunkListChunksItemMetadata;
  /** Assumed: include_embeddings names vectors, not their field. */
  embedding?: number[];
}

export interface ChunkListChunksItemMetadata {
  token_count: number;
  chunk_type: string;
  /** The words are those of status_counts. */
  embedding_status: 'pending' | 'completed' | 'failed';
}

export interface ChunkListStatusCounts {
  completed: number;
  pending: number;
  failed: number;
}

/** The answer to direct_uploads.complete. */
export interface CompleteUploadAnswer {
  upload_id: string;
  file_id: string;
  media_type: 'image' | 'document' | 'video';
  filename: string;
  /** Kind, tenant, hash and extension; the example is of a video. */
  object_key: string;
  size_bytes: number;
  /** True if an existing file had the same hash. */
  deduplicated: boolean;
  status: 'processing' | 'completed';
}

/** The body of direct_uploads.complete: empty by design. */
export type CompleteUploadRequest = { [name: string]: any };

/** The result of a compliance check. */
export interface ComplianceCheck {
  /** As it was asked for at upload. Assumed: no document shows this payload. */
  standard: string;
  /** As it was asked for at upload. Assumed: no document shows this payload. */
  image_type: 'main' | 'secondary';
  /** Assumed. */
  status: 'passed' | 'failed';
  /** Assumed: no document shows this payload. */
  score: number;
  /** Assumed: no document shows this payload. */
  checks: ComplianceCheckChecksItem[];
}

export interface ComplianceCheckChecksItem {
  /** Assumed: no document shows this payload. */
  rule: string;
  /** Assumed: no document shows this payload. */
  description: string;
  /** Assumed: no document shows this payload. */
  passed: boolean;
}

/** The answer to direct_uploads.confirm_part. */
export interface ConfirmPartAnswer {
  upload_id: string;
  /** 1-indexed; 10,000 is the most parts S3 takes: assumed. */
  part_number: number;
  parts_confirmed: number;
  total_parts: number;
  /** Two decimals. */
  progress_percent: number;
}

/** The body of direct_uploads.confirm_part. */
export interface ConfirmPartRequest {
  /** 1-indexed; 10,000 is the most parts S3 takes: assumed. */
  part_number: number;
  /** With quotes or without. The length is a limit of ours. */
  etag: string;
  /** S3's limit of 5 GB a part (Limits & Constraints). That no part is empty is assumed. */
  size_bytes: number;
}

/** What is in a picture of a building site. */
export interface ConstructionData {
  /** Assumed: no document shows this payload. */
  phase: string;
  /** Assumed: no document shows this payload. */
  trades: string[];
  /** Assumed: no document shows this payload. */
  percent_complete: number;
  /** Assumed: no document shows this payload. */
  elements: ConstructionDataElementsItem[];
  /** Assumed: no document shows this payload. */
  safety_observations: ConstructionDataSafetyObservationsItem[];
}

export interface ConstructionDataElementsItem {
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  status: string;
  /** Assumed: no document shows this payload. */
  confidence: number;
}

export interface ConstructionDataSafetyObservationsItem {
  /** Assumed: no document shows this payload. */
  description: string;
  /** Assumed: no document shows this payload. */
  severity: 'info' | 'low' | 'medium' | 'high';
}

/** What was said of one domain's extraction. */
export interface Corrections {
  /** By path of an item: confirmed or rejected. */
  item_reviews: { [name: string]: any };
  /** By path of a field: the corrected data. */
  field_edits: { [name: string]: any };
}

/** The body of folders.create. */
export interface CreateFolderRequest {
  name: string;
  parent_id?: string | null;
  /** Assumed: after the folder's own field. */
  project_id?: string | null;
}

/** The body of links.create. */
export interface CreateLinkRequest {
  url: string;
  title?: string | null;
  tags?: string[] | null;
  folder_id?: string | null;
  /** As with uploads; the older reference has no projects. Assumed. */
  project_id?: string | null;
  auto_crawl?: boolean;
}

/** The body of projects.create. */
export interface CreateProjectRequest {
  name: string;
  description?: string | null;
  icon?: string | null;
  color?: string | null;
  project_type?: 'general' | 'real_estate' | null;
}

/** The answer to data.export and data.export_status. */
export interface DataExport {
  export_id: string;
  status: 'pending' | 'processing' | 'completed' | 'failed';
  /** From completion on; a URL expires after 1 hour. */
  download_url: string | null;
  /** From completion on. */
  record_count: number | null;
  format: 'csv' | 'json' | 'jsonl';
  created_at: string;
  /** Null once it is over. */
  estimated_completion_time: string | null;
  /** When it failed. */
  error_message: string | null;
}

/** The body of data.export. */
export interface DataExportRequest {
  data_type: 'descriptions';
  /** Absent: csv, assumed. That null means absent is assumed, also below. */
  format?: 'csv' | 'json' | 'jsonl' | null;
  /** That null means absent is assumed. */
  start_date?: string | null;
  /** That null means absent is assumed. */
  end_date?: string | null;
  /** That null means absent is assumed. */
  min_confidence?: number | null;
  /** That null means absent is assumed. */
  max_confidence?: number | null;
  /** The limits are assumed. That null means absent is assumed. */
  search_terms?: string[] | null;
  /** That null means absent is assumed. */
  source_types?: ('single' | 'batch')[] | null;
  /** Absent: true. That null means absent is assumed. */
  include_metadata?: boolean | null;
  /** Absent: false. That null means absent is assumed. */
  include_failed?: boolean | null;
  /** Those of data.descriptions, and status and error_message: assumed. That null means absent is assumed. */
  fields?: ('id' | 'type' | 'source_type' | 'source_id' | 'created_at' | 'image_url' | 'description' |
    'confidence_score' | 'verification' | 'image_id' | 'metadata' | 'status' | 'error_message')[] | null;
  /** That null means absent is assumed. */
  limit?: number | null;
}

/** The answer to files.delete. */
export interface DeleteFileAnswer {
  id: string;
  deleted_at: string;
  message: string;
}

/** The answer to data.descriptions. */
export interface Descriptions {
  items: DescriptionsItemsItem[];
  total_count: number;
  limit: number;
  offset: number;
  has_more: boolean;
  /** The three that may be null: OpenAPI file of March 2026 (public repository AionVision/AionVision). */
  statistics: DescriptionsStatistics;
  filters_applied: DescriptionsFiltersApplied;
}

export interface DescriptionsItemsItem {
  /** Opaque. */
  id: string;
  type: 'description';
  source_type: 'single' | 'batch';
  /** Opaque. */
  source_id: string;
  created_at: string;
  image_url: string;
  /** That it may be null is assumed. */
  description: string | null;
  /** Descriptions return null. */
  confidence_score: number | null;
  /** Shown as null alone; that it may be an object is assumed. */
  verification: { [name: string]: any } | null;
  /** The example shows img_xyz789; here it is the file's id, as image_id is in every other answer: assumed. */
  image_id: string;
  /** What is in it is not documented; here it names the file. */
  metadata: { [name: string]: any };
}

/** The three that may be null: OpenAPI file of March 2026 (public repository AionVision/AionVision). */
export interface DescriptionsStatistics {
  total_count: number;
  /** 0 where nothing has a confidence: assumed. */
  average_confidence: number;
  /** Ranges as 0.8-0.9, and their counts. That it may be null is public: OpenAPI file of March 2026. */
  confidence_distribution: { [name: string]: any } | null;
  /** That it may be null is public: OpenAPI file of March 2026. */
  daily_counts: DescriptionsStatisticsDailyCountsItem[] | null;
  /** Source types, and their counts. That it may be null is public: OpenAPI file of March 2026. */
  source_distribution: { [name: string]: any } | null;
}

export interface DescriptionsStatisticsDailyCountsItem {
  date: string;
  /** That days without any are left out is assumed. */
  count: number;
}

export interface DescriptionsFiltersApplied {
  date_range_applied: boolean;
  confidence_range_applied: boolean;
  search_applied: boolean;
  /** False when both are named, as in the example. */
  source_types_filtered: boolean;
  filter_summary: string;
}

/** The answer of files.digitization. */
export interface Digitization {
  document_id: string;
  status: 'pending' | 'processing' | 'completed' | 'failed';
  total_pages: number;
  completed_pages: number;
  failed_pages: number;
  pages: DigitizationPagesItem[];
}

export interface DigitizationPagesItem {
  page_number: number;
  status: 'pending' | 'processing' | 'completed' | 'failed';
  element_count: number;
  elements: DigitizationPagesItemElementsItem[];
  /** Shown as null alone; that it may be a text is assumed. */
  error_message: string | null;
}

export interface DigitizationPagesItemElementsItem {
  type: 'heading' | 'paragraph' | 'table' | 'key_value' | 'list' | 'figure';
  content: string;
  bounding_box: DigitizationPagesItemElementsItemBoundingBox;
  metadata?: DigitizationPagesItemElementsItemMetadata;
}

export interface DigitizationPagesItemElementsItemBoundingBox {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface DigitizationPagesItemElementsItemMetadata {
  /** The range is assumed. */
  level?: number;
}

/** The answer of files.digitization_page. */
export interface DigitizationPage {
  page_number: number;
  status: 'pending' | 'processing' | 'completed' | 'failed';
  element_count: number;
  elements: DigitizationPageElementsItem[];
  /** Shown as null alone; that it may be a text is assumed. */
  error_message: string | null;
}

export interface DigitizationPageElementsItem {
  type: 'heading' | 'paragraph' | 'table' | 'key_value' | 'list' | 'figure';
  content: string;
  bounding_box: DigitizationPageElementsItemBoundingBox;
  metadata?: DigitizationPageElementsItemMetadata;
}

export interface DigitizationPageElementsItemBoundingBox {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface DigitizationPageElementsItemMetadata {
  /** The range is assumed. */
  level?: number;
}

/** The answer of files.digitization_status. */
export interface DigitizationStatus {
  document_id: string;
  status: 'pending' | 'processing' | 'completed' | 'failed';
  total_pages: number;
  /** Its values are the words of status; the suite checks one. */
  page_statuses: { [name: string]: any };
}

/** The answer to direct_uploads.create, by upload_mode. */
export type DirectUploadAnswer = SingleShotUploadAnswer | MultipartUploadAnswer;

/** The body of direct_uploads.create. */
export interface DirectUploadRequest {
  /** That it may not be empty and its length are assumed. */
  filename: string;
  /** That it may not be empty is assumed. */
  content_type: string;
  /** Multipart max: 5 TB, read as 5 × 2^40. That an empty file is refused is assumed. */
  size_bytes: number;
  /** 64 hexadecimal digits; that capitals are taken is assumed. */
  claimed_file_hash: string;
  /** Absent: chosen by size. single_shot up to 5 GB, multipart from 5 MB. */
  upload_mode?: 'single_shot' | 'multipart';
  /** Multipart only. MB and GB are read as 2^20 and 2^30. */
  part_size_bytes?: number;
  /** That it may be null is assumed. */
  title?: string | null;
  /** That it may be null is assumed. */
  tags?: string[] | null;
  /** Null is shown; the comment beside it says UUID. */
  folder_id?: string | null;
  /** Null is shown; the comment beside it says UUID. */
  project_id?: string | null;
  skip_duplicates?: boolean;
  /** Not honoured. That other texts are refused is assumed. */
  storage_target?: 'default' | 'custom';
  auto_describe?: boolean;
  /** The values are those of files.upload: assumed. */
  content_category?: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment';
  /** Null is shown; the comment beside it says UUID. */
  custom_schema_id?: string | null;
  /** Null is shown; the comment beside it names the two values. */
  compliance_type?: 'mls' | 'marketplace' | null;
  /**
   * Required with compliance_type. The length is a limit of ours. Null is shown; the examples of values are those of
   * files.upload.
   */
  compliance_standard?: string | null;
  compliance_image_type?: 'main' | 'secondary';
}

/** The answer to direct_uploads.get. */
export interface DirectUploadState {
  upload_id: string;
  upload_mode: 'single_shot' | 'multipart';
  status: 'PENDING' | 'UPLOADED' | 'COMPLETED' | 'FAILED';
  media_type: 'image' | 'document' | 'video';
  /** Kind, tenant, hash and extension; the example is of a video. */
  object_key: string;
  filename: string;
  size_bytes: number;
  /** Null for single_shot. */
  total_parts: number | null;
  /** Null for single_shot. */
  parts_confirmed: number | null;
  /** Null for single_shot. */
  progress_percent: number | null;
  created_at: string;
  expires_at: string;
  /** That it may be null is assumed. */
  confirmed_at: string | null;
  /** Shown as null alone; that it may be a text is assumed. */
  error_message: string | null;
}

/** A document as files.get shows it. */
export interface DocumentFileDetails {
  id: string;
  media_type: 'document';
  size_bytes: number;
  content_type: string;
  created_at: string;
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  hash?: string;
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  upload_method?: 'STREAMING' | 'presigned' | 'multipart';
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  has_full_description?: boolean;
  title?: string | null;
  filename: string | null;
  original_filename?: string | null;
  tags?: string[];
  content_created_at?: string | null;
  updated_at?: string | null;
  content_category?: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  upload_description?: string | null;
  user_description?: string | null;
  description_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  description_error?: string | null;
  /** Documented for the list alone; that the details have it too is assumed. Assumed. */
  primary_status?: 'pending' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  /** The values are the SDK's; that the details carry them is assumed. Assumed. */
  description_error_type?: 'timeout' | 'rate_limit' | 'vlm_error' | 'validation' | 'resource_limit' | 'unknown' | null;
  /** The SDK's is_retryable; that the details carry it is assumed. Assumed. */
  description_is_retryable?: boolean | null;
  /** Always null for descriptions (seed 002, UploadResult). */
  confidence_score?: number | null;
  thumbnail_url?: string | null;
  document_type: 'pdf' | 'docx' | 'txt' | 'md' | null;
  page_count: number | null;
  chunk_count: number | null;
  text_extraction_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** That it may be null is assumed. */
  extracted_text: string | null;
  digitization_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  document_url?: string | null;
}

/** A document as files.list shows it. */
export interface DocumentFileSummary {
  id: string;
  /** The SDK types the title as optional (seed 000). */
  title: string | null;
  /** Optional in the SDK types (seed 000). */
  filename: string | null;
  /** Optional in the SDK types (seed 000). */
  thumbnail_url: string | null;
  /** The REST list carries it; the SDK's summary types leave it out (seed 000). Optional in its details types. */
  upload_description: string | null;
  tags: string[];
  size_bytes: number;
  created_at: string;
  /** Optional in the SDK types (seed 000). */
  content_created_at: string | null;
  has_full_description: boolean;
  primary_status: 'pending' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  /** Optional in the SDK types (seed 000). */
  description_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Null is shown; a text in the SDK types (seed 000). */
  description_error: string | null;
  content_type: string;
  media_type: 'document';
  /** Optional in the SDK types (seed 000). */
  content_category: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  /** The four values are listed under Streaming Upload. Null is shown for an image. */
  document_type: 'pdf' | 'docx' | 'txt' | 'md' | null;
  /** Null is shown for an image; a link has a text. */
  source_url: string | null;
  /** That it may be null is assumed. */
  page_count: number | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  visible_text?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  variant_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  variant_count?: number | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  medium_url?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  full_url?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  dimensions?: { [name: string]: any } | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  format?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  blur_hash?: string | null;
  /** That it may be null is assumed. */
  text_extraction_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Named as a component status, not among the conditional fields. That it may be null is assumed. */
  digitization_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** That it may be null is assumed. */
  chunk_count: number | null;
  /** That it may be null is assumed. */
  document_url: string | null;
}

/** files.processing_status of a document. */
export interface DocumentProcessingStatus {
  document_id: string;
  document_type: 'pdf' | 'docx' | 'txt' | 'md';
  /** That it may be null is assumed. The words are those of ComponentStatus (File Listing & Retrieval): assumed. */
  text_extraction_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** That it may be null is assumed. */
  page_count: number | null;
  /** That it may be null is assumed. */
  chunk_count: number | null;
  filename: string;
  created_at: string;
  /** That it may be null is assumed. */
  processing_started_at: string | null;
  /** That it may be null is assumed. */
  completed_at: string | null;
  /** Shown as null alone; that it may be a text is assumed. */
  error_message: string | null;
}

/** The answer of files.text. */
export interface DocumentText {
  document_id: string;
  filename: string;
  text: string;
  /** That it may be null is assumed. */
  page_count: number | null;
  metadata: DocumentTextMetadata;
}

export interface DocumentTextMetadata {
  /** That it may be null is assumed. */
  language?: string | null;
  /** Assumed: a limit of ours. */
  truncated?: boolean;
}

/** Every refusal, in the default dialect. */
export interface Error {
  error: ErrorError;
  request_id: string;
}

export interface ErrorError {
  code: string;
  message: string;
  /** That it may be null is assumed. */
  details?: ErrorErrorDetails | null;
}

/** That it may be null is assumed. */
export interface ErrorErrorDetails {
  field?: string | null;
  issue?: string | null;
}

/** The answer to files.export. */
export interface ExportAnswer {
  /** Null for google_sheets: assumed. */
  download_url: string | null;
  /** Null but for google_sheets. */
  spreadsheet_url: string | null;
  record_count: number;
  format: 'csv' | 'xlsx' | 'docx' | 'google_sheets';
}

/** The answer to files.export_columns. */
export interface ExportColumns {
  /** Further groups are possible: the documents do not call the list complete. */
  groups: ExportColumnsGroups;
}

/** Further groups are possible: the documents do not call the list complete. */
export interface ExportColumnsGroups {
  basic: ExportColumnsGroupsBasicItem[];
  descriptions: ExportColumnsGroupsDescriptionsItem[];
}

export interface ExportColumnsGroupsBasicItem {
  field_key: string;
  display_name: string;
  /** The name of the group it stands in. */
  group: string;
}

export interface ExportColumnsGroupsDescriptionsItem {
  field_key: string;
  display_name: string;
  /** The name of the group it stands in. */
  group: string;
}

/** The body of files.export. */
export interface ExportRequest {
  format: 'csv' | 'xlsx' | 'docx' | 'google_sheets';
  /** At most 63, the columns of a table of Word: assumed. */
  columns: ExportRequestColumnsItem[];
  /** That null means absent is assumed. */
  file_ids?: string[] | null;
  /** The length is assumed. That null means absent is assumed. */
  folder_id?: string | null;
  /** Absent: false. That null means absent is assumed. */
  include_subfolders?: boolean | null;
  /**
   * Absent: true. Flat is one text with commas between, else a JSON array: assumed. That null means absent is assumed.
   */
  flatten_tags?: boolean | null;
  /** The limits are those of Excel, for xlsx and google_sheets: assumed. That null means absent is assumed. */
  sheet_name?: string | null;
  /** For google_sheets. The length is assumed. That null means absent is assumed. */
  google_sheets_title?: string | null;
  /** Required for google_sheets. That null means absent is assumed. */
  connection_id?: string | null;
}

export interface ExportRequestColumnsItem {
  /** From the registry of files.export_columns. */
  field_key: string;
  /** The header of its column. The length is assumed, and that null means absent. */
  display_name?: string | null;
}

/** The reviews of an image's extractions. */
export interface ExtractionCorrections {
  /** Assumed. */
  architectural_design?: Corrections;
  /** Assumed. */
  ce_plan?: Corrections;
  /** Assumed. */
  layout_region?: Corrections;
  /** Assumed. */
  legend?: Corrections;
  /** Assumed. */
  mining?: Corrections;
  /** Assumed. */
  real_estate?: Corrections;
  /** Assumed. */
  technical_diagram?: Corrections;
  /** Assumed. */
  pid?: Corrections;
  /** Assumed. */
  pfd?: Corrections;
  /** Assumed. */
  text_regions?: Corrections;
  /** Assumed. */
  mls_compliance?: Corrections;
  /** Assumed. */
  schedule?: Corrections;
}

/** The condition of what a picture shows. */
export interface FacilityAssessmentData {
  /** Assumed: no document shows this payload. */
  system: string;
  /** Assumed: no document shows this payload. */
  asset_tag: string | null;
  /** Assumed: no document shows this payload. */
  condition: 'good' | 'fair' | 'poor';
  /** Assumed: no document shows this payload. */
  condition_score: number;
  /** Assumed: no document shows this payload. */
  defects: FacilityAssessmentDataDefectsItem[];
  /** Assumed: no document shows this payload. */
  recommended_action: 'monitor' | 'repair' | 'replace';
  /** Assumed: no document shows this payload. */
  remaining_life_years: number;
}

export interface FacilityAssessmentDataDefectsItem {
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  severity: 'low' | 'medium' | 'high';
  /** Assumed: no document shows this payload. */
  confidence: number;
}

/** A file as files.get shows it, by media_type. */
export type FileDetails = ImageFileDetails | DocumentFileDetails | VideoFileDetails | LinkFileDetails;

/** One page of files.list. */
export interface FileList {
  items: FileSummary[];
  total_count: number;
  limit: number;
  offset: number;
  has_more: boolean;
}

/** A file as files.list shows it, by media_type. */
export type FileSummary = ImageFileSummary | DocumentFileSummary | VideoFileSummary | LinkFileSummary;

/** The answer of folders.move_files. */
export interface FilesMoved {
  moved: number;
  total_requested: number;
}

/** A folder. */
export interface Folder {
  id: string;
  name: string;
  parent_id: string | null;
  /** That it may be null is assumed. */
  project_id: string | null;
  /** Where it counts from is assumed. */
  depth: number;
  file_count: number;
  subfolder_count: number;
  pipeline_id: string | null;
  pipeline_name: string | null;
  created_at: string;
  updated_at: string;
}

/** The answer of folders.get. */
export interface FolderContents {
  folder: FolderContentsFolder;
  breadcrumbs: FolderContentsBreadcrumbsItem[];
  subfolders: FolderContentsSubfoldersItem[];
  /** Assumed: the page has limit and offset, so the folder's files are in it. */
  files?: { [name: string]: any }[];
  total_files?: number;
  has_more_files?: boolean;
}

export interface FolderContentsFolder {
  id: string;
  name: string;
  parent_id: string | null;
  /** That it may be null is assumed. */
  project_id: string | null;
  /** Where it counts from is assumed. */
  depth: number;
  file_count: number;
  subfolder_count: number;
  pipeline_id: string | null;
  pipeline_name: string | null;
  created_at: string;
  updated_at: string;
}

export interface FolderContentsBreadcrumbsItem {
  id: string;
  name: string;
  depth: number;
}

export interface FolderContentsSubfoldersItem {
  id: string;
  name: string;
  parent_id: string | null;
  /** That it may be null is assumed. */
  project_id: string | null;
  /** Where it counts from is assumed. */
  depth: number;
  file_count: number;
  subfolder_count: number;
  pipeline_id: string | null;
  pipeline_name: string | null;
  created_at: string;
  updated_at: string;
}

/** The answer of folders.delete. */
export interface FolderDeleted {
  id: string;
  files_affected: number;
  subfolders_affected: number;
  mode: 'move_to_parent' | 'delete_all';
}

/** The answer of folders.list. */
export interface FolderList {
  items: FolderListItemsItem[];
  total_count: number;
}

export interface FolderListItemsItem {
  id: string;
  name: string;
  parent_id: string | null;
  /** That it may be null is assumed. */
  project_id: string | null;
  /** Where it counts from is assumed. */
  depth: number;
  file_count: number;
  subfolder_count: number;
  pipeline_id: string | null;
  pipeline_name: string | null;
  created_at: string;
  updated_at: string;
}

/** The answer of folders.breadcrumbs. */
export interface FolderPath {
  breadcrumbs: FolderPathBreadcrumbsItem[];
}

export interface FolderPathBreadcrumbsItem {
  id: string;
  name: string;
  depth: number;
}

/** An image as files.get shows it. */
export interface ImageFileDetails {
  id: string;
  media_type: 'image';
  size_bytes: number;
  content_type: string;
  created_at: string;
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  hash?: string;
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  upload_method?: 'STREAMING' | 'presigned' | 'multipart';
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  has_full_description?: boolean;
  title: string | null;
  filename?: string | null;
  original_filename?: string | null;
  tags: string[];
  content_created_at?: string | null;
  updated_at: string | null;
  content_category: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  upload_description: string | null;
  user_description?: string | null;
  description_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  description_error?: string | null;
  /** Documented for the list alone; that the details have it too is assumed. Assumed. */
  primary_status?: 'pending' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  /** The values are the SDK's; that the details carry them is assumed. Assumed. */
  description_error_type?: 'timeout' | 'rate_limit' | 'vlm_error' | 'validation' | 'resource_limit' | 'unknown' | null;
  /** The SDK's is_retryable; that the details carry it is assumed. Assumed. */
  description_is_retryable?: boolean | null;
  /** Always null for descriptions (seed 002, UploadResult). */
  confidence_score?: number | null;
  thumbnail_url: string | null;
  visible_text: string | null;
  text_regions: ImageFileDetailsTextRegionsItem[] | null;
  description_generated_at: string | null;
  full_descriptions: ImageFileDetailsFullDescriptionsItem[];
  /** The documents show no entry; the fields are public. One entry for each stage that has begun is assumed. */
  processing_history?: ImageFileDetailsProcessingHistoryItem[];
  /** Filled when format=markdown is asked for. Null otherwise: Optional in ImageFileDetails (seed 000). */
  formatted_document?: string | null;
  dimensions: ImageFileDetailsDimensions;
  format: string;
  full_url: string | null;
  medium_url: string | null;
  original_url: string | null;
  blur_hash: string | null;
  variant_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  variant_count: number | null;
  custom_schema_id?: string | null;
  parent_document_id?: string | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  legend_data?: LegendData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  architectural_design_data?: ArchitecturalDesignData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  ce_plan_data?: CePlanData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  layout_region_data?: LayoutRegionData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  real_estate_data?: RealEstateData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  mining_data?: MiningData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  construction_data?: ConstructionData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  facility_assessment_data?: FacilityAssessmentData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  technical_diagram_data?: TechnicalDiagramData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  pid_data?: PidData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  pfd_data?: PfdData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  mls_compliance_check?: ComplianceCheck | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  marketplace_compliance_check?: ComplianceCheck | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  schedule_data?: ScheduleData | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  robotics_data?: RoboticsData | null;
  /** The name alone is documented; that it is null, an object or a list is assumed. */
  custom_schema_data?: { [name: string]: any } | any[] | null;
  /** The name alone is documented; what it holds, and null where nothing was found, are assumed. */
  extraction_corrections?: ExtractionCorrections | null;
}

export interface ImageFileDetailsTextRegionsItem {
  text: string;
  bounding_box: ImageFileDetailsTextRegionsItemBoundingBox;
}

export interface ImageFileDetailsTextRegionsItemBoundingBox {
  /** That the range is 0 to 1 is from seed 002, UploadResult. */
  x_min: number;
  /** That the range is 0 to 1 is from seed 002, UploadResult. */
  y_min: number;
  /** That the range is 0 to 1 is from seed 002, UploadResult. */
  x_max: number;
  /** That the range is 0 to 1 is from seed 002, UploadResult. */
  y_max: number;
}

export interface ImageFileDetailsFullDescriptionsItem {
  /** That it may be null is assumed. */
  description?: string | null;
  /**
   * The class has more fields; only these two are shown. That it may be null, and is an integer, is public (SDK of
   * March 2026, FullDescription).
   */
  processing_time_ms?: number | null;
  /** Assumed. */
  operation_id?: string;
  /** Assumed. */
  confidence_score?: number | null;
  /** Assumed. */
  tags?: string[] | null;
  /** Assumed. */
  visible_text?: string | null;
  /** Assumed: as on other resources. */
  created_at?: string;
}

export interface ImageFileDetailsProcessingHistoryItem {
  /** Opaque. The example of the same repository leaves it out. */
  id?: string;
  /** describe, verify and rules are named. Here describe is the description; generate_variants is assumed. */
  operation_type: string;
  /** The example shows completed; that the words are those of ComponentStatus is assumed. */
  status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped';
  /** When the operation started. */
  created_at?: string | null;
  /** That it is set when the operation failed is assumed. */
  completed_at?: string | null;
  error_message?: string | null;
}

export interface ImageFileDetailsDimensions {
  width?: number;
  height?: number;
}

/** An image as files.list shows it. */
export interface ImageFileSummary {
  id: string;
  /** The SDK types the title as optional (seed 000). */
  title: string | null;
  /** Optional in the SDK types (seed 000). */
  filename: string | null;
  /** Optional in the SDK types (seed 000). */
  thumbnail_url: string | null;
  /** The REST list carries it; the SDK's summary types leave it out (seed 000). Optional in its details types. */
  upload_description: string | null;
  tags: string[];
  size_bytes: number;
  created_at: string;
  /** Optional in the SDK types (seed 000). */
  content_created_at: string | null;
  has_full_description: boolean;
  primary_status: 'pending' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  /** Optional in the SDK types (seed 000). */
  description_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Null is shown; a text in the SDK types (seed 000). */
  description_error: string | null;
  content_type: string;
  media_type: 'image';
  /** Optional in the SDK types (seed 000). */
  content_category: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  /** The four values are listed under Streaming Upload. Null is shown for an image. */
  document_type: 'pdf' | 'docx' | 'txt' | 'md' | null;
  /** Null is shown for an image; a link has a text. */
  source_url: string | null;
  /** That it may be null is assumed. */
  visible_text: string | null;
  dimensions: ImageFileSummaryDimensions;
  /** That it may be null is assumed. */
  format: string | null;
  /** That it may be null is assumed. */
  variant_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** That it may be null is assumed. */
  variant_count: number | null;
  /** That it may be null is assumed. */
  medium_url: string | null;
  /** That it may be null is assumed. */
  full_url: string | null;
  /** That it may be null is assumed. */
  blur_hash: string | null;
}

export interface ImageFileSummaryDimensions {
  width?: number;
  height?: number;
}

/** files.processing_status of an image. */
export interface ImageProcessingStatus {
  /** Assumed: only a document's answer is shown. */
  image_id: string;
  /** Assumed: only a document's answer is shown. */
  variant_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Assumed: only a document's answer is shown. */
  description_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Assumed: only a document's answer is shown. */
  filename: string;
  /** Assumed: only a document's answer is shown. */
  created_at: string;
  /** Assumed: only a document's answer is shown. */
  processing_started_at: string | null;
  /** Assumed: only a document's answer is shown. */
  completed_at: string | null;
  /** Assumed: only a document's answer is shown. */
  error_message: string | null;
}

/** The answer of files.analyze_async. */
export interface JobAccepted {
  job_id: string;
  status: 'processing';
  poll_url: string;
}

/** Where the parts of a sheet stand. */
export interface LayoutRegionData {
  /** Assumed: no document shows this payload. */
  regions: LayoutRegionDataRegionsItem[];
}

export interface LayoutRegionDataRegionsItem {
  /** Assumed: no document shows this payload. */
  type: string;
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  confidence: number;
  /** Assumed: no document shows this payload. */
  bounding_box: LayoutRegionDataRegionsItemBoundingBox;
}

/** Assumed: no document shows this payload. */
export interface LayoutRegionDataRegionsItemBoundingBox {
  /** Assumed: no document shows this payload. */
  x_min: number;
  /** Assumed: no document shows this payload. */
  y_min: number;
  /** Assumed: no document shows this payload. */
  x_max: number;
  /** Assumed: no document shows this payload. */
  y_max: number;
}

/** The legend of a plan or a map. */
export interface LegendData {
  /** Assumed: no document shows this payload. */
  title: string;
  /** Assumed: no document shows this payload. */
  items: LegendDataItemsItem[];
}

export interface LegendDataItemsItem {
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  symbol: string;
  /** Assumed: no document shows this payload. */
  count: number;
}

/** The answer to links.create. */
export interface LinkCreatedAnswer {
  id: string;
  source_url: string;
  domain: string;
  title?: string | null;
  /** skipped is seed 001's ComponentStatus. */
  crawl_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped';
  is_duplicate?: boolean;
  created_at: string;
}

/** A link as files.get shows it. */
export interface LinkFileDetails {
  id: string;
  media_type: 'link';
  size_bytes: number;
  content_type: string;
  created_at: string;
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  hash?: string;
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  upload_method?: 'STREAMING' | 'presigned' | 'multipart';
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  has_full_description?: boolean;
  title?: string | null;
  filename?: string | null;
  original_filename?: string | null;
  tags?: string[];
  content_created_at?: string | null;
  updated_at?: string | null;
  content_category?: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  upload_description?: string | null;
  user_description?: string | null;
  description_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  description_error?: string | null;
  /** Documented for the list alone; that the details have it too is assumed. Assumed. */
  primary_status?: 'pending' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  /** The values are the SDK's; that the details carry them is assumed. Assumed. */
  description_error_type?: 'timeout' | 'rate_limit' | 'vlm_error' | 'validation' | 'resource_limit' | 'unknown' | null;
  /** The SDK's is_retryable; that the details carry it is assumed. Assumed. */
  description_is_retryable?: boolean | null;
  /** Always null for descriptions (seed 002, UploadResult). */
  confidence_score?: number | null;
  thumbnail_url?: string | null;
  source_url?: string | null;
  domain?: string | null;
  og_metadata?: LinkFileDetailsOgMetadata | null;
  favicon_url?: string | null;
  page_title?: string | null;
  crawl_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  crawl_error?: string | null;
  crawled_at?: string | null;
  extracted_images?: LinkFileDetailsExtractedImages | null;
  extracted_images_count?: number | null;
}

export interface LinkFileDetailsOgMetadata {
  title?: string | null;
  description?: string | null;
  image_url?: string | null;
  /** Its name there; the SDK's is image_url. */
  image?: string | null;
  site_name?: string | null;
  type?: string | null;
  locale?: string | null;
}

export interface LinkFileDetailsExtractedImages {
  /** An object whose keys are not shown. Assumed. */
  images?: LinkFileDetailsExtractedImagesImagesItem[];
}

export interface LinkFileDetailsExtractedImagesImagesItem {
  /** An object whose keys are not shown. Assumed. */
  url?: string;
  /** An object whose keys are not shown. Assumed. */
  alt?: string | null;
}

/** A link as files.list shows it. */
export interface LinkFileSummary {
  id: string;
  /** The SDK types the title as optional (seed 000). */
  title: string | null;
  /** Optional in the SDK types (seed 000). */
  filename: string | null;
  /** Optional in the SDK types (seed 000). */
  thumbnail_url: string | null;
  /** The REST list carries it; the SDK's summary types leave it out (seed 000). Optional in its details types. */
  upload_description: string | null;
  tags: string[];
  size_bytes: number;
  created_at: string;
  /** Optional in the SDK types (seed 000). */
  content_created_at: string | null;
  has_full_description: boolean;
  primary_status: 'pending' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  /** Optional in the SDK types (seed 000). */
  description_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Null is shown; a text in the SDK types (seed 000). */
  description_error: string | null;
  content_type: string;
  media_type: 'link';
  /** Optional in the SDK types (seed 000). */
  content_category: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  /** The four values are listed under Streaming Upload. Null is shown for an image. */
  document_type: 'pdf' | 'docx' | 'txt' | 'md' | null;
  /** Null is shown for an image; a link has a text. */
  source_url: string;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  visible_text?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  variant_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  variant_count?: number | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  medium_url?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  full_url?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  dimensions?: { [name: string]: any } | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  format?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  blur_hash?: string | null;
  /** That it may be null is assumed. */
  domain: string | null;
  /** That it may be null is assumed. */
  og_metadata: LinkFileSummaryOgMetadata | null;
  /** That it may be null is assumed. */
  favicon_url: string | null;
  /** That it may be null is assumed. */
  crawl_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** That it may be null is assumed. */
  extracted_images: LinkFileSummaryExtractedImages | null;
  /** That it may be null is assumed. */
  extracted_images_count: number | null;
}

/** That it may be null is assumed. */
export interface LinkFileSummaryOgMetadata {
  title?: string | null;
  description?: string | null;
  image_url?: string | null;
  /** Its name there; the SDK's is image_url. */
  image?: string | null;
  site_name?: string | null;
  type?: string | null;
  locale?: string | null;
}

/** That it may be null is assumed. */
export interface LinkFileSummaryExtractedImages {
  /** An object whose keys are not shown. Assumed. */
  images?: LinkFileSummaryExtractedImagesImagesItem[];
}

export interface LinkFileSummaryExtractedImagesImagesItem {
  /** An object whose keys are not shown. Assumed. */
  url?: string;
  /** An object whose keys are not shown. Assumed. */
  alt?: string | null;
}

/** The answer to links.recrawl. */
export interface LinkRecrawlAnswer {
  status: 'queued';
  link_id: string;
}

/** A refusal of LlamaCloud. */
export interface LlamaError {
  detail: string;
}

/** A file of LlamaCloud. */
export interface LlamaFile {
  /** The examples of the reference are dfl- and a UUID. */
  id: string;
  name: string;
  project_id: string;
  expires_at?: string | null;
  external_file_id?: string | null;
  file_type?: string | null;
  last_modified_at?: string | null;
  purpose?: 'user_data' | 'parse' | 'extract' | 'classify' | 'split' | 'sheet' | 'agent_app' | null;
  download_url?: LlamaPresignedUrl | null;
}

/** A page of files of LlamaCloud. */
export interface LlamaFilePage {
  items: LlamaFile[];
  /** Null on the last page; never empty, which would let the C# SDK ask for ever. */
  next_page_token?: string | null;
  total_size?: number | null;
}

/** The body of llama.files.query. */
export interface LlamaFileQuery {
  filter?: LlamaFileQueryFilter | null;
  /** Fields with commas between, each ascending or with desc behind it. The length is a limit of ours. */
  order_by?: string | null;
  /** Above 1,000 it is taken as 1,000; null and 0 as 50 (assumed). */
  page_size?: number | null;
  page_token?: string | null;
}

export interface LlamaFileQueryFilter {
  data_source_id?: string | null;
  /** The length is a limit of ours. */
  external_file_id?: string | null;
  file_ids?: string[] | null;
  /** Taken as exact (assumed). */
  file_name?: string | null;
  only_manually_uploaded?: boolean | null;
  project_id?: string | null;
}

/** A URL of a file's bytes that needs no key. */
export interface LlamaPresignedUrl {
  expires_at: string;
  url: string;
  /** For uploads; null with a download. */
  form_fields?: { [name: string]: any } | null;
}

/** The form of llama.files.create. */
export interface LlamaUploadRequest {
  /** With a file name, up to 512 MB, not empty. */
  file: string;
  purpose: 'user_data' | 'parse' | 'extract' | 'classify' | 'split' | 'sheet' | 'agent_app';
  /** The length is a limit of ours. Several files may have the same (assumed). */
  external_file_id?: string;
}

/** A 422 of LlamaCloud. */
export interface LlamaValidationError {
  detail: LlamaValidationErrorDetailItem[];
}

export interface LlamaValidationErrorDetailItem {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** What is in a picture of a mine. */
export interface MiningData {
  /** Assumed: no document shows this payload. */
  site_type: string;
  /** Assumed: no document shows this payload. */
  equipment: MiningDataEquipmentItem[];
  /** Assumed: no document shows this payload. */
  materials: string[];
  /** Assumed: no document shows this payload. */
  hazards: MiningDataHazardsItem[];
  /** Assumed: no document shows this payload. */
  signage: string[];
}

export interface MiningDataEquipmentItem {
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  state: string;
  /** Assumed: no document shows this payload. */
  confidence: number;
}

export interface MiningDataHazardsItem {
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  severity: 'low' | 'medium' | 'high';
}

/** The body of folders.move_files. */
export interface MoveFilesRequest {
  file_ids: string[];
  folder_id: string | null;
}

/** The body of folders.move. */
export interface MoveFolderRequest {
  new_parent_id: string | null;
}

/** The answer to direct_uploads.create for several parts. */
export interface MultipartUploadAnswer {
  upload_id: string;
  upload_mode: 'multipart';
  media_type: 'image' | 'document' | 'video';
  s3_upload_id: string;
  /** Kind, tenant, hash and extension; the example is of a video. */
  object_key: string;
  /** 10,000 is the most parts S3 takes: assumed. */
  part_urls: MultipartUploadAnswerPartUrlsItem[];
  part_size_bytes: number;
  /** 10,000 is the most parts S3 takes: assumed. */
  total_parts: number;
  expires_at: string;
  bucket_name: string;
}

export interface MultipartUploadAnswerPartUrlsItem {
  part_number: number;
  url: string;
  expires_at: string;
}

/** The 413 of the streaming uploads. */
export interface PayloadTooLargeError {
  error: PayloadTooLargeErrorError;
  request_id: string;
  /** Its place at the top of the body is assumed. */
  suggestion: PayloadTooLargeErrorSuggestion;
}

export interface PayloadTooLargeErrorError {
  code: string;
  message: string;
  /** That it may be null is assumed. */
  details?: PayloadTooLargeErrorErrorDetails | null;
}

/** That it may be null is assumed. */
export interface PayloadTooLargeErrorErrorDetails {
  field?: string | null;
  issue?: string | null;
}

/** Its place at the top of the body is assumed. */
export interface PayloadTooLargeErrorSuggestion {
  endpoint: string;
}

/** What is in a process flow diagram. */
export interface PfdData {
  /** Assumed: no document shows this payload. */
  drawing_number: string;
  /** Assumed: no document shows this payload. */
  process: string | null;
  /** Assumed: no document shows this payload. */
  equipment: PfdDataEquipmentItem[];
  /** Assumed: no document shows this payload. */
  streams: PfdDataStreamsItem[];
}

export interface PfdDataEquipmentItem {
  /** Assumed: no document shows this payload. */
  tag: string;
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  confidence: number;
}

export interface PfdDataStreamsItem {
  /** Assumed: no document shows this payload. */
  number: string;
  /** Assumed: no document shows this payload. */
  from: string;
  /** Assumed: no document shows this payload. */
  to: string;
  /** Assumed: no document shows this payload. */
  temperature_c: number;
  /** Assumed: no document shows this payload. */
  pressure_bar: number;
}

/** What is in a piping and instrumentation diagram. */
export interface PidData {
  /** Assumed: no document shows this payload. */
  drawing_number: string;
  /** Assumed: no document shows this payload. */
  equipment: PidDataEquipmentItem[];
  /** Assumed: no document shows this payload. */
  instruments: PidDataInstrumentsItem[];
  /** Assumed: no document shows this payload. */
  lines: PidDataLinesItem[];
}

export interface PidDataEquipmentItem {
  /** Assumed: no document shows this payload. */
  tag: string;
  /** Assumed: no document shows this payload. */
  type: string | null;
  /** Assumed: no document shows this payload. */
  confidence: number;
}

export interface PidDataInstrumentsItem {
  /** Assumed: no document shows this payload. */
  tag: string;
  /** Assumed: no document shows this payload. */
  function: string;
  /** Assumed: no document shows this payload. */
  confidence: number;
}

export interface PidDataLinesItem {
  /** Assumed: no document shows this payload. */
  number: string;
  /** Assumed: no document shows this payload. */
  size: string;
  /** Assumed: no document shows this payload. */
  service: string;
}

/** The answer of files.processing_status, by media type. */
export type ProcessingStatus = DocumentProcessingStatus | ImageProcessingStatus | VideoProcessingStatus;

/** A project. */
export interface Project {
  id: string;
  name: string;
  /** That it may be null is assumed. */
  description: string | null;
  /** That it may be null is assumed. */
  icon: string | null;
  /** That it may be null is assumed. */
  color: string | null;
  project_type: 'general' | 'real_estate';
  is_default: boolean;
  folder_count: number;
  file_count: number;
  /** That it may be null is assumed. */
  created_by: string | null;
  created_at: string;
  updated_at: string;
}

/** The answer of projects.delete. */
export interface ProjectDeleted {
  /** Assumed: after files.delete. */
  id: string;
  /** Assumed: after files.delete. */
  message: string;
}

/** One page of projects.list. */
export interface ProjectList {
  items: ProjectListItemsItem[];
  /** Assumed: after the other lists of seed 001. */
  total_count?: number;
  /** Assumed: after the other lists of seed 001. */
  limit?: number;
  /** Assumed: after the other lists of seed 001. */
  offset?: number;
  /** Assumed: after the other lists of seed 001. */
  has_more?: boolean;
}

export interface ProjectListItemsItem {
  id: string;
  name: string;
  /** That it may be null is assumed. */
  description: string | null;
  /** That it may be null is assumed. */
  icon: string | null;
  /** That it may be null is assumed. */
  color: string | null;
  project_type: 'general' | 'real_estate';
  is_default: boolean;
  folder_count: number;
  file_count: number;
  /** That it may be null is assumed. */
  created_by: string | null;
  created_at: string;
  updated_at: string;
}

/** The answer to files.quota_check. */
export interface QuotaCheck {
  can_proceed: boolean;
  requested: number;
  /** -1 on unlimited tiers: assumed. */
  available: number;
  monthly_limit: number;
  current_usage: number;
  prepaid_credits: number;
  /** Optional in QuotaInfo (seed 002). */
  max_batch_size: number | null;
  /** Optional in QuotaInfo (seed 002). */
  max_concurrent_uploads: number | null;
  /** Null where nothing is short; a text describes the shortfall. */
  message: string | null;
}

/** What is in a picture of a property. */
export interface RealEstateData {
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  image_context: string;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  room_type: string | null;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  architectural_style: string;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  exterior_materials: string[];
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  roof_type: string | null;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  flooring: string | null;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  countertops: string | null;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  cabinetry: string | null;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  condition: 'excellent' | 'good' | 'fair' | 'poor';
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  renovation_status: string;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  staging_quality: string;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  finish_level: string;
  /** Assumed: public: scopix.ai, industries/real-estate names what it covers; the field names are ours. */
  selling_points: string[];
}

/** The body of folders.rename. */
export interface RenameFolderRequest {
  name: string;
}

/** The answer to direct_uploads.retry_part. */
export interface RetryPartAnswer {
  upload_id: string;
  /** 1-indexed; 10,000 is the most parts S3 takes: assumed. */
  part_number: number;
  url: string;
  /** In the example later than that of the upload. */
  expires_at: string;
}

/** The body of direct_uploads.retry_part. */
export interface RetryPartRequest {
  /** 1-indexed; 10,000 is the most parts S3 takes: assumed. */
  part_number: number;
}

/** The answer of files.review_extraction. */
export interface ReviewExtractionAnswer {
  image_id: string;
  domain_name: 'architectural_design' | 'ce_plan' | 'layout_region' | 'legend' | 'mining' | 'real_estate' |
    'technical_diagram' | 'pid' | 'pfd' | 'text_regions' | 'mls_compliance' | 'schedule';
  corrections: Corrections;
  updated_at: string;
}

/** The body of files.review_extraction; at least one of the two. */
export interface ReviewExtractionRequest {
  /** By path of an item: confirmed or rejected. That null means absent is assumed. */
  item_reviews?: { [name: string]: any } | null;
  /** By path of a field: the corrected data. That null means absent is assumed. */
  field_edits?: { [name: string]: any } | null;
}

/** What is in a picture of a robot. */
export interface RoboticsData {
  /** Assumed: no document shows this payload. */
  robot_type: string;
  /** Assumed: no document shows this payload. */
  environment: string;
  /** Assumed: no document shows this payload. */
  operational_state: string;
  /** Assumed: no document shows this payload. */
  components: RoboticsDataComponentsItem[];
  /** Assumed: no document shows this payload. */
  safety_features: string[];
}

export interface RoboticsDataComponentsItem {
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  condition: 'good' | 'worn' | 'damaged';
  /** Assumed: no document shows this payload. */
  confidence: number;
}

/** A table on a sheet. */
export interface ScheduleData {
  /** Assumed: no document shows this payload. */
  title: string;
  /** Assumed: no document shows this payload. */
  items: ScheduleDataItemsItem[];
}

export interface ScheduleDataItemsItem {
  /** Assumed: no document shows this payload. */
  mark: string;
  /** Assumed: no document shows this payload. */
  description: string;
  /** Assumed: no document shows this payload. */
  size: string;
  /** Assumed: no document shows this payload. */
  quantity: number;
}

/** The answer of files.search. */
export interface SearchAnswer {
  query: string;
  items: SearchAnswerItemsItem[];
  total_count: number;
  search_time_ms: number;
}

export interface SearchAnswerItemsItem {
  chunk_id: string;
  document_id: string;
  document_filename: string;
  chunk_index: number;
  content: string;
  page_numbers: number[];
  heading_hierarchy: string[];
  similarity_score: number;
  metadata: SearchAnswerItemsItemMetadata;
}

export interface SearchAnswerItemsItemMetadata {
  chunk_type: string;
}

/** The body of files.search. */
export interface SearchRequest {
  query: string;
  /** That null means the default is assumed. */
  limit?: number | null;
  /** That null means the default is assumed. */
  similarity_threshold?: number | null;
  /** The limit is assumed. That null means absent is assumed. */
  document_ids?: string[] | null;
}

/** One page of sessions.list. */
export interface SessionList {
  items: SessionListItemsItem[];
  total_count: number;
  limit: number;
  offset: number;
  has_more: boolean;
}

export interface SessionListItemsItem {
  session_id: string;
  status: 'pending' | 'uploading' | 'processing' | 'completed' | 'failed' | 'expired' | 'cancelled';
  upload_method: 'streaming' | 'presigned';
  total_files: number;
  completed_files: number;
  failed_files: number;
  skipped_files: number;
  progress_percentage: number;
  created_at: string;
  /** That it may be null is assumed. */
  completed_at: string | null;
}

/** One page of sessions.results. */
export interface SessionResults {
  session_id: string;
  results: SessionResultsResultsItem[];
  total_count: number;
  offset: number;
  limit: number;
  has_more: boolean;
  summary: SessionResultsSummary;
}

export interface SessionResultsResultsItem {
  /** Null for a rejected file: assumed. */
  file_id: string | null;
  filename: string;
  /** The three values are public. */
  status: 'completed' | 'failed' | 'skipped';
  /** That it may be null is assumed. */
  description: string | null;
  /** That it may be null is assumed. */
  visible_text: string | null;
  /** That it may be null is assumed. */
  tags: string[] | null;
  /** Shown as null alone; that it may be a number is assumed. */
  processing_time_ms: number | null;
  /** Shown as null alone; that it may be a text is assumed. */
  error_message: string | null;
  /** That it may be null is assumed. */
  thumbnail_url: string | null;
  /** That it may be null is assumed. */
  created_at: string | null;
}

export interface SessionResultsSummary {
  total_files: number;
  completed: number;
  failed: number;
  skipped: number;
}

/** The answer to sessions.status and sessions.cancel. */
export interface SessionStatus {
  session_id: string;
  status: 'pending' | 'uploading' | 'processing' | 'completed' | 'failed' | 'expired' | 'cancelled';
  total_files: number;
  completed_files: number;
  failed_files: number;
  skipped_files: number;
  pending_files: number;
  progress_percentage: number;
  created_at: string;
  /** That it may be null is assumed. */
  started_at: string | null;
  completed_at: string | null;
  /** Shown as null alone; that it may be a moment is assumed. */
  estimated_completion_time: string | null;
  recent_completions: SessionStatusRecentCompletionsItem[];
  recent_errors: SessionStatusRecentErrorsItem[];
  results_url: string;
  websocket_channel: string;
}

export interface SessionStatusRecentCompletionsItem {
  filename: string;
  /** That it may be null is assumed. */
  file_id: string | null;
  /** The three values are public. */
  status: 'completed' | 'failed' | 'skipped';
  /** That it may be null is assumed. */
  description: string | null;
  /** Shown as null alone; that it may be a number is assumed. */
  processing_time_ms: number | null;
}

export interface SessionStatusRecentErrorsItem {
  filename: string;
  index: number;
  error: string;
  retryable: boolean;
}

/** The answer to sessions.summary. */
export interface SessionSummary {
  session_id: string;
  /** Only processing is shown; the other values are assumed. */
  overall_status: 'uploading' | 'confirming' | 'queued' | 'processing' | 'completed' | 'failed' |
    'partially_completed' | 'pending' | 'expired' | 'cancelled';
  completion_percentage: number;
  counts: SessionSummaryCounts;
  description_counts: SessionSummaryDescriptionCounts;
  error_summary: SessionSummaryErrorSummary;
  created_at: string;
  /** That it may be null is assumed. */
  last_activity_at: string | null;
}

export interface SessionSummaryCounts {
  total: number;
  uploading: number;
  confirming: number;
  queued: number;
  processing: number;
  completed: number;
  failed: number;
  partially_completed: number;
  stuck: number;
}

export interface SessionSummaryDescriptionCounts {
  pending: number;
  processing: number;
  completed: number;
  failed: number;
  skipped: number;
}

export interface SessionSummaryErrorSummary {
  count: number;
  /** That the items are strings is assumed: the example is empty. */
  messages: string[];
}

/** The answer of files.similar. */
export interface SimilarImages {
  reference_image_id: string;
  items: SimilarImagesItemsItem[];
  total_count: number;
}

export interface SimilarImagesItemsItem {
  image_id: string;
  /** That it may be null is assumed. */
  title: string | null;
  /** That it may be null is assumed. */
  description: string | null;
  /** That it ends at 1 is assumed. */
  relevance_score: number;
  /** That it ends at 1 is assumed. */
  vector_similarity: number;
  /** That it may be null is assumed. */
  thumbnail_url: string | null;
  /** That it may be null is assumed. */
  medium_url: string | null;
  /** That it may be null is assumed. */
  full_url: string | null;
  /** That it may be null is assumed. */
  folder_id: string | null;
  created_at: string;
}

/** The answer to direct_uploads.create for one PUT. */
export interface SingleShotUploadAnswer {
  upload_id: string;
  upload_mode: 'single_shot';
  media_type: 'image' | 'document' | 'video';
  method: 'PUT';
  presigned_url: string;
  headers: SingleShotUploadAnswerHeaders;
  /** Kind, tenant, hash and extension; the example is of a video. */
  object_key: string;
  expires_at: string;
  max_size_bytes: number;
  bucket_name: string;
}

export interface SingleShotUploadAnswerHeaders {
  'Content-Type': string;
  'x-amz-checksum-sha256': string;
  'x-amz-sdk-checksum-algorithm': 'SHA256';
}

/** The answer to sessions.stuck. */
export interface StuckUploads {
  stuck_count: number;
  /** Any media type: the name is historical. */
  images: UploadStatus[];
}

/** What is in a technical drawing. */
export interface TechnicalDiagramData {
  /** Assumed: no document shows this payload. */
  diagram_type: string;
  /** Assumed: no document shows this payload. */
  drawing_number: string;
  /** Assumed: no document shows this payload. */
  revision: string;
  /** Assumed: no document shows this payload. */
  components: TechnicalDiagramDataComponentsItem[];
  /** Assumed: no document shows this payload. */
  connections: TechnicalDiagramDataConnectionsItem[];
  /** Assumed: no document shows this payload. */
  labels: string[];
}

export interface TechnicalDiagramDataComponentsItem {
  /** Assumed: no document shows this payload. */
  id: string;
  /** Assumed: no document shows this payload. */
  name: string;
  /** Assumed: no document shows this payload. */
  confidence: number;
}

export interface TechnicalDiagramDataConnectionsItem {
  /** Assumed: no document shows this payload. */
  from: string;
  /** Assumed: no document shows this payload. */
  to: string;
}

/** The answer to telemetry.log. */
export interface TelemetryAnswer {
  status: 'logged';
  timestamp: string;
}

/** The body of telemetry.log. */
export interface TelemetryRequest {
  /** That it may not be empty is assumed. */
  event_type: string;
  /** That it may not be empty is assumed. */
  message: string;
  /** At most 10 KB serialized, which our schema vocabulary does not say. That null means absent is assumed. */
  data?: { [name: string]: any } | null;
  /** The length of 50 is public; any text is taken: assumed. That null means absent is assumed. */
  timestamp?: string | null;
  /** That null means absent is assumed. */
  session_id?: string | null;
  /** That null means absent is assumed. */
  file_index?: number | null;
  /** That null means absent is assumed. */
  file_name?: string | null;
}

/** The answer to files.trigger_variants. */
export interface TriggerVariantsAnswer {
  /** That it is never false is assumed: failures are errors. */
  success: boolean;
  message: string;
  /** Opaque. */
  task_id: string;
  /** The example shows processing; that it is a ComponentStatus is assumed. */
  current_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped';
  image_id: string;
  /** True when the generation was in progress already; the other example leaves it out. */
  skipped_duplicate?: boolean;
}

/** The answer to files.update. */
export interface UpdateFileAnswer {
  id: string;
  /** That it may be null is assumed. */
  title: string | null;
  tags: string[];
  /** That it is null after a reset is assumed. */
  user_description: string | null;
  /** That it may be null is assumed. */
  upload_description: string | null;
  updated_at: string;
}

/** The body of files.update. */
export interface UpdateFileRequest {
  /** That null means unchanged is assumed. */
  title?: string | null;
  /** That null means unchanged, and that no tag is empty, is assumed. */
  tags?: string[] | null;
  /** Null resets it to the AI's description. */
  user_description?: string | null;
}

/** The body of projects.update. */
export interface UpdateProjectRequest {
  /** Assumed: after projects.create. */
  name?: string | null;
  /** Assumed: after projects.create. */
  description?: string | null;
  /** Assumed: after projects.create. */
  icon?: string | null;
  /** Assumed: after projects.create. */
  color?: string | null;
}

/** The answer to files.upload. */
export interface UploadAnswer {
  /** Null for a skipped file: allowed, assumed. */
  file_id: string | null;
  upload_method: 'STREAMING';
  status: 'completed' | 'processing' | 'skipped';
  processing_time_ms: number;
  upload_completed: boolean;
  thumbnail_generation_started: boolean;
  analysis_started: boolean;
  skipped: boolean;
  /** Null unless skipped is true. */
  existing_file_id: string | null;
  storage_target: 'default' | 'custom';
  media_type: 'image' | 'document' | 'video';
  /** Null but for documents. */
  document_type: 'pdf' | 'docx' | 'txt' | 'md' | null;
  /** Null but for documents. */
  text_extraction_status: 'pending' | 'processing' | 'completed' | 'failed' | null;
}

/** The answer to files.upload_batch. */
export interface UploadBatchAnswer {
  session_id: string;
  total_files: number;
  accepted_files: number;
  rejected_files: number;
  status: 'completed' | 'partial' | 'processing' | 'rejected';
  /** Null for larger batches: public. */
  immediate_results: UploadBatchAnswerImmediateResultsItem[] | null;
  status_url: string;
  websocket_channel: string;
  /** Shown as null alone; that it may be a list is assumed. */
  rejections: UploadBatchAnswerRejectionsItem[] | null;
}

export interface UploadBatchAnswerImmediateResultsItem {
  /** Null for a file that failed: assumed. */
  file_id: string | null;
  filename: string;
  status: 'completed' | 'failed' | 'skipped';
  /** That it may be null is assumed. */
  processing_time_ms: number | null;
  skipped: boolean;
  /** Null unless skipped is true. */
  existing_file_id: string | null;
  /** Shown as null alone; that it may be a text is assumed. */
  error: string | null;
  storage_target: 'default' | 'custom';
  /** Null for a file that failed: assumed. */
  media_type: 'image' | 'document' | 'video' | null;
  /** Null but for documents, as in files.upload. */
  document_type: 'pdf' | 'docx' | 'txt' | 'md' | null;
  /** Null but for documents, as in files.upload. */
  text_extraction_status: 'pending' | 'processing' | 'completed' | 'failed' | null;
}

export interface UploadBatchAnswerRejectionsItem {
  filename: string;
  index: number;
  reason: string;
  retryable: boolean;
}

/** The form of files.upload_batch. */
export interface UploadBatchRequest {
  /** One part for each file, each up to 100 MB; how many is the tier's: 10, 50, 100 or 200. */
  files: string[];
  /**
   * With commas between; at most 40 of at most 50 characters (Limits & Constraints). The length of all is a limit of
   * ours.
   */
  tags?: string;
  auto_describe?: boolean;
  skip_duplicates?: boolean;
  /** The values of files.upload. */
  storage_target?: 'default' | 'custom';
  folder_id?: string;
  /** Used when there is no folder_id. */
  project_id?: string;
  content_category?: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment';
  custom_schema_id?: string;
  compliance_type?: 'mls' | 'marketplace';
  /** Required with compliance_type. The length is a limit of ours. */
  compliance_standard?: string;
  compliance_image_type?: 'main' | 'secondary';
}

/** The form of files.upload. */
export interface UploadRequest {
  /** Up to 100 MB. What it is is told by its bytes. */
  file: string;
  title?: string;
  /**
   * With commas between; at most 40 of at most 50 characters (Limits & Constraints). The length of all is a limit of
   * ours.
   */
  tags?: string;
  auto_describe?: boolean;
  skip_duplicates?: boolean;
  /** The values of files.upload. */
  storage_target?: 'default' | 'custom';
  folder_id?: string;
  /** Used when there is no folder_id. */
  project_id?: string;
  content_category?: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment';
  custom_schema_id?: string;
  compliance_type?: 'mls' | 'marketplace';
  /** Required with compliance_type. The length is a limit of ours. */
  compliance_standard?: string;
  compliance_image_type?: 'main' | 'secondary';
}

/** The answer to uploads.status. */
export interface UploadStatus {
  file_id: string;
  /**
   * A batch, or the direct upload itself, whose id it has (assumed). Null for a file that came in neither way: assumed.
   */
  session_id: string | null;
  unified_status: 'uploading' | 'confirming' | 'queued' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  component_statuses: UploadStatusComponentStatuses;
  processing_ids: string[];
  /** Shown as null alone; that it may be a text is assumed. */
  error_message: string | null;
  /** Shown as null alone; that it may be a moment is assumed. */
  last_error_at: string | null;
  created_at: string;
  last_updated_at: string;
  /** Shown as null alone; that it may be a moment is assumed. */
  completed_at: string | null;
  retry_count: number;
  /** That it may be null is assumed. */
  processing_duration_seconds: number | null;
  is_stuck: boolean;
  is_terminal: boolean;
}

export interface UploadStatusComponentStatuses {
  variant_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  description_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Open: completed and streaming are shown. That it may be null is assumed. */
  upload_status: string | null;
  /** Open: processing is shown. */
  processing_status: string | null;
}

/** A video as files.get shows it. */
export interface VideoFileDetails {
  id: string;
  media_type: 'video';
  size_bytes: number;
  content_type: string;
  created_at: string;
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  hash?: string;
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  upload_method?: 'STREAMING' | 'presigned' | 'multipart';
  /** Required by the SDK type, absent from the REST example; the suite asks for it. */
  has_full_description?: boolean;
  title?: string | null;
  filename: string | null;
  original_filename?: string | null;
  tags?: string[];
  content_created_at?: string | null;
  updated_at?: string | null;
  content_category?: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  upload_description?: string | null;
  user_description?: string | null;
  description_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  description_error?: string | null;
  /** Documented for the list alone; that the details have it too is assumed. Assumed. */
  primary_status?: 'pending' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  /** The values are the SDK's; that the details carry them is assumed. Assumed. */
  description_error_type?: 'timeout' | 'rate_limit' | 'vlm_error' | 'validation' | 'resource_limit' | 'unknown' | null;
  /** The SDK's is_retryable; that the details carry it is assumed. Assumed. */
  description_is_retryable?: boolean | null;
  /** Always null for descriptions (seed 002, UploadResult). */
  confidence_score?: number | null;
  thumbnail_url: string | null;
  /** That it may be null is assumed. */
  duration_seconds: number | null;
  /** That it may be null is assumed. */
  frame_rate: number | null;
  /** That it may be null is assumed. */
  video_codec: string | null;
  /** That it may be null is assumed. */
  resolution: string | null;
  /** That it may be null is assumed. */
  analysis_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  dimensions?: VideoFileDetailsDimensions | null;
  format?: string | null;
  blur_hash?: string | null;
  video_url?: string | null;
  video_metadata?: VideoFileDetailsVideoMetadata | null;
  video_analysis_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  video_analysis_job_id?: string | null;
  scene_count?: number | null;
  has_audio_transcript?: boolean | null;
  analysis_skipped?: boolean;
  analysis_skip_reason?: string | null;
  credits_required_for_analysis?: number | null;
}

export interface VideoFileDetailsDimensions {
  width?: number;
  height?: number;
}

export interface VideoFileDetailsVideoMetadata {
  duration_seconds?: number | null;
  resolution?: string | null;
  width?: number | null;
  height?: number | null;
  frame_rate?: number | null;
  video_codec?: string | null;
  audio_codec?: string | null;
  bitrate_kbps?: number | null;
  file_size_bytes?: number | null;
  format_name?: string | null;
}

/** A video as files.list shows it. */
export interface VideoFileSummary {
  id: string;
  /** The SDK types the title as optional (seed 000). */
  title: string | null;
  /** Optional in the SDK types (seed 000). */
  filename: string | null;
  /** Optional in the SDK types (seed 000). */
  thumbnail_url: string | null;
  /** The REST list carries it; the SDK's summary types leave it out (seed 000). Optional in its details types. */
  upload_description: string | null;
  tags: string[];
  size_bytes: number;
  created_at: string;
  /** Optional in the SDK types (seed 000). */
  content_created_at: string | null;
  has_full_description: boolean;
  primary_status: 'pending' | 'processing' | 'completed' | 'failed' | 'partially_completed';
  /** Optional in the SDK types (seed 000). */
  description_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Null is shown; a text in the SDK types (seed 000). */
  description_error: string | null;
  content_type: string;
  media_type: 'video';
  /** Optional in the SDK types (seed 000). */
  content_category: 'general' | 'blueprint' | 'ce_plan' | 'technical_diagram' | 'architectural_design' |
    'product_photo' | 'real_estate' | 'mining' | 'robotics' | 'artwork' | 'screenshot' | 'document' | 'map' | 'pid' |
    'pfd' | 'construction' | 'facility_assessment' | null;
  /** The four values are listed under Streaming Upload. Null is shown for an image. */
  document_type: 'pdf' | 'docx' | 'txt' | 'md' | null;
  /** Null is shown for an image; a link has a text. */
  source_url: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  visible_text?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  variant_status?: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  variant_count?: number | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  medium_url?: string | null;
  /** Shown on an image; that every media type has it is assumed. Assumed. */
  full_url?: string | null;
  /** That it may be null is assumed. */
  duration_seconds: number | null;
  /** That it may be null is assumed. */
  frame_rate: number | null;
  /** That it may be null is assumed. */
  video_codec: string | null;
  /** That it may be null is assumed. */
  resolution: string | null;
  /** That it may be null is assumed. */
  video_analysis_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** The SDK's summary prints it; the REST list does not show it. That it may be null is assumed. */
  scene_count?: number | null;
  /** Assumed. */
  dimensions?: VideoFileSummaryDimensions | null;
  /** Assumed. */
  format?: string | null;
  /** Assumed. */
  blur_hash?: string | null;
}

/** Assumed. */
export interface VideoFileSummaryDimensions {
  width?: number;
  height?: number;
}

/** files.processing_status of a video. */
export interface VideoProcessingStatus {
  /** Assumed: only a document's answer is shown. */
  video_id: string;
  /** Assumed: only a document's answer is shown. */
  video_analysis_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Assumed: only a document's answer is shown. */
  description_status: 'pending' | 'queued' | 'processing' | 'completed' | 'failed' | 'skipped' | null;
  /** Assumed: only a document's answer is shown. */
  filename: string;
  /** Assumed: only a document's answer is shown. */
  created_at: string;
  /** Assumed: only a document's answer is shown. */
  processing_started_at: string | null;
  /** Assumed: only a document's answer is shown. */
  completed_at: string | null;
  /** Assumed: only a document's answer is shown. */
  error_message: string | null;
}

/** The answer to videos.scenes. */
export interface VideoScenes {
  video_id: string;
  count: number;
  scenes: VideoScenesScenesItem[];
}

export interface VideoScenesScenesItem {
  scene_id: string;
  scene_index: number;
  start_time: number;
  end_time: number;
  time_range_formatted: string;
  description: string;
  tags: string[];
  visible_text: string | null;
  /** That it may be null is the SDK's typing. */
  confidence_score: number | null;
  embedding_status: 'pending' | 'completed';
  /** There a path of its own; here the video's thumbnail: assumed. */
  thumbnail_url: string | null;
  created_at: string | null;
}

/** The id of an operation. */
export type OperationId = 'files.upload' | 'files.upload_batch' | 'files.list' | 'files.get' | 'files.download' |
  'files.variant' | 'files.trigger_variants' | 'files.update' | 'files.delete' | 'files.batch_delete' |
  'files.review_extraction' | 'files.quota_check' | 'files.check_duplicates' | 'uploads.status' | 'sessions.list' |
  'sessions.status' | 'sessions.results' | 'sessions.cancel' | 'sessions.summary' | 'sessions.stuck' |
  'direct_uploads.create' | 'direct_uploads.get' | 'direct_uploads.confirm_part' | 'direct_uploads.retry_part' |
  'direct_uploads.complete' | 'direct_uploads.abort' | 'telemetry.log' | 'projects.list' | 'projects.create' |
  'projects.get' | 'projects.update' | 'projects.delete' | 'folders.list' | 'folders.create' | 'folders.move_files' |
  'folders.get' | 'folders.breadcrumbs' | 'folders.rename' | 'folders.move' | 'folders.delete' |
  'files.export_columns' | 'files.export' | 'data.descriptions' | 'data.export' | 'data.export_status' |
  'files.text' | 'files.chunks' | 'files.digitization' | 'files.digitization_page' | 'files.digitization_status' |
  'files.processing_status' | 'files.search' | 'files.analyze' | 'files.analyze_async' | 'jobs.get' |
  'videos.scenes' | 'links.create' | 'links.recrawl' | 'files.similar' | 'sessions.channel' | 'llama.files.create' |
  'llama.files.list' | 'llama.files.query' | 'llama.files.retrieve' | 'llama.files.delete' | 'llama.files.content';

/** The body of each operation's success, by the operation's id. */
export interface Responses {
  'files.upload': UploadAnswer;
  'files.upload_batch': UploadBatchAnswer;
  'files.list': FileList;
  'files.get': FileDetails;
  'files.update': UpdateFileAnswer;
  'files.delete': DeleteFileAnswer;
  'files.trigger_variants': TriggerVariantsAnswer;
  'files.batch_delete': BatchDeleteAnswer;
  'files.review_extraction': ReviewExtractionAnswer;
  'files.quota_check': QuotaCheck;
  'files.check_duplicates': CheckDuplicatesAnswer;
  'uploads.status': UploadStatus;
  'sessions.list': SessionList;
  'sessions.status': SessionStatus;
  'sessions.results': SessionResults;
  'sessions.cancel': SessionStatus;
  'sessions.summary': SessionSummary;
  'sessions.stuck': StuckUploads;
  'direct_uploads.create': DirectUploadAnswer;
  'direct_uploads.get': DirectUploadState;
  'direct_uploads.abort': AbortUploadAnswer;
  'direct_uploads.confirm_part': ConfirmPartAnswer;
  'direct_uploads.retry_part': RetryPartAnswer;
  'direct_uploads.complete': CompleteUploadAnswer;
  'telemetry.log': TelemetryAnswer;
  'projects.list': ProjectList;
  'projects.create': Project;
  'projects.get': Project;
  'projects.update': Project;
  'projects.delete': ProjectDeleted;
  'folders.list': FolderList;
  'folders.create': Folder;
  'folders.move_files': FilesMoved;
  'folders.get': FolderContents;
  'folders.rename': Folder;
  'folders.delete': FolderDeleted;
  'folders.breadcrumbs': FolderPath;
  'folders.move': Folder;
  'files.export_columns': ExportColumns;
  'files.export': ExportAnswer;
  'data.descriptions': Descriptions;
  'data.export': DataExport;
  'data.export_status': DataExport;
  'files.text': DocumentText;
  'files.chunks': ChunkList;
  'files.digitization': Digitization;
  'files.digitization_page': DigitizationPage;
  'files.digitization_status': DigitizationStatus;
  'files.processing_status': ProcessingStatus;
  'files.search': SearchAnswer;
  'files.analyze': AnalysisAnswer;
  'files.analyze_async': JobAccepted;
  'jobs.get': AnalysisAnswer;
  'videos.scenes': VideoScenes;
  'links.create': LinkCreatedAnswer;
  'links.recrawl': LinkRecrawlAnswer;
  'files.similar': SimilarImages;
  'llama.files.create': LlamaFile;
  'llama.files.list': LlamaFilePage;
  'llama.files.query': LlamaFilePage;
  'llama.files.retrieve': LlamaFile;
  'llama.files.content': LlamaPresignedUrl;
}
