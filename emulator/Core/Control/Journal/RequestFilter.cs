using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Coverage;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Which requests of the journal are listed, and in which order.</summary>
/// <param name="Operation">An id, a family (<c>files.*</c>) or <c>*</c>.</param>
/// <param name="Status">A status, or a class such as <c>4xx</c>.</param>
/// <param name="Since">The earliest time, by the tenant's clock.</param>
/// <param name="Until">The time before which requests were received.</param>
/// <param name="IsUnmatched">True for requests without an operation, false for the others.</param>
/// <param name="FaultId">The id of the fault that acted on the request.</param>
/// <param name="HasUnknownInput">True for requests with input that no contract has, false for the others.</param>
/// <param name="Search">A text in the request's or the response's body.</param>
/// <param name="Limit">1–1,000.</param>
internal sealed record RequestFilter(
    string? Operation, string? Status, string? Method, DateTimeOffset? Since, DateTimeOffset? Until, string? Path, bool? IsUnmatched,
    bool? IsFaulted, string? FaultId, bool? HasUnknownInput, string? Search,
    int Limit, int Offset, bool OldestFirst)
{
    public static readonly string[] KnownParameters =
        ["operation", "status", "method", "since", "until", "path", "search", "unmatched", "fault", "fault_id", "unknown", "limit",
            "offset", "order", "format"];

    /// <exception cref="ApiError">422: a parameter is invalid.</exception>
    public static RequestFilter FromQuery(RequestContext context)
    {
        var query = context.Query;
        return new RequestFilter(
            query.Text("operation", 100), ValidateStatus(query.Text("status", 3)), query.Text("method", 20), query.Time("since"),
            query.Time("until"), query.Text("path", 1000),
            query.Bool("unmatched"), query.Bool("fault"), query.Text("fault_id", 100), query.Bool("unknown"), query.Text("search", 1000),
            query.Number("limit", 1, 1_000) ?? 100, query.Number("offset", 0) ?? 0, query.Choice("order", "newest", "oldest") == "oldest");
    }

    public bool Matches(JournalEntry entry)
    {
        var operation = OperationResolver.Resolve(entry);
        return (Operation is null || (operation is not null && OperationPattern.Matches(Operation, operation)))
            && (Status is null
                || entry.Status?.ToString(CultureInfo.InvariantCulture).StartsWith(Status.TrimEnd('x'), StringComparison.Ordinal) == true)
            && (Method is null || Method.Equals(entry.Method, StringComparison.OrdinalIgnoreCase))
            && !(entry.ReceivedAt < Since) && !(entry.ReceivedAt >= Until)
            && (Path is null || entry.Path.Contains(Path, StringComparison.Ordinal))
            && (IsUnmatched is null || IsUnmatched == operation is null)
            && (IsFaulted is null || IsFaulted == entry.Fault is not null)
            && (FaultId is null || FaultId == entry.Fault?.Id)
            && (HasUnknownInput is null || HasUnknownInput == RequestInput.FindUnknownNames(entry).Length > 0)
            && (Search is null || BodySearch.Contains(entry, Search));
    }

    private static string? ValidateStatus(string? status) =>
        status is null
            || (status.Length == 3 && status[0] is >= '1' and <= '5'
                && (status.EndsWith("xx", StringComparison.Ordinal) || status.All(char.IsAsciiDigit)))
            ? status
            : throw ApiError.Invalid("status", "must be a status, or a class such as 4xx", "query");
}
