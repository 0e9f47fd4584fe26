using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Media;

namespace Scopix.Emulator.Control.Imports;

/// <summary>Turns what the source answered about a file into the record of the emulator.</summary>
internal sealed class ImportedFileMapper(string tenant, long seed)
{
    /// <summary>Files with the same bytes share one object, so its extension is that of the first one.</summary>
    private readonly Dictionary<string, string> _objectKeys = [];

    /// <exception cref="ApiError">422: a field breaks a rule of uploads.</exception>
    public FileRecord Map(ImportedFile file)
    {
        var details = file.Details;
        ImportedFileValidator.Validate(file);
        var link = details.MediaType == "link" ? LinkAddress.Parse(details.SourceUrl ?? "") : null;
        var hash = (details.Hash ?? file.Hash)?.ToLowerInvariant() ?? link?.Hash ?? throw ApiError.Invalid("hash", "is required");
        var stages = new ImportedStages(file).Create();
        ImportedFileValidator.Validate(stages);
        return new FileRecord
        {
            Id = details.Id,
            MediaType = details.MediaType,
            Hash = hash,
            ObjectKey = link is null ? GetObjectKey(details, hash) : $"links/{tenant}/{hash}.html",
            ContentType = details.ContentType ?? (link is null ? "application/octet-stream" : "text/html"),
            SizeBytes = details.SizeBytes ?? 0,
            Filename = link?.Url ?? GetFilename(details),
            Title = details.Title,
            Tags = [.. (details.Tags ?? []).OfType<string>()],
            TagsSet = details.Tags is { Length: > 0 } || stages.All(stage => ComponentStatus.IsTerminal(stage.Status)),
            UserDescription = details.UserDescription,
            FolderId = file.FolderId,
            ProjectId = file.ProjectId,
            ContentCategory = details.ContentCategory ?? "general",
            CustomSchemaId = details.CustomSchemaId,
            Compliance = details.MediaType == "image" ? ImportedOutcome.FindCompliance(details) : null,
            UploadMethod = details.UploadMethod ?? "STREAMING",
            CreatedAt = details.CreatedAt,
            ContentCreatedAt = details.ContentCreatedAt,
            UpdatedAt = details.UpdatedAt ?? details.CreatedAt,
            Width = details.Dimensions?.Width ?? details.VideoMetadata?.Width,
            Height = details.Dimensions?.Height ?? details.VideoMetadata?.Height,
            Format = details.Format ?? details.VideoMetadata?.FormatName,
            DocumentType = details.DocumentType,
            PageCount = details.PageCount,
            ChunkCount = details.MediaType == "document" ? details.ChunkCount ?? file.Chunks?.Chunks?.Length : null,
            Language = file.Text?.Metadata?.Language,
            Video = details.MediaType == "video" ? CreateVideo(details) : null,
            Link = link is null ? null : ImportedOutcome.CreateLink(details, link.Url, link.NormalizedUri, hash, seed),
            Outcome = ImportedOutcome.Create(file, stages, hash, seed),
            Corrections = details.ExtractionCorrections?.ToDictionary(domain => domain.Key, domain => ToCorrections(domain.Value)),
            Stages = stages,
        };
    }

    /// <summary>A name that an upload would change is changed here too.</summary>
    private static string GetFilename(ImportedDetails details)
    {
        var name = UploadFilename.Sanitize(details.Filename ?? "");
        if (name.Length > UploadFilename.MaxLength) name = UploadFilename.Sanitize(TextTruncation.Truncate(name, UploadFilename.MaxLength));
        return name.Length == 0 ? "unnamed" : name;
    }

    private string GetObjectKey(ImportedDetails details, string hash)
    {
        if (_objectKeys.TryGetValue(hash, out var known)) return known;
        var key = $"{details.MediaType}s/{tenant}/{hash}.{GetExtension(details)}";
        _objectKeys.Add(hash, key);
        return key;
    }

    private static string GetExtension(ImportedDetails details)
    {
        var extension = details.DocumentType ?? (details.Format == "jpeg" ? "jpg" : details.Format)
            ?? Path.GetExtension(details.Filename ?? "").TrimStart('.');
        return extension.Length is > 0 and <= 16 && extension.All(char.IsAsciiLetterOrDigit) ? extension.ToLowerInvariant() : "bin";
    }

    private static Corrections ToCorrections(ImportedCorrections? corrections) => new(
        (corrections?.ItemReviews ?? []).ToDictionary(review => review.Key, review => review.Value ?? ""), corrections?.FieldEdits ?? []);

    private static VideoRecord CreateVideo(ImportedDetails details) => new(new MovieFacts(
        details.VideoMetadata?.DurationSeconds ?? details.DurationSeconds, details.VideoMetadata?.FrameRate ?? details.FrameRate,
        details.VideoMetadata?.VideoCodec ?? details.VideoCodec, details.VideoMetadata?.AudioCodec))
    {
        JobId = details.VideoAnalysisJobId,
        SkipReason = details.AnalysisSkipReason,
        CreditsRequired = details.CreditsRequiredForAnalysis,
    };
}
