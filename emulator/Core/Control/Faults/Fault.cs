namespace Scopix.Emulator;

/// <summary>
/// A rule that makes requests, storage requests or processing stages fail. It sets one of <see cref="Operation"/>, <see
/// cref="Storage"/> and <see cref="Stage"/>, and says when and how it acts. It acts once unless <see cref="Times"/> says otherwise. The
/// emulator refuses a field that does not apply to what the fault acts on.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Fault
{
    /// <summary>The bundle that the fault was added with; null when it was added alone.</summary>
    [JsonInclude]
    public string? Bundle { get; internal init; }

    /// <summary>An operation's id (<c>files.list</c>), a family (<c>files.*</c>) or <c>*</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>A processing stage of files that are uploaded later, e.g. <c>description</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>A request to the embedded storage: <c>get</c>, <c>head</c>, <c>put</c>, <c>put_part</c> or <c>*</c>.</summary>
    public string? Storage { get; init; }

    /// <summary>The fault acts from the n-th match on, 1–1,000,000.</summary>
    public int? Nth { get; init; }

    /// <summary>The fault acts on each n-th match, 1–1,000,000.</summary>
    public int? Every { get; init; }

    /// <summary>The fault acts with this probability, above 0 to 1. Which matches are chosen is derived from the seed.</summary>
    public double? Chance { get; init; }

    /// <summary>How often the fault acts, 1–1,000,000; once when null.</summary>
    public int? Times { get; init; }

    /// <summary>400–599: the request gets this status, and nothing is done.</summary>
    public int? Status { get; init; }

    /// <summary>With a status: the error code, 1–100 letters, digits and underscores; the usual code of the status when null.</summary>
    public string? Code { get; init; }

    /// <summary>With a status or <see cref="Fail"/>: the error message, 1–1,000 characters.</summary>
    public string? Message { get; init; }

    /// <summary>With a status: the Retry-After header, 0–86,400 seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>A delay before anything else, 1–120,000 real milliseconds.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>
    /// The connection is closed without a response: before anything is done, or after the work is done. True means after.
    /// </summary>
    public FaultReset? Reset { get; init; }

    /// <summary>The work is done, and the connection is closed after this many bytes of the response body, 0 or more.</summary>
    public long? TruncateBytes { get; init; }

    /// <summary>True: the work is done, and bytes of the response body are changed.</summary>
    public bool? Corrupt { get; init; }

    /// <summary>
    /// The work is done, and in the JSON of the response this field, for which the documents name some words, has another one:
    /// <c>unknown_word</c>. A name (<c>media_type</c>) is meant at any depth, a path (<c>items[].media_type</c>) from the response's
    /// object.
    /// </summary>
    public string? UnknownWord { get; init; }

    /// <summary>
    /// The work is done, and the object of the response, and those in its lists, have one more field of this name, 1–100 letters, digits
    /// and underscores.
    /// </summary>
    public string? NewField { get; init; }

    /// <summary>
    /// The work is done, and in the JSON of the response this field, which may be null, is null; a name or path as in <see
    /// cref="UnknownWord"/>.
    /// </summary>
    public string? NullField { get; init; }

    /// <summary>
    /// The stage fails with this type (seed 002, DescriptionErrorType: <c>timeout</c>, <c>rate_limit</c>, <c>vlm_error</c>,
    /// <c>validation</c>, <c>resource_limit</c>, <c>unknown</c>), or with this message and the type <c>unknown</c>.
    /// </summary>
    public string? Fail { get; init; }

    /// <summary>True: the stage waits until it is released.</summary>
    public bool? Hold { get; init; }

    /// <summary>True: the stage starts and does not end until it is released, completed or failed.</summary>
    public bool? Stall { get; init; }

    /// <summary>The stage takes this much longer, in seconds of the tenant's clock, above 0 to 31,536,000.</summary>
    public double? DelaySeconds { get; init; }
}
