namespace Scopix.Emulator;

/// <summary>
/// Something that shall go wrong: where (one of <see cref="Operation"/>, <see cref="Storage"/>, <see cref="Stage"/>), when, and what.
/// It acts once unless <see cref="Times"/> says otherwise. What makes no sense is refused by name.
/// </summary>
public sealed record Fault
{
    /// <summary>An operation's id (<c>files.list</c>), a family (<c>files.*</c>) or <c>*</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>A processing stage of files that are yet to come, e.g. <c>description</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>A request to storage: <c>get</c>, <c>head</c>, <c>put</c>, <c>put_part</c> or <c>*</c>.</summary>
    public string? Storage { get; init; }

    /// <summary>Acts from the n-th match on, 1 or more.</summary>
    public int? Nth { get; init; }

    /// <summary>Acts on each n-th match, 1 or more.</summary>
    public int? Every { get; init; }

    /// <summary>Acts with this probability, above 0 to 1; which matches it takes follows from the seed.</summary>
    public double? Chance { get; init; }

    /// <summary>How often it acts, 1–1,000,000; once when null.</summary>
    public int? Times { get; init; }

    /// <summary>400–599: answered instead of doing anything.</summary>
    public int? Status { get; init; }

    /// <summary>With a status: the error's code; the status's own when null.</summary>
    public string? Code { get; init; }

    /// <summary>With a status or <see cref="Fail"/>: what is said.</summary>
    public string? Message { get; init; }

    /// <summary>With a status: the Retry-After header, seconds from 0 to 86,400.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Real milliseconds before anything else, 1–120,000.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>True: the work is done, and the connection is cut instead of an answer.</summary>
    public bool? Reset { get; init; }

    /// <summary>The work is done, and the connection is cut after so many bytes of the answer's body.</summary>
    public long? TruncateBytes { get; init; }

    /// <summary>True: the work is done, and bytes of the answer's body are changed.</summary>
    public bool? Corrupt { get; init; }

    /// <summary>
    /// The stage fails: <c>timeout</c>, <c>rate_limit</c>, <c>vlm_error</c>, <c>validation</c>, <c>resource_limit</c>,
    /// <c>unknown</c>, or a message.
    /// </summary>
    public string? Fail { get; init; }

    /// <summary>True: the stage waits until it is released.</summary>
    public bool? Hold { get; init; }

    /// <summary>True: the stage begins and never ends by itself.</summary>
    public bool? Stall { get; init; }

    /// <summary>The stage takes so much longer, seconds of the tenant's clock.</summary>
    public double? DelaySeconds { get; init; }
}
