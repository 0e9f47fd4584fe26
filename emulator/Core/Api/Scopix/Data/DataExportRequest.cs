using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>The body of <c>POST /data/export</c> (seed 004, Data Export).</summary>
/// <param name="DataType">Only <c>descriptions</c> are documented.</param>
internal sealed record DataExportRequest(string DataType)
{
    /// <summary>The most records of one export.</summary>
    public const int MaxRecords = 100_000;

    /// <summary>csv, json or jsonl; csv when absent (assumed).</summary>
    public string? Format { get; init; }

    /// <summary>The earliest moment.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The latest moment.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>0–1.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>0–1.</summary>
    public double? MaxConfidence { get; init; }

    /// <summary>Any of these in the description.</summary>
    public string[]? SearchTerms { get; init; }

    /// <summary>single, batch.</summary>
    public string[]? SourceTypes { get; init; }

    /// <summary>False leaves the metadata out; true when absent.</summary>
    public bool? IncludeMetadata { get; init; }

    /// <summary>True takes descriptions that failed too, and says of each which it is; false when absent.</summary>
    public bool? IncludeFailed { get; init; }

    /// <summary>The fields to write, in this order; all when absent.</summary>
    public string[]? Fields { get; init; }

    /// <summary>1–100,000 records. Without it more than 100,000 are a failure.</summary>
    public int? Limit { get; init; }

    /// <summary>What to write.</summary>
    /// <exception cref="ApiError">422 naming the field and the limit.</exception>
    public DataExportPlan ToPlan()
    {
        if (DataType != "descriptions") throw ApiError.Invalid("data_type", "must be descriptions");
        if (Format is not (null or "csv" or "json" or "jsonl")) throw ApiError.Invalid("format", "must be one of csv, json, jsonl");
        if (MinConfidence is < 0 or > 1) throw ApiError.Invalid("min_confidence", "must be between 0 and 1");
        if (MaxConfidence is < 0 or > 1) throw ApiError.Invalid("max_confidence", "must be between 0 and 1");
        if (Limit is < 1 or > MaxRecords) throw ApiError.Invalid("limit", $"must be between 1 and {MaxRecords}");
        var filter = new DescriptionFilter(StartDate, EndDate, (MinConfidence, MaxConfidence), ValidateTerms(), ValidateSources(),
            IncludeFailed == true);
        return new DataExportPlan(Format ?? "csv", filter, DataFields.SelectFields(Fields, IncludeMetadata ?? true, IncludeFailed == true),
            Limit);
    }

    private string[] ValidateTerms()
    {
        if (SearchTerms is null) return [];
        if (SearchTerms.Length > DescriptionFilter.MaxTerms)
            throw ApiError.Invalid("search_terms", $"at most {DescriptionFilter.MaxTerms} terms, got {SearchTerms.Length}");
        return [.. SearchTerms
            .Select(term =>
                RequestParameters.ValidateText("search_terms", RequireItem("search_terms", term), DescriptionFilter.MaxTermLength, "body")
                    .Trim()).Where(term => term.Length > 0)];
    }

    private string[] ValidateSources() => SourceTypes is null
        ? [] : [.. SourceTypes.Select(source => DescriptionFilter.SourceTypes.Contains(source)
        ? source
        : throw ApiError.Invalid("source_types", $"must be of {string.Join(", ", DescriptionFilter.SourceTypes)}")).Distinct()];

    private static string RequireItem(string field, string? item) => item ?? throw ApiError.Invalid(field, "has an item of the wrong type");
}

/// <summary>What an export writes.</summary>
/// <param name="Format">csv, json or jsonl.</param>
/// <param name="Filter">Which descriptions.</param>
/// <param name="Fields">Which of their fields, in order.</param>
/// <param name="Limit">How many at most; null for all, if they are not too many.</param>
internal sealed record DataExportPlan(string Format, DescriptionFilter Filter, string[] Fields, int? Limit);
