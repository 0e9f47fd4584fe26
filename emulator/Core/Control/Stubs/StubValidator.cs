using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Rules;
using Scopix.Fixtures;

namespace Scopix.Emulator.Control.Stubs;

/// <summary>The rules for a <see cref="Stub"/> from outside.</summary>
internal static class StubValidator
{
    public const int MaxTextRegions = 1_000;

    /// <summary>Checks a stub from outside.</summary>
    /// <exception cref="ApiError">422, with the name of the field.</exception>
    public static void Validate(Stub stub)
    {
        if (stub.Filename is { Length: 0 or > 255 }) throw ApiError.Invalid("filename", "must be 1 to 255 characters");
        if (stub.Hash is not null && !RequestParameters.IsSha256(stub.Hash))
            throw ApiError.Invalid("hash", "must be a SHA-256: 64 hex digits");
        if (stub.ContentCategory is not null && !UploadRequest.Categories.Contains(stub.ContentCategory))
            throw ApiError.Invalid("content_category", $"must be one of {string.Join(", ", UploadRequest.Categories)}");
        if (stub.MediaType is not (null or "image" or "document" or "video" or "link"))
            throw ApiError.Invalid("media_type", "must be one of image, document, video, link");
        if (stub.Description is { Length: 0 or > 10_000 }) throw ApiError.Invalid("description", "must be 1 to 10000 characters");
        if (stub.Tags is not null) FileTags.Normalize([.. stub.Tags]);
        if (stub.VisibleText is { Length: > 100_000 }) throw ApiError.Invalid("visible_text", "at most 100000 characters");
        if (stub.ConfidenceScore is { } score && !(score >= 0 && score <= 1))
            throw ApiError.Invalid("confidence_score", "must be between 0 and 1");
        if (stub.Text is { Length: 0 or > 100_000 }) throw ApiError.Invalid("text", "must be 1 to 100000 characters");
        if (stub.Chunks is { Count: 0 or > 1_000 }) throw ApiError.Invalid("chunks", "must be 1 to 1000 texts");
        if (stub.Chunks?.Any(chunk => chunk is not { Length: > 0 and <= 10_000 }) == true)
            throw ApiError.Invalid("chunks", "each must be 1 to 10000 characters");
        StageFailureText.Validate("fail", stub.Fail);
        StubScenes.Check(stub.Scenes);
        ValidateRegions(stub.TextRegions);
        StubData.Check(stub.Data ?? default, stub.ContentCategory, stub.MediaType);
        object?[] outcome =
        [
            stub.Description, stub.Tags, stub.VisibleText, stub.TextRegions, stub.ConfidenceScore, stub.Scenes, stub.Text, stub.Chunks,
            stub.Data,
        ];
        if (outcome.All(part => part is null) == (stub.Fail is null))
            throw ApiError.Invalid("fail",
                "send what the AI returns (description, tags, visible_text, text_regions, confidence_score, scenes, text, chunks, "
                + "data), or fail");
    }

    private static void ValidateRegions(IReadOnlyList<TextRegion>? regions)
    {
        if (regions?.Count > MaxTextRegions) throw ApiError.Invalid("text_regions", $"at most {MaxTextRegions} regions");
        if (regions?.Any(region => region is null || !IsInsideUnitSquare(region.BoundingBox)) == true)
            throw ApiError.Invalid("text_regions", "each bounding box needs 0 <= x_min <= x_max <= 1 and 0 <= y_min <= y_max <= 1");
    }

    private static bool IsInsideUnitSquare(BoundingBox box) =>
        box.XMin >= 0 && box.XMin <= box.XMax && box.XMax <= 1 && box.YMin >= 0 && box.YMin <= box.YMax && box.YMax <= 1;
}
