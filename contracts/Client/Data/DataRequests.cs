namespace Scopix.Client;

/// <summary>Which descriptions of the history (seed 004, Processing History). What is null does not filter.</summary>
public sealed record DescriptionQuery
{
    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? EndDate { get; init; }

    /// <summary>0–1; descriptions have none.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>0–1.</summary>
    public double? MaxConfidence { get; init; }

    /// <summary>Words, without commas.</summary>
    public IReadOnlyList<string>? Search { get; init; }

    /// <summary><c>single</c>, <c>batch</c>.</summary>
    public IReadOnlyList<string>? SourceTypes { get; init; }

    public int? Offset { get; init; }

    /// <summary>1–1000; 100 when null.</summary>
    public int? Limit { get; init; }

    internal string ToPath() => new RequestPath("/data/descriptions")
        .Add("start_date", StartDate).Add("end_date", EndDate).Add("min_confidence", MinConfidence).Add("max_confidence", MaxConfidence)
        .Add("search", Search is null ? null : string.Join(',', Search))
        .Add("source_types", SourceTypes is null ? null : string.Join(',', SourceTypes))
        .Add("offset", Offset).Add("limit", Limit).ToString();
}

/// <summary>What an export of the history holds (seed 004, Data Export).</summary>
public sealed record DataExportRequest
{
    /// <summary><c>descriptions</c> is all there is.</summary>
    public string DataType { get; init => field = value ?? "descriptions"; } = "descriptions";

    public DataExportFormat? Format { get; init; }

    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? EndDate { get; init; }

    /// <summary>0–1.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>0–1.</summary>
    public double? MaxConfidence { get; init; }

    public IReadOnlyList<string>? SearchTerms { get; init; }

    public IReadOnlyList<string>? SourceTypes { get; init; }

    /// <summary>True when null.</summary>
    public bool? IncludeMetadata { get; init; }

    /// <summary>False when null.</summary>
    public bool? IncludeFailed { get; init; }

    /// <summary>Fields to be written; all when null.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>At most 100000.</summary>
    public int? Limit { get; init; }
}
