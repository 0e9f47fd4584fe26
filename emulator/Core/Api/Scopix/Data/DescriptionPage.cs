using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>A page of the processing history (seed 004, Processing History).</summary>
internal sealed record DescriptionPage(
    DescriptionResource[] Items, int TotalCount, int Limit, int Offset, bool HasMore, DescriptionHistoryStatistics Statistics,
    FiltersApplied FiltersApplied);

/// <summary>
/// A description. Assumed are: the form of <c>source_id</c>; that <c>created_at</c> is when the description was completed or failed; that
/// <c>image_id</c> is the file's id, as in every other response (the example has <c>img_xyz789</c>); the contents of the metadata.
/// </summary>
internal sealed record DescriptionResource(
    string Id, string Type, string SourceType, string SourceId, DateTimeOffset CreatedAt, Uri ImageUrl, string? Description,
    double? ConfidenceScore, JsonElement? Verification, string ImageId, DescriptionMetadata Metadata)
{
    public static DescriptionResource From(FileRecord file, FileUrls urls)
    {
        var id = RemoveDashes(file.Id);
        return new DescriptionResource(
            "desc_" + id, "description", file.SessionId is null ? "single" : "batch", "op_" + RemoveDashes(file.SessionId ?? file.Id),
            file.DescribedAt!.Value, urls.GetOriginalUrl(file), file.RevealedOutcome?.Description, null, null, file.Id,
            new DescriptionMetadata(file.Id, file.Filename));
    }

    private static string RemoveDashes(string uuid) => uuid.Replace("-", "", StringComparison.Ordinal);
}

internal sealed record DescriptionMetadata(string FileId, string Filename);

/// <summary>
/// Statistics of all descriptions that fit the filters. No description has a confidence, so the average is 0 and the distribution empty
/// (assumed). Days are in UTC, the earliest first; days and sources without descriptions are left out.
/// </summary>
internal sealed record DescriptionHistoryStatistics(
    int TotalCount, double AverageConfidence, Dictionary<string, int> ConfidenceDistribution, List<DailyCount> DailyCounts,
    Dictionary<string, int> SourceDistribution);

internal sealed record DailyCount(string Date, int Count);

/// <summary>
/// Which filters had an effect, and a summary of them. The documented request names both source types and a maximum of 1.0; its
/// response reports the sources as not filtered, and its summary has neither that maximum nor the search. The emulator does the same.
/// </summary>
internal sealed record FiltersApplied(
    bool DateRangeApplied, bool ConfidenceRangeApplied, bool SearchApplied, bool SourceTypesFiltered, string FilterSummary)
{
    /// <summary>Describes filters; <paramref name="sources"/> is empty when it excludes none.</summary>
    public static FiltersApplied From(
        DateTimeOffset? from, DateTimeOffset? to, (double? Min, double? Max) confidence, bool search, string[] sources)
    {
        List<string> parts = [];
        if (from is not null || to is not null) parts.Add("Date: " + (from, to) switch
        {
            (null, { } last) => $"until {FormatDay(last)}",
            ({ } first, null) => $"from {FormatDay(first)}",
            var (first, last) => $"{FormatDay(first!.Value)} to {FormatDay(last!.Value)}",
        });
        if (confidence.Min is { } min and > 0) parts.Add(FormattableString.Invariant($"Min confidence: {min}"));
        if (confidence.Max is { } max and < 1) parts.Add(FormattableString.Invariant($"Max confidence: {max}"));
        if (sources.Length > 0) parts.Add($"Source types: {string.Join(", ", sources)}");
        return new FiltersApplied(
            from is not null || to is not null, confidence is not (null, null), search, sources.Length > 0,
            parts.Count > 0 ? string.Join(", ", parts) : "No filters applied");
    }

    private static string FormatDay(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
