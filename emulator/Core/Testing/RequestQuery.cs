using Microsoft.AspNetCore.Http.Extensions;

namespace Scopix.Emulator;

/// <summary>Selects requests of a journal. A property that is null does not restrict the result.</summary>
public sealed record RequestQuery
{
    /// <summary>An operation's id, a family (<c>files.*</c>) or <c>*</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>A status (<c>404</c>) or a class of statuses (<c>4xx</c>).</summary>
    public string? Status { get; init; }

    /// <summary>The HTTP method, e.g. <c>POST</c>.</summary>
    public string? Method { get; init; }

    /// <summary>A text that the path contains.</summary>
    public string? Path { get; init; }

    /// <summary>A text that a field's name or a value in the request's or the response's body contains.</summary>
    public string? Search { get; init; }

    /// <summary>The earliest time, inclusive, by the tenant's clock.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The latest time, exclusive, by the tenant's clock.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>True for requests without an operation, false for the others.</summary>
    public bool? IsUnmatched { get; init; }

    /// <summary>True for requests with input that the contracts do not know, false for the others.</summary>
    public bool? HasUnknownInput { get; init; }

    /// <summary>True for requests that a fault acted on, false for the others.</summary>
    public bool? IsFaulted { get; init; }

    /// <summary>The greatest number of requests, 1–1,000; null for 100.</summary>
    public int? Limit { get; init; }

    /// <summary>The number of requests to skip, 0 or more; null for 0.</summary>
    public int? Offset { get; init; }

    /// <summary>True to return the oldest requests first; false for the newest first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>The query string with its question mark; empty when no property is set.</summary>
    internal string ToQueryString(string? format = null)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
            [
                ("operation", Operation), ("status", Status), ("method", Method), ("path", Path), ("search", Search),
                ("since", Format(Since)),
                ("until", Format(Until)),
                ("unmatched", Format(IsUnmatched)), ("unknown", Format(HasUnknownInput)), ("fault", Format(IsFaulted)),
                ("limit", Format(Limit)), ("offset", Format(Offset)),
                ("order", OldestFirst ? "oldest" : null), ("format", format),
            ])
            if (value is not null) query.Add(name, value);
        return query.ToString();
    }

    private static string? Format(DateTimeOffset? time) => time is { } at ? TimestampJsonConverter.Format(at) : null;

    private static string? Format(bool? value) => value is { } given ? (given ? "true" : "false") : null;

    private static string? Format(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
