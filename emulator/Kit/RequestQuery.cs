using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
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
    public bool? Unmatched { get; init; }

    /// <summary>True for requests with input that no contract names, false for the others.</summary>
    public bool? Unknown { get; init; }

    /// <summary>True for requests that a fault acted on, false for the others.</summary>
    public bool? Fault { get; init; }

    /// <summary>1–1,000; 100 when null.</summary>
    public int? Limit { get; init; }

    /// <summary>How many to pass over.</summary>
    public int? Offset { get; init; }

    /// <summary>The oldest first; otherwise the newest.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>The query with its question mark, or nothing.</summary>
    internal string Text(string? format = null)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
            [
                ("operation", Operation), ("status", Status), ("method", Method), ("path", Path), ("since", Of(Since)), ("until", Of(Until)),
                ("unmatched", Of(Unmatched)), ("unknown", Of(Unknown)), ("fault", Of(Fault)), ("limit", Of(Limit)), ("offset", Of(Offset)),
                ("order", OldestFirst ? "oldest" : null), ("format", format),
            ])
            if (value is not null) query.Add(name, value);
        return query.ToString();
    }

    private static string? Of(DateTimeOffset? moment) => moment is { } at ? WireTime.Text(at) : null;

    private static string? Of(bool? value) => value is { } given ? (given ? "true" : "false") : null;

    private static string? Of(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
