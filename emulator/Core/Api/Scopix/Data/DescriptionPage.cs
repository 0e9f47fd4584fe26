using System.Globalization;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>A page of the processing history (seed 004, Processing History).</summary>
internal sealed record DescriptionPage(
    DescriptionResource[] Items, int TotalCount, int Limit, int Offset, bool HasMore, DescriptionHistoryStatistics Statistics,
    FiltersApplied FiltersApplied);

/// <summary>One description.</summary>
/// <param name="Id"><c>desc_</c> and the file's id without dashes.</param>
/// <param name="Type">Always <c>description</c>.</param>
/// <param name="SourceType">single or batch.</param>
/// <param name="SourceId"><c>op_</c> and the id of the file or its batch without dashes (assumed).</param>
/// <param name="CreatedAt">When the description was made (assumed), or failed.</param>
/// <param name="ImageUrl">Presigned, one hour.</param>
/// <param name="Description">The AI's; null when it failed.</param>
/// <param name="ConfidenceScore">Null: descriptions have none.</param>
/// <param name="Verification">Null.</param>
/// <param name="ImageId">The file's id, as in every other answer (assumed: the example has <c>img_xyz789</c>).</param>
/// <param name="Metadata">Which file it is (assumed: the example's is empty).</param>
internal sealed record DescriptionResource(
    string Id, string Type, string SourceType, string SourceId, DateTimeOffset CreatedAt, Uri ImageUrl, string? Description,
    double? ConfidenceScore, JsonElement? Verification, string ImageId, DescriptionMetadata Metadata)
{
    /// <summary>The description of a file.</summary>
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

/// <summary>Which file a description is of.</summary>
internal sealed record DescriptionMetadata(string FileId, string Filename);

/// <summary>The numbers of everything that fits the filters.</summary>
/// <param name="TotalCount">Descriptions.</param>
/// <param name="AverageConfidence">0 where nothing has a confidence (assumed).</param>
/// <param name="ConfidenceDistribution">Empty where nothing has a confidence (assumed).</param>
/// <param name="DailyCounts">Days in UTC that have any, the earliest first.</param>
/// <param name="SourceDistribution">The sources that occur.</param>
internal sealed record DescriptionHistoryStatistics(
    int TotalCount, double AverageConfidence, Dictionary<string, int> ConfidenceDistribution, List<DailyCount> DailyCounts,
    Dictionary<string, int> SourceDistribution);

/// <summary>The descriptions of a day.</summary>
internal sealed record DailyCount(string Date, int Count);

/// <summary>
/// Which filters had an effect, and a sentence of them. The documented request names both source types and a maximum of 1.0, and
/// its answer calls the sources not filtered and leaves that maximum and the search out of the sentence: so does this.
/// </summary>
internal sealed record FiltersApplied(
    bool DateRangeApplied, bool ConfidenceRangeApplied, bool SearchApplied, bool SourceTypesFiltered, string FilterSummary)
{
    /// <summary>Describes filters; <paramref name="sources"/> are those that leave any out.</summary>
    public static FiltersApplied From(
        DateTimeOffset? from, DateTimeOffset? to, (double? Min, double? Max) confidence, bool search, string[] sources)
    {
        List<string> said = [];
        if (from is not null || to is not null) said.Add("Date: " + (from, to) switch
        {
            (null, { } last) => $"until {FormatDay(last)}",
            ({ } first, null) => $"from {FormatDay(first)}",
            var (first, last) => $"{FormatDay(first!.Value)} to {FormatDay(last!.Value)}",
        });
        if (confidence.Min is { } min and > 0) said.Add(FormattableString.Invariant($"Min confidence: {min}"));
        if (confidence.Max is { } max and < 1) said.Add(FormattableString.Invariant($"Max confidence: {max}"));
        if (sources.Length > 0) said.Add($"Source types: {string.Join(", ", sources)}");
        return new FiltersApplied(
            from is not null || to is not null, confidence is not (null, null), search, sources.Length > 0,
            said.Count > 0 ? string.Join(", ", said) : "No filters applied");
    }

    private static string FormatDay(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
