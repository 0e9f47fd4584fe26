using Microsoft.Extensions.Primitives;

namespace Scopix.Emulator.Proxy.Comparing;

/// <summary>A request as a client sent it, to be sent again to another server.</summary>
internal sealed class RecordedRequest(
    Operation operation, string target, IReadOnlyList<KeyValuePair<string, StringValues>> headers) : IDisposable
{
    public Operation Operation { get; } = operation;

    /// <summary>The path and the query as they were written.</summary>
    public string Target { get; } = target;

    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; } = headers;

    public bool MayChange => Operation.Method != "GET";

    public SpooledBody Body { get; init; } = new();

    /// <summary>Whether another request was in progress at the same time, and one of the two may have changed something.</summary>
    public bool IsConcurrent { get; set; }

    public string? ContentType => Headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
        .Value.ToString() is { Length: > 0 } type ? type : null;

    public bool IsHandshake => Headers.Any(header => header.Key.Equals("Upgrade", StringComparison.OrdinalIgnoreCase));

    public void Dispose() => Body.Dispose();
}
