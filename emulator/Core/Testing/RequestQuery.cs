using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>Which requests of a journal.</summary>
public sealed record RequestQuery
{
    /// <summary>An operation's id, a family (<c>files.*</c>) or <c>*</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>A status (<c>404</c>) or its class (<c>4xx</c>).</summary>
    public string? Status { get; init; }

    /// <summary>A verb.</summary>
    public string? Method { get; init; }

    /// <summary>What the path contains.</summary>
    public string? Path { get; init; }

    /// <summary>The first moment, by the tenant's clock.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The moment after the last one.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>True for requests that no operation took, false for the others.</summary>
    public bool? IsUnmatched { get; init; }

    /// <summary>True for requests with input that no contract names, false for the others.</summary>
    public bool? HasUnknownInput { get; init; }

    /// <summary>True for requests that a fault acted on, false for the others.</summary>
    public bool? IsFaulted { get; init; }

    /// <summary>1–1,000; 100 when null.</summary>
    public int? Limit { get; init; }

    /// <summary>How many to pass over.</summary>
    public int? Offset { get; init; }

    /// <summary>The oldest first; otherwise the newest.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>The query with its question mark, or nothing.</summary>
    internal string ToQueryString(string? format = null)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
            [
                ("operation", Operation), ("status", Status), ("method", Method), ("path", Path), ("since", Format(Since)),
                ("until", Format(Until)),
                ("unmatched", Format(IsUnmatched)), ("unknown", Format(HasUnknownInput)), ("fault", Format(IsFaulted)),
                ("limit", Format(Limit)), ("offset", Format(Offset)),
                ("order", OldestFirst ? "oldest" : null), ("format", format),
            ])
            if (value is not null) query.Add(name, value);
        return query.ToString();
    }

    private static string? Format(DateTimeOffset? moment) => moment is { } at ? TimestampJsonConverter.Format(at) : null;

    private static string? Format(bool? value) => value is { } given ? (given ? "true" : "false") : null;

    private static string? Format(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
