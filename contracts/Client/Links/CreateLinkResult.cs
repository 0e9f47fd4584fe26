namespace Scopix.Client;

/// <summary>A saved link; <see cref="IsDuplicate"/> is true when a link with this address existed.</summary>
public sealed record CreateLinkResult : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string SourceUrl { get; init => field = value ?? ""; } = "";

    public string Domain { get; init => field = value ?? ""; } = "";

    public string? Title { get; init; }

    public DescriptionStatus CrawlStatus { get; init; }

    public bool IsDuplicate { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A link that will be crawled again.</summary>
public sealed record RecrawlLinkResult : ScopixRecord
{
    public string Status { get; init => field = value ?? ""; } = "";

    public string LinkId { get; init => field = value ?? ""; } = "";
}
