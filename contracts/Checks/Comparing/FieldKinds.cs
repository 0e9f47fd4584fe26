using System.Collections.Frozen;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>What is compared of a field, by its name and its schema.</summary>
internal static class FieldKinds
{
    /// <summary>Facts of a file, and what a request said.</summary>
    private static readonly FrozenSet<string> Values = FrozenSet.Create(StringComparer.Ordinal,
        "code", "field", "filename", "original_filename", "document_filename", "size_bytes", "content_type", "hash", "name", "icon",
        "color", "width", "height", "depth", "limit", "offset", "page_number", "part_number", "chunk_index", "scene_index", "index",
        "total_parts",
        "part_size_bytes", "parts_confirmed", "progress_percent", "accepted_files", "rejected_files", "completed_files",
        "failed_files", "pending_files", "total_requested", "requested", "max_size_bytes", "field_key", "group", "query",
        "source_url", "domain", "external_file_id", "file_type", "mode", "total", "deleted", "failed", "user_description");

    /// <summary>What depends on all resources of an account.</summary>
    private static readonly FrozenSet<string> Totals = FrozenSet.Create(StringComparer.Ordinal,
        "total_count", "has_more", "has_more_files", "file_count", "folder_count", "subfolder_count", "files_affected",
        "subfolders_affected", "moved", "record_count", "stuck_count", "total_size", "next_page_token", "deduplicated", "is_duplicate",
        "skipped", "skipped_files", "total_files");

    /// <summary>The totals that resources from before change, whatever the requests since then were.</summary>
    private static readonly FrozenSet<string> CountsOthers = FrozenSet.Create(StringComparer.Ordinal,
        "total_count", "has_more", "has_more_files", "file_count", "folder_count", "subfolder_count", "record_count", "stuck_count",
        "total_size", "next_page_token", "deduplicated", "is_duplicate", "skipped", "existing_file_id", "duplicates", "unique");

    /// <summary>What AI makes, what processing has done so far, and what depends on a plan.</summary>
    private static readonly FrozenSet<string> Open = FrozenSet.Create(StringComparer.Ordinal,
        "description", "upload_description", "description_error", "description_error_type", "description_is_retryable",
        "description_generated_at", "full_descriptions", "has_full_description", "content_category", "confidence_score",
        "tags", "visible_text", "text_regions",
        "formatted_document", "processing_history", "extraction_corrections", "corrections", "blur_hash", "extracted_text", "text",
        "chunks", "chunk_count", "total_chunks", "status_counts", "pages", "total_pages", "completed_pages", "failed_pages",
        "page_statuses", "elements", "element_count", "scenes", "scene_count", "count", "statistics", "has_audio_transcript",
        "og_metadata", "extracted_images", "extracted_images_count", "page_title", "favicon_url", "metadata", "variant_count",
        "video_metadata", "image_url", "verification", "can_proceed", "available", "monthly_limit", "current_usage", "prepaid_credits",
        "max_batch_size", "max_concurrent_uploads", "message", "credits_required_for_analysis", "recent_completions", "recent_errors",
        "progress_percentage", "completion_percentage", "estimated_completion_time", "processing_time_ms", "content_created_at",
        "request_id", "created_by", "issue", "suggestion", "title");

    /// <summary>What is compared of a field.</summary>
    /// <param name="name">The name of the field; of an item of a list, that of the list.</param>
    /// <param name="schema">Its schema; null when no document names it.</param>
    public static FieldKind Get(string name, ContractSchema? schema)
    {
        if (Open.Contains(name) || IsExtraction(name)) return FieldKind.Open;
        if (Totals.Contains(name)) return FieldKind.Total;
        if (IsIdentity(name)) return FieldKind.Identity;
        return Values.Contains(name) || schema is { Enumeration.Count: > 0 } || schema?.Types.Contains("boolean") == true
            ? FieldKind.Value : FieldKind.Type;
    }

    /// <summary>Whether resources that no compared request has named can change a field.</summary>
    public static bool DependsOnOthers(string name) => CountsOthers.Contains(name);

    /// <summary>Whether a field says that a file was there already.</summary>
    public static bool MarksDuplicate(string name) => name is "skipped" or "is_duplicate" or "deduplicated";

    /// <summary>What a total counts; null for what is listed.</summary>
    public static string? GetCounted(string name) => name.Contains("folder", StringComparison.Ordinal) ? "folders"
        : name is "total_count" or "has_more" or "next_page_token" ? null : "files";

    public static bool IsIdentity(string name) => name is "id" || name.EndsWith("_id", StringComparison.Ordinal)
        || name.EndsWith("_ids", StringComparison.Ordinal) || name is "channel" or "websocket_channel";

    private static bool IsExtraction(string name) =>
        name.EndsWith("_data", StringComparison.Ordinal) || name.EndsWith("_compliance_check", StringComparison.Ordinal);
}
