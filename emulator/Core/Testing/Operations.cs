// The ids of the operations, for faults and for what the journal has. Written from the contracts by make types; do not edit.
namespace Scopix.Emulator;

/// <summary>The ids of the operations, for faults and for what the journal has.</summary>
public static class Operations
{
    /// <summary>The operations <c>files.*</c>.</summary>
    public static class Files
    {
        /// <summary>All of this family.</summary>
        public const string All = "files.*";
        /// <summary>Upload a single file of up to 100 MB: <c>POST /api/v2/files/upload</c>.</summary>
        public const string Upload = "files.upload";
        /// <summary>Upload several files in one request, as a session: <c>POST /api/v2/files/upload/batch</c>.</summary>
        public const string UploadBatch = "files.upload_batch";
        /// <summary>List files with full-text search and filters: <c>GET /api/v2/files</c>.</summary>
        public const string List = "files.list";
        /// <summary>Get a file with everything that is known of it, by media type: <c>GET /api/v2/files/{file_id}</c>.</summary>
        public const string Get = "files.get";
        /// <summary>Get a temporary URL of the original file: <c>GET /api/v2/files/{file_id}/download</c>.</summary>
        public const string Download = "files.download";
        /// <summary>Get a temporary URL of a smaller picture of an image: <c>GET /api/v2/files/{file_id}/variant/{variant_type}</c>.</summary>
        public const string Variant = "files.variant";
        /// <summary>Queue the generation of an image's variants again: <c>POST /api/v2/files/{file_id}/trigger-variants</c>.</summary>
        public const string TriggerVariants = "files.trigger_variants";
        /// <summary>Change a file's title, tags or description: <c>PATCH /api/v2/files/{file_id}</c>.</summary>
        public const string Update = "files.update";
        /// <summary>Delete a file softly: it can be brought back within 30 days: <c>DELETE /api/v2/files/{file_id}</c>.</summary>
        public const string Delete = "files.delete";
        /// <summary>Delete up to 100 files, each reported by itself: <c>POST /api/v2/files/batch-delete</c>.</summary>
        public const string BatchDelete = "files.batch_delete";
        /// <summary>Confirm, reject or edit what the AI extracted from an image: <c>PATCH /api/v2/files/{file_id}/extractions/{domain_name}/review</c>.</summary>
        public const string ReviewExtraction = "files.review_extraction";
        /// <summary>Ask whether a number of uploads fits the quota: <c>GET /api/v2/files/quota-check</c>.</summary>
        public const string QuotaCheck = "files.quota_check";
        /// <summary>Ask which content hashes exist already: <c>POST /api/v2/files/check-duplicates</c>.</summary>
        public const string CheckDuplicates = "files.check_duplicates";
        /// <summary>List the columns that an export may have: <c>GET /api/v2/files/export/columns</c>.</summary>
        public const string ExportColumns = "files.export_columns";
        /// <summary>Export a table of files as CSV, XLSX, DOCX or a Google sheet: <c>POST /api/v2/files/export</c>.</summary>
        public const string Export = "files.export";
        /// <summary>Get the plain text of a document: <c>GET /api/v2/files/{file_id}/text</c>.</summary>
        public const string Text = "files.text";
        /// <summary>Get the chunks of a document: <c>GET /api/v2/files/{file_id}/chunks</c>.</summary>
        public const string Chunks = "files.chunks";
        /// <summary>Get the digitized pages of a document: <c>GET /api/v2/files/{file_id}/digitization</c>.</summary>
        public const string Digitization = "files.digitization";
        /// <summary>Get one digitized page: <c>GET /api/v2/files/{file_id}/digitization/pages/{page_number}</c>.</summary>
        public const string DigitizationPage = "files.digitization_page";
        /// <summary>Get the progress of a digitization: <c>GET /api/v2/files/{file_id}/digitization/status</c>.</summary>
        public const string DigitizationStatus = "files.digitization_status";
        /// <summary>Get the processing status of an image, a document or a video: <c>GET /api/v2/files/{file_id}/processing-status</c>.</summary>
        public const string ProcessingStatus = "files.processing_status";
        /// <summary>Search the chunks of documents by meaning: <c>POST /api/v2/files/search</c>.</summary>
        public const string Search = "files.search";
        /// <summary>Upload a document and get its text in the same call: <c>POST /api/v2/files/analyze</c>.</summary>
        public const string Analyze = "files.analyze";
        /// <summary>Upload a document and get a job to ask for its text: <c>POST /api/v2/files/analyze/async</c>.</summary>
        public const string AnalyzeAsync = "files.analyze_async";
        /// <summary>Find images that look like this one: <c>GET /api/v2/files/{file_id}/similar</c>.</summary>
        public const string Similar = "files.similar";
    }

