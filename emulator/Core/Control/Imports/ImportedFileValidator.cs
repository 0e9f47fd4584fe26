using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Imports;

/// <summary>The rules of uploads and updates for the fields of an imported file, and the range of its numbers and times.</summary>
internal static class ImportedFileValidator
{
    private const int MaxWordLength = 100, MaxPages = 100_000, MaxPixels = 1_000_000;

    private const double MaxSeconds = 1e9;

    /// <exception cref="ApiError">422: a field breaks a rule.</exception>
    public static void Validate(ImportedFile file)
    {
        Validate(file.Details, file.Details.Hash ?? file.Hash);
        foreach (var scene in file.Scenes?.Scenes ?? [])
            if (scene is { StartTime: not (>= 0 and <= MaxSeconds) } or { EndTime: not (>= 0 and <= MaxSeconds) })
                throw ApiError.Invalid("scenes", $"must be within {MaxSeconds} seconds");
        foreach (var (name, value) in file.Details.Others ?? []) BoundedJson.Validate(name, value, RequestContext.MaxJsonBytes);
        foreach (var edit in (file.Details.ExtractionCorrections ?? []).SelectMany(domain => domain.Value?.FieldEdits ?? []))
            BoundedJson.Validate("extraction_corrections", edit.Value, RequestContext.MaxJsonBytes);
    }

    private static void Validate(ImportedDetails details, string? hash)
    {
        RequireId("id", details.Id);
        if (details.MediaType is not ("image" or "document" or "video" or "link"))
            throw ApiError.Invalid("media_type", "must be image, document, video or link");
        if (hash is not null && !RequestParameters.IsSha256(hash))
            throw ApiError.Invalid("hash", "must be a SHA-256 of 64 hex digits");
        if (details.SizeBytes < 0) throw ApiError.Invalid("size_bytes", "must not be negative");
        foreach (var (name, text, max) in ListTexts(details))
            if (text is not null) RequestParameters.ValidateText(name, text, max, "body");
        if (details.Tags is not null && !FileTags.Normalize([.. details.Tags.Select(tag => tag ?? "")]).SequenceEqual(details.Tags))
            throw ApiError.Invalid("tags", "must be trimmed and different");
        if (details.CustomSchemaId is not null) RequestParameters.ParseUuid("custom_schema_id", details.CustomSchemaId, "body");
        RequireTime("created_at", details.CreatedAt);
        RequireTime("updated_at", details.UpdatedAt);
        RequireTime("content_created_at", details.ContentCreatedAt);
        if (details.PageCount is < 0 or > MaxPages) throw ApiError.Invalid("page_count", $"must be 0 to {MaxPages}");
        if (details.Dimensions is { Width: < 0 or > MaxPixels } or { Height: < 0 or > MaxPixels }
            || details.VideoMetadata is { Width: < 0 or > MaxPixels } or { Height: < 0 or > MaxPixels })
            throw ApiError.Invalid("dimensions", $"must be 0 to {MaxPixels} pixels");
    }

    /// <exception cref="ApiError">422: it is not a UUID in lower case.</exception>
    public static void RequireId(string name, string id)
    {
        if (RequestParameters.ParseUuid(name, id, "body") != id) throw ApiError.Invalid(name, "must be in lower case");
    }

    /// <exception cref="ApiError">422: the clock cannot show the time.</exception>
    public static void RequireTime(string name, DateTimeOffset? time)
    {
        if (time < AdjustableClock.Earliest || time > AdjustableClock.Latest)
            throw ApiError.Invalid(name, "must be a time of the years 1970 to 8999");
    }

    /// <exception cref="ApiError">422: the clock cannot show the time at which a stage began or ended.</exception>
    public static void Validate(Stage[] stages)
    {
        foreach (var stage in stages)
        {
            RequireTime(stage.Name, stage.StartedAt);
            RequireTime(stage.Name, stage.EndedAt);
        }
    }

    private static (string Name, string? Text, int Max)[] ListTexts(ImportedDetails details) =>
    [
        ("title", details.Title, 255), ("user_description", details.UserDescription, UpdateFile.MaxDescriptionLength),
        ("content_type", details.ContentType, 255), ("content_category", details.ContentCategory, MaxWordLength),
        ("upload_method", details.UploadMethod, MaxWordLength), ("format", details.Format, MaxWordLength),
        ("document_type", details.DocumentType, MaxWordLength),
    ];
}
