namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>The body of <c>POST /data/export</c> (seed 004, Data Export).</summary>
/// <param name="DataType">Only <c>descriptions</c> are documented.</param>
internal sealed record DataExportRequest(string DataType)
{
    public const int MaxRecords = 100_000;

    /// <summary>csv, json or jsonl; csv when absent (assumed).</summary>
    public string? Format { get; init; }

    /// <summary>Times, both included.</summary>
    public DateTimeOffset? StartDate { get; init; }
    public DateTimeOffset? EndDate { get; init; }

    public double? MinConfidence { get; init; }
    public double? MaxConfidence { get; init; }

    /// <summary>The description has one of these.</summary>
    public string[]? SearchTerms { get; init; }

    public string[]? SourceTypes { get; init; }

    /// <summary>False excludes the metadata; true when absent.</summary>
    public bool? IncludeMetadata { get; init; }

    /// <summary>True includes failed descriptions and the fields that tell them apart; false when absent.</summary>
    public bool? IncludeFailed { get; init; }

    /// <summary>The fields to write, in this order; all when absent.</summary>
    public string[]? Fields { get; init; }

    /// <summary>1–100,000 records. Without a limit, an export of more than 100,000 fails.</summary>
    public int? Limit { get; init; }

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
        return [.. SearchTerms.Select(ValidateTerm).Where(term => term.Length > 0)];
    }

    private static string ValidateTerm(string? term) => term is null
        ? throw ApiError.Invalid("search_terms", "has an item of the wrong type")
        : RequestParameters.ValidateText("search_terms", term, DescriptionFilter.MaxTermLength, "body").Trim();

    private string[] ValidateSources() => [.. (SourceTypes ?? []).Select(ValidateSource).Distinct()];

    private static string ValidateSource(string source) => DescriptionFilter.SourceTypes.Contains(source)
        ? source
        : throw ApiError.Invalid("source_types", $"must be of {string.Join(", ", DescriptionFilter.SourceTypes)}");
}

internal sealed record DataExportPlan(string Format, DescriptionFilter Filter, string[] Fields, int? Limit);