    /// <summary>The operations <c>uploads.*</c>.</summary>
    public static class Uploads
    {
        /// <summary>All of this family.</summary>
        public const string All = "uploads.*";
        /// <summary>Get the upload and processing status of a file in one: <c>GET /api/v2/files/uploads-status/{file_id}</c>.</summary>
        public const string Status = "uploads.status";
    }

    /// <summary>The operations <c>sessions.*</c>.</summary>
    public static class Sessions
    {
        /// <summary>All of this family.</summary>
        public const string All = "sessions.*";
        /// <summary>List upload sessions, the newest first: <c>GET /api/v2/files/sessions</c>.</summary>
        public const string List = "sessions.list";
        /// <summary>Get a session's progress and what happened last: <c>GET /api/v2/files/sessions/{session_id}/status</c>.</summary>
        public const string Status = "sessions.status";
        /// <summary>Get what came of each file of a session: <c>GET /api/v2/files/sessions/{session_id}/results</c>.</summary>
        public const string Results = "sessions.results";
        /// <summary>Cancel a session; finished files keep their results: <c>POST /api/v2/files/sessions/{session_id}/cancel</c>.</summary>
        public const string Cancel = "sessions.cancel";
        /// <summary>Count a session's files by status: <c>GET /api/v2/files/sessions/{session_id}/summary</c>.</summary>
        public const string Summary = "sessions.summary";
        /// <summary>List uploads that have made no progress for a while: <c>GET /api/v2/files/sessions/stuck</c>.</summary>
        public const string Stuck = "sessions.stuck";
        /// <summary>Follow a session over a WebSocket: <c>GET /api/v2/ws</c>.</summary>
        public const string Channel = "sessions.channel";
    }

    /// <summary>The operations <c>direct_uploads.*</c>.</summary>
    public static class DirectUploads
    {
        /// <summary>All of this family.</summary>
        public const string All = "direct_uploads.*";
        /// <summary>Announce an upload and get presigned URLs for its bytes: <c>POST /api/v2/files/direct-uploads</c>.</summary>
        public const string Create = "direct_uploads.create";
        /// <summary>Get the state of a direct upload: <c>GET /api/v2/files/direct-uploads/{upload_id}</c>.</summary>
        public const string Get = "direct_uploads.get";
        /// <summary>Confirm an uploaded part by its ETag: <c>POST /api/v2/files/direct-uploads/{upload_id}/parts/confirm</c>.</summary>
        public const string ConfirmPart = "direct_uploads.confirm_part";
        /// <summary>Get a fresh URL for a part: <c>POST /api/v2/files/direct-uploads/{upload_id}/parts/retry</c>.</summary>
        public const string RetryPart = "direct_uploads.retry_part";
        /// <summary>Verify the bytes and make the file: <c>POST /api/v2/files/direct-uploads/{upload_id}/complete</c>.</summary>
        public const string Complete = "direct_uploads.complete";
        /// <summary>Give an upload up: <c>DELETE /api/v2/files/direct-uploads/{upload_id}</c>.</summary>
        public const string Abort = "direct_uploads.abort";
    }

    /// <summary>The operations <c>telemetry.*</c>.</summary>
    public static class Telemetry
    {
        /// <summary>All of this family.</summary>
        public const string All = "telemetry.*";
        /// <summary>Log an event of a client's upload; needs no key: <c>POST /api/v2/files/log-upload-event</c>.</summary>
        public const string Log = "telemetry.log";
    }

    /// <summary>The operations <c>projects.*</c>.</summary>
    public static class Projects
    {
        /// <summary>All of this family.</summary>
        public const string All = "projects.*";
        /// <summary>List projects, the Default project first: <c>GET /api/v2/projects</c>.</summary>
        public const string List = "projects.list";
        /// <summary>Create a project: <c>POST /api/v2/projects</c>.</summary>
        public const string Create = "projects.create";
        /// <summary>Get a project: <c>GET /api/v2/projects/{project_id}</c>.</summary>
        public const string Get = "projects.get";
        /// <summary>Change a project: <c>PATCH /api/v2/projects/{project_id}</c>.</summary>
        public const string Update = "projects.update";
        /// <summary>Delete an empty project: <c>DELETE /api/v2/projects/{project_id}</c>.</summary>
        public const string Delete = "projects.delete";
    }

