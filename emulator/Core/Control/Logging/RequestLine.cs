using System.Collections;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Logging;

/// <summary>
/// One line of the log about one request. It is created when the request has ended, and becomes text where the log is written: then texts
/// of the client are bounded and escaped, and keys removed.
/// </summary>
/// <param name="At">The machine's time, which a tenant's clock does not change.</param>
/// <param name="Tenant">The tenant's short name; null when the request has none.</param>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="Status">Null when the client received no response.</param>
/// <param name="Duration">Real time until the response was sent, with the transfer of both bodies.</param>
/// <param name="RequestId">As in the response; the client may have chosen it.</param>
internal sealed record RequestLine(
    DateTimeOffset At, string? Tenant, string Method, string Target, int? Status, string? Operation, TimeSpan Duration, string? RequestId)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>The greatest length of each text of the client, in characters.</summary>
    private const int MaxTextLength = 400;

    /// <summary>What is longer is cut before keys are searched: Kestrel bounds no message.</summary>
    private const int MaxRedactedLength = 2_000;

    private KeyValuePair<string, object?>[]? _fields;
    private string? _owner;
    private bool _isOwnerKnown;

    /// <summary>The tenant's id, for those who listen to one tenant; not part of the line.</summary>
    public string? TenantId { get; init; }

    /// <summary>Why it was refused or failed.</summary>
    public string? Error { get; init; }

    /// <summary>Input that no contract has, separated by commas, as in X-Emulator-Unknown.</summary>
    public string? Unknown { get; init; }

    /// <summary>As in X-Emulator-Hint.</summary>
    public string? Hint { get; init; }

    /// <summary>The fault that acted, and what it does.</summary>
    public string? Fault { get; init; }

    public bool IsSlow { get; init; }

    /// <summary>Finds the tenant that has what this one did not find; called where the line is written.</summary>
    public Func<string?>? FindOwner { get; init; }

    private string? Owner
    {
        get
        {
            if (!_isOwnerKnown) (_owner, _isOwnerKnown) = (FindOwner?.Invoke(), true);
            return _owner;
        }
    }

    public int Count => Fields.Length;

    private KeyValuePair<string, object?>[] Fields => _fields ??= CreateFields();

    public KeyValuePair<string, object?> this[int index] => Fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The line without its time, which every log adds itself.</summary>
    public override string ToString()
    {
        var line = new StringBuilder();
        line.Append(Tenant ?? "-").Append(' ').Append(LogText.Escape(Method, 20)).Append(' ').Append(LoggedTarget.Format(Target));
        line.Append(' ').Append(Status?.ToString(CultureInfo.InvariantCulture) ?? "-");
        if (Operation is not null) line.Append(' ').Append(Operation);
        line.Append(CultureInfo.InvariantCulture, $" {Duration.TotalMilliseconds:0.0} ms");
        if (RequestId is not null) line.Append(' ').Append(Clean(RequestId));
        return Describe() is { } words ? line.Append(": ").Append(words).ToString() : line.ToString();
    }

    /// <summary>What was wrong, in words; null when nothing was.</summary>
    private string? Describe()
    {
        string?[] parts =
        [
            Clean(Error), Unknown is null ? null : "unknown input " + Clean(Unknown), Clean(Hint), Clean(Fault),
            Owner is null ? null : $"the id belongs to {Owner}", IsSlow ? "slow" : null,
        ];
        var words = string.Join("; ", parts.OfType<string>());
        return words.Length == 0 ? null : words;
    }

    /// <summary>For logs with structure; absent values are left out.</summary>
    private KeyValuePair<string, object?>[] CreateFields()
    {
        (string Name, object? Value)[] fields =
        [
            ("time", At), ("tenant", Tenant), ("method", LogText.Escape(Method, 20)), ("target", LoggedTarget.Format(Target)),
            ("status", Status), ("operation", Operation), ("duration_ms", Math.Round(Duration.TotalMilliseconds, 1)),
            ("request_id", Clean(RequestId)), ("error", Clean(Error)), ("unknown", Clean(Unknown)), ("hint", Clean(Hint)),
            ("fault", Clean(Fault)), ("owner", Owner), ("slow", IsSlow ? true : null),
        ];
        return [.. fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value))];
    }

    private static string? Clean(string? text)
    {
        if (text is null) return null;
        return LogText.Escape(Redaction.Redact(text.Length <= MaxRedactedLength ? text : text[..MaxRedactedLength]), MaxTextLength);
    }
}
