namespace Scopix.Client;

/// <summary>Selects descriptions of the history (seed 004, Processing History). A property that is null does not filter.</summary>
public sealed record DescriptionQuery
{
    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? EndDate { get; init; }

    /// <summary>The lowest confidence, 0–1; descriptions have none.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>The highest confidence, 0–1.</summary>
    public double? MaxConfidence { get; init; }

    /// <summary>Words to search for, without commas.</summary>
    public IReadOnlyList<string>? Search { get; init; }

    /// <summary><c>single</c>, <c>batch</c>.</summary>
    public IReadOnlyList<string>? SourceTypes { get; init; }

    public int? Offset { get; init; }

    /// <summary>The number of records in a page, 1–1000; 100 when null.</summary>
    public int? Limit { get; init; }

    internal string ToPath() => new RequestPath("/data/descriptions")
        .Add("start_date", StartDate).Add("end_date", EndDate).Add("min_confidence", MinConfidence).Add("max_confidence", MaxConfidence)
        .Add("search", Search is null ? null : string.Join(',', Search))
        .Add("source_types", SourceTypes is null ? null : string.Join(',', SourceTypes))
        .Add("offset", Offset).Add("limit", Limit).ToString();
}

/// <summary>Selects what an export of the history contains (seed 004, Data Export).</summary>
public sealed record DataExportRequest
{
    /// <summary>Always <c>descriptions</c>, the only type.</summary>
    public string DataType { get; init => field = value ?? "descriptions"; } = "descriptions";

    public DataExportFormat? Format { get; init; }

    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? EndDate { get; init; }

    /// <summary>The lowest confidence, 0–1.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>The highest confidence, 0–1.</summary>
    public double? MaxConfidence { get; init; }

    public IReadOnlyList<string>? SearchTerms { get; init; }

    public IReadOnlyList<string>? SourceTypes { get; init; }

    /// <summary>True when null.</summary>
    public bool? IncludeMetadata { get; init; }

    /// <summary>False when null.</summary>
    public bool? IncludeFailed { get; init; }

    /// <summary>The fields to write; all when null.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The number of records, at most 100,000.</summary>
    public int? Limit { get; init; }
}