    /// <summary>The operations <c>folders.*</c>.</summary>
    public static class Folders
    {
        /// <summary>All of this family.</summary>
        public const string All = "folders.*";
        /// <summary>List all folders, flat: <c>GET /api/v2/folders</c>.</summary>
        public const string List = "folders.list";
        /// <summary>Create a folder: <c>POST /api/v2/folders</c>.</summary>
        public const string Create = "folders.create";
        /// <summary>Move files into a folder, or to the top: <c>POST /api/v2/folders/move-files</c>.</summary>
        public const string MoveFiles = "folders.move_files";
        /// <summary>Get a folder and what is directly in it: <c>GET /api/v2/folders/{folder_id}</c>.</summary>
        public const string Get = "folders.get";
        /// <summary>Get the way to a folder: <c>GET /api/v2/folders/{folder_id}/breadcrumbs</c>.</summary>
        public const string Breadcrumbs = "folders.breadcrumbs";
        /// <summary>Rename a folder: <c>PATCH /api/v2/folders/{folder_id}</c>.</summary>
        public const string Rename = "folders.rename";
        /// <summary>Move a folder: <c>POST /api/v2/folders/{folder_id}/move</c>.</summary>
        public const string Move = "folders.move";
        /// <summary>Delete a folder; what is in it moves up or goes with it: <c>DELETE /api/v2/folders/{folder_id}</c>.</summary>
        public const string Delete = "folders.delete";
    }

    /// <summary>The operations <c>data.*</c>.</summary>
    public static class Data
    {
        /// <summary>All of this family.</summary>
        public const string All = "data.*";
        /// <summary>List the history of image descriptions: <c>GET /api/v2/data/descriptions</c>.</summary>
        public const string Descriptions = "data.descriptions";
        /// <summary>Export the history of descriptions as CSV, JSON or JSONL: <c>POST /api/v2/data/export</c>.</summary>
        public const string Export = "data.export";
        /// <summary>Get the state of a data export, and its URL: <c>GET /api/v2/data/export/{export_id}</c>.</summary>
        public const string ExportStatus = "data.export_status";
    }

    /// <summary>The operations <c>jobs.*</c>.</summary>
    public static class Jobs
    {
        /// <summary>All of this family.</summary>
        public const string All = "jobs.*";
        /// <summary>Get what an analysis has come to: <c>GET /api/v2/job/{job_id}</c>.</summary>
        public const string Get = "jobs.get";
    }

    /// <summary>The operations <c>videos.*</c>.</summary>
    public static class Videos
    {
        /// <summary>All of this family.</summary>
        public const string All = "videos.*";
        /// <summary>List the scenes of a video: <c>GET /api/v2/videos/{video_id}/scenes</c>.</summary>
        public const string Scenes = "videos.scenes";
    }

    /// <summary>The operations <c>links.*</c>.</summary>
    public static class Links
    {
        /// <summary>All of this family.</summary>
        public const string All = "links.*";
        /// <summary>Save a web address: <c>POST /api/v2/user-files/links</c>.</summary>
        public const string Create = "links.create";
        /// <summary>Crawl a link again: <c>POST /api/v2/user-files/{link_id}/recrawl</c>.</summary>
        public const string Recrawl = "links.recrawl";
    }

    /// <summary>The operations <c>llama.files.*</c>.</summary>
    public static class LlamaFiles
    {
        /// <summary>All of this family.</summary>
        public const string All = "llama.files.*";
        /// <summary>LlamaCloud: upload a file: <c>POST /api/v1/beta/files</c>.</summary>
        public const string Create = "llama.files.create";
        /// <summary>LlamaCloud: list files: <c>GET /api/v1/beta/files</c>.</summary>
        public const string List = "llama.files.list";
        /// <summary>LlamaCloud: query files (deprecated, still called): <c>POST /api/v1/beta/files/query</c>.</summary>
        public const string Query = "llama.files.query";
        /// <summary>LlamaCloud: get a file: <c>GET /api/v1/beta/files/{file_id}</c>.</summary>
        public const string Retrieve = "llama.files.retrieve";
        /// <summary>LlamaCloud: delete a file: <c>DELETE /api/v1/beta/files/{file_id}</c>.</summary>
        public const string Delete = "llama.files.delete";
        /// <summary>LlamaCloud: get a URL of a file's bytes: <c>GET /api/v1/beta/files/{file_id}/content</c>.</summary>
        public const string Content = "llama.files.content";
    }

    /// <summary>The operations <c>storage.*</c>.</summary>
    public static class Storage
    {
        /// <summary>A request to storage, in the journal alone.</summary>
        public const string Get = "storage.get";
        /// <summary>A request to storage, in the journal alone.</summary>
        public const string Head = "storage.head";
        /// <summary>A request to storage, in the journal alone.</summary>
        public const string Put = "storage.put";
        /// <summary>A request to storage, in the journal alone.</summary>
        public const string PutPart = "storage.put_part";
    }
}
