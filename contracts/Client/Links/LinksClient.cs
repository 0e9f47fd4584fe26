namespace Scopix.Client;

/// <summary>Links (public: the older generation's paths; the current ones are not documented).</summary>
public sealed class LinksClient
{
    private readonly Transport _transport;

    internal LinksClient(Transport transport) => _transport = transport;

    /// <summary>Saves a link.</summary>
    public Task<LinkCreated> CreateAsync(NewLink link, CancellationToken cancel = default) =>
        _transport.AskAsync(Ask.Post("/api/v2/user-files/links", link, ClientJson.Default.NewLink), ClientJson.Default.LinkCreated, cancel);

    /// <summary>Has a link crawled again.</summary>
    public Task<LinkRecrawl> RecrawlAsync(string linkId, CancellationToken cancel = default) =>
        _transport.AskAsync(Ask.Post($"/api/v2/user-files/{Query.Step(linkId)}/recrawl"), ClientJson.Default.LinkRecrawl, cancel);
}

/// <summary>A link to be saved.</summary>
public sealed record NewLink
{
    /// <summary>The address.</summary>
    public required string Url { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? FolderId { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>Crawl it at once; true when null.</summary>
    public bool? AutoCrawl { get; init; }
}
