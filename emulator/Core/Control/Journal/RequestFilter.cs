using System.Globalization;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Which requests of the journal are shown, and in which order.</summary>
/// <param name="Operation">An operation's id, a family (<c>files.*</c>) or <c>*</c>.</param>
/// <param name="Status">A status, or its class as <c>4xx</c>.</param>
/// <param name="Method">A verb.</param>
/// <param name="Since">The first moment, by the tenant's clock.</param>
/// <param name="Until">The moment after the last one.</param>
/// <param name="Path">What the path contains.</param>
/// <param name="IsUnmatched">True for requests that no operation took, false for the others.</param>
/// <param name="IsFaulted">True for requests that a fault acted on, false for the others.</param>
/// <param name="HasUnknownInput">True for requests with input that no contract names, false for the others.</param>
/// <param name="Limit">1–1,000.</param>
/// <param name="Offset">0 or more.</param>
/// <param name="OldestFirst">Otherwise the newest come first.</param>
internal sealed record RequestFilter(
    string? Operation, string? Status, string? Method, DateTimeOffset? Since, DateTimeOffset? Until, string? Path, bool? IsUnmatched,
    bool? IsFaulted, bool? HasUnknownInput,
    int Limit, int Offset, bool OldestFirst)
{
    private static readonly string[] KnownParameters =
        ["operation", "status", "method", "since", "until", "path", "unmatched", "fault", "unknown", "limit", "offset", "order", "format"];

    /// <summary>Reads the query.</summary>
    /// <exception cref="ApiError">A parameter is unknown or makes no sense: 422.</exception>
    public static RequestFilter FromQuery(RequestContext context)
    {
        context.RejectUnknownQuery(KnownParameters);
        var query = context.Query;
        return new RequestFilter(
            query.Text("operation", 100), ValidateStatus(query.Text("status", 3)), query.Text("method", 20), query.Time("since"),
            query.Time("until"), query.Text("path", 1000),
            query.Bool("unmatched"), query.Bool("fault"), query.Bool("unknown"),
            query.Number("limit", 1, 1_000) ?? 100, query.Number("offset", 0) ?? 0, query.Choice("order", "newest", "oldest") == "oldest");
    }

    /// <summary>True when a request is shown.</summary>
    public bool Matches(JournalEntry entry)
    {
        var operation = OperationResolver.Resolve(entry);
        return (Operation is null || (operation is not null && FaultRule.MatchesOperation(Operation, operation)))
            && (Status is null
                || entry.Status?.ToString(CultureInfo.InvariantCulture).StartsWith(Status.TrimEnd('x'), StringComparison.Ordinal) == true)
            && (Method is null || Method.Equals(entry.Method, StringComparison.OrdinalIgnoreCase))
            && !(entry.ReceivedAt < Since) && !(entry.ReceivedAt >= Until)
            && (Path is null || entry.Path.Contains(Path, StringComparison.Ordinal))
            && (IsUnmatched is null || IsUnmatched == operation is null)
            && (IsFaulted is null || IsFaulted == entry.Fault is not null)
            && (HasUnknownInput is null || HasUnknownInput == RequestInput.FindUnknownNames(entry).Length > 0);
    }

    private static string? ValidateStatus(string? status) =>
        status is null
            || (status.Length == 3 && status[0] is >= '1' and <= '5'
                && (status.EndsWith("xx", StringComparison.Ordinal) || status.All(char.IsAsciiDigit)))
            ? status
            : throw ApiError.Invalid("status", "must be a status, or a class such as 4xx", "query");
}
