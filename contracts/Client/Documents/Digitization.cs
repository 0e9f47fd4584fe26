using System.Collections.ObjectModel;

namespace Scopix.Client;

/// <summary>The structure of a document, page by page (seed 001, Document Operations).</summary>
public sealed record Digitization : ScopixRecord
{
    public string DocumentId { get; init => field = value ?? ""; } = "";

    public ProcessingState Status { get; init; }

    public int TotalPages { get; init; }

    public int CompletedPages { get; init; }

    public int FailedPages { get; init; }

    public IReadOnlyList<DigitizedPage> Pages { get; init => field = value ?? []; } = [];
}

/// <summary>A digitized page, 1-indexed.</summary>
public sealed record DigitizedPage : ScopixRecord
{
    public int PageNumber { get; init; }

    public ProcessingState Status { get; init; }

    public int ElementCount { get; init; }

    public IReadOnlyList<PageElement> Elements { get; init => field = value ?? []; } = [];

    public string? ErrorMessage { get; init; }
}

/// <summary>The progress of digitization, with the numbers of the pages.</summary>
public sealed record DigitizationStatus : ScopixRecord
{
    public string DocumentId { get; init => field = value ?? ""; } = "";

    public ProcessingState Status { get; init; }

    public int TotalPages { get; init; }

    public IReadOnlyDictionary<string, ProcessingState> PageStatuses
    {
        get; init =>
        field = value ?? ReadOnlyDictionary<string, ProcessingState>.Empty;
    } = ReadOnlyDictionary<string, ProcessingState>.Empty;
}

/// <summary>An element of a page.</summary>
public sealed record PageElement : ScopixRecord
{
    public PageElementType Type { get; init; }

    public string Content { get; init => field = value ?? ""; } = "";

    public BoundingBox BoundingBox { get; init => field = value ?? new(); } = new();

    public PageElementMetadata? Metadata { get; init; }
}

/// <summary>A box on a page: upper left corner, width and height as fractions (0–1) of the page.</summary>
public sealed record BoundingBox : ScopixRecord
{
    public double X { get; init; }

    public double Y { get; init; }

    public double W { get; init; }

    public double H { get; init; }
}

/// <summary>A heading's level.</summary>
public sealed record PageElementMetadata : ScopixRecord
{
    public int? Level { get; init; }
}
