namespace Scopix.Client;

/// <summary>Links (public: the older generation's paths; the current ones are not documented).</summary>
public sealed class LinksClient
{
    private readonly HttpSender _transport;

    internal LinksClient(HttpSender transport) => _transport = transport;

    /// <summary>Saves a link.</summary>
    public Task<CreateLinkResult> CreateAsync(CreateLinkRequest link, CancellationToken cancel = default) =>
        _transport.SendAsync(ApiRequest.Post("links.create", "/api/v2/user-files/links", link, ClientJson.Default.CreateLinkRequest),
            ClientJson.Default.CreateLinkResult, cancel);

    /// <summary>Has a link crawled again.</summary>
    public Task<RecrawlLinkResult> RecrawlAsync(string linkId, CancellationToken cancel = default) =>
        _transport.SendAsync(ApiRequest.Post("links.recrawl", $"/api/v2/user-files/{RequestPath.EscapeSegment(linkId)}/recrawl"),
            ClientJson.Default.RecrawlLinkResult, cancel);
}

/// <summary>A link to save.</summary>
public sealed record CreateLinkRequest
{
    /// <summary>The address.</summary>
    public required string Url { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? FolderId { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>Crawls the link at once; true when null.</summary>
    public bool? AutoCrawl { get; init; }
}
