using System.Text.Json;

namespace Scopix.Client;

/// <summary>A page of the history of descriptions (seed 004, Processing History).</summary>
public sealed record DescriptionPage : ScopixRecord
{
    public IReadOnlyList<DescriptionItem> Items { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }

    public int Limit { get; init; }

    public int Offset { get; init; }

    public bool HasMore { get; init; }

    public DescriptionStatistics Statistics { get; init => field = value ?? new(); } = new();

    public FiltersApplied FiltersApplied { get; init => field = value ?? new(); } = new();
}

/// <summary>A description of the history.</summary>
public sealed record DescriptionItem : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string Type { get; init => field = value ?? ""; } = "";

    public string SourceType { get; init => field = value ?? ""; } = "";

    public string SourceId { get; init => field = value ?? ""; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public string ImageUrl { get; init => field = value ?? ""; } = "";

    public string? Description { get; init; }

    /// <summary>The confidence, 0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    public JsonElement? Verification { get; init; }

    public string ImageId { get; init => field = value ?? ""; } = "";

    public JsonElement? Metadata { get; init; }
}

/// <summary>Statistics of all descriptions that match the filters.</summary>
public sealed record DescriptionStatistics : ScopixRecord
{
    public int TotalCount { get; init; }

    public double AverageConfidence { get; init; }

    public IReadOnlyDictionary<string, int>? ConfidenceDistribution { get; init; }

    public IReadOnlyList<DailyCount>? DailyCounts { get; init; }

    public IReadOnlyDictionary<string, int>? SourceDistribution { get; init; }
}

/// <summary>The number of descriptions of one day.</summary>
public sealed record DailyCount : ScopixRecord
{
    public string Date { get; init => field = value ?? ""; } = "";

    public int Count { get; init; }
}

/// <summary>Which filters were applied.</summary>
public sealed record FiltersApplied : ScopixRecord
{
    public bool DateRangeApplied { get; init; }

    public bool ConfidenceRangeApplied { get; init; }

    public bool SearchApplied { get; init; }

    public bool SourceTypesFiltered { get; init; }

    public string FilterSummary { get; init => field = value ?? ""; } = "";
}
