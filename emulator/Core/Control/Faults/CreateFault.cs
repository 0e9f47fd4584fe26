using Scopix.Emulator.Control.Rules;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Faults;

/// <summary>
/// A fault as it is asked for: where (<c>operation</c>, <c>stage</c> or <c>storage</c>), when (<c>nth</c>, <c>every</c>,
/// <c>chance</c>, <c>times</c>), and what. Fields that do not go with the place are refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CreateFault
{
    /// <summary>The name of a bundle, which goes without any other field; a fault that is shown has its bundle's name here.</summary>
    public string? Bundle { get; init; }

    /// <summary>An operation's id (<c>files.get</c>), a family (<c>files.*</c>) or <c>*</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>A processing stage of files that are yet to come, e.g. <c>description</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>A request to the embedded storage: <c>get</c>, <c>head</c>, <c>put</c>, <c>put_part</c> or <c>*</c>.</summary>
    public string? Storage { get; init; }

    /// <summary>Acts from the n-th match on, 1 or more.</summary>
    public int? Nth { get; init; }

    /// <summary>Acts on each n-th match, 1 or more.</summary>
    public int? Every { get; init; }

    /// <summary>Acts with this probability, above 0 to 1; which matches it takes follows from the seed.</summary>
    public double? Chance { get; init; }

    /// <summary>How often it acts, 1–1,000,000; once when absent.</summary>
    public int? Times { get; init; }

    /// <summary>400–599: answered instead of doing anything.</summary>
    public int? Status { get; init; }

    /// <summary>The error's code; the status's own when absent. 1–100 characters.</summary>
    public string? Code { get; init; }

    /// <summary>The error's message, at most 1,000 characters.</summary>
    public string? Message { get; init; }

    /// <summary>The Retry-After header, seconds from 0 to 86,400.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Real milliseconds, 1–120,000, before anything else happens.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>True: the work is done, and the connection is cut instead of an answer.</summary>
    public bool? Reset { get; init; }

    /// <summary>The work is done; the connection is cut after so many bytes of the answer's body, 0 or more.</summary>
    public long? TruncateBytes { get; init; }

    /// <summary>True: the work is done; bytes of the answer's body are changed.</summary>
    public bool? Corrupt { get; init; }

    /// <summary>The stage fails: a DescriptionErrorType (seed 002), or a message of type <c>unknown</c>.</summary>
    public string? Fail { get; init; }

    /// <summary>True: the stage waits until it is released.</summary>
    public bool? Hold { get; init; }

    /// <summary>True: the stage begins and never ends, unless it is released, completed or failed by hand.</summary>
    public bool? Stall { get; init; }

    /// <summary>The stage takes so much longer, seconds of the tenant's clock, above 0 to 31,536,000.</summary>
    public double? DelaySeconds { get; init; }

    /// <summary>Refuses what makes no sense: 422 naming the field.</summary>
    /// <param name="operations">The ids of all operations.</param>
    public void Check(IEnumerable<string> operations)
    {
        if (Bundle is not null)
        {
            CheckBundle();
            return;
        }
        if (new[] { Operation, Stage, Storage }.Count(place => place is not null) != 1)
            throw ApiError.Invalid("operation", "send exactly one of operation, stage and storage");
        if (Operation is not null && !operations.Any(id => FaultRule.MatchesOperation(Operation, id)))
            throw ApiError.Invalid("operation", "must be an operation's id, a family such as files.*, or *");
        if (Stage is not null && !Pipeline.StageNames.Contains(Stage))
            throw ApiError.Invalid("stage", $"must be one of {string.Join(", ", Pipeline.StageNames)}");
        if (Storage is not (null or "get" or "head" or "put" or "put_part" or "*"))
            throw ApiError.Invalid("storage", "must be one of get, head, put, put_part, *");
        CheckTriggers();
        if (Stage is null) CheckResponseFields();
        else CheckStageFields();
    }

    /// <summary>False for a fault that can never happen to a tenant of LlamaCloud: it has no stages, and no operations of Scopix.</summary>
    /// <param name="operations">The ids of all operations.</param>
    public bool AppliesToLlamaCloud(IEnumerable<string> operations) =>
        Storage is not null
            || (Operation is not null
                && operations.Any(id => id.StartsWith("llama.", StringComparison.Ordinal) && FaultRule.MatchesOperation(Operation, id)));

    private void CheckBundle()
    {
        if (FaultBundles.Find(Bundle!) is null) throw ApiError.Invalid("bundle", $"must be one of {string.Join(", ", FaultBundles.Names)}");
        if (this != new CreateFault { Bundle = Bundle }) throw ApiError.Invalid("bundle", "goes without any other field");
    }

    private void CheckTriggers()
    {
        CheckRange("nth", Nth, 1, 1_000_000);
        CheckRange("every", Every, 1, 1_000_000);
        CheckRange("times", Times, 1, 1_000_000);
        if (Chance is { } chance && !(chance > 0 && chance <= 1)) throw ApiError.Invalid("chance", "must be above 0 and at most 1");
    }

    private void CheckResponseFields()
    {
        CheckAbsent("a stage", ("fail", Fail), ("hold", Hold), ("stall", Stall), ("delay_seconds", DelaySeconds));
        CheckRange("status", Status, 400, 599);
        CheckRange("retry_after", RetryAfter, 0, 86_400);
        CheckRange("latency_ms", LatencyMs, 1, 120_000);
        CheckRange("truncate_bytes", TruncateBytes, 0, long.MaxValue);
        if (Status is null) CheckAbsent("a status", ("code", Code), ("message", Message), ("retry_after", RetryAfter));
        if (Code is not null && (Code.Length is 0 or > 100 || !Code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
            throw ApiError.Invalid("code", "must be 1 to 100 letters, digits and underscores");
        CheckMessage();
        var effects = new object?[] { Status, NullIfFalse(Reset), TruncateBytes, NullIfFalse(Corrupt) }.Count(effect => effect is not null);
        if (effects > 1 || (effects == 0 && LatencyMs is null))
            throw ApiError.Invalid("status", "send one of status, reset, truncate_bytes and corrupt, or latency_ms alone");
    }

    private void CheckStageFields()
    {
        CheckAbsent("an operation or storage", ("status", Status), ("code", Code), ("retry_after", RetryAfter), ("latency_ms", LatencyMs),
            ("reset", Reset), ("truncate_bytes", TruncateBytes), ("corrupt", Corrupt));
        if (Fail is null) CheckAbsent("fail", ("message", Message));
        StageFailureText.Validate("fail", Fail);
        CheckMessage();
        if (DelaySeconds is { } delay && !(delay > 0 && delay <= 31_536_000))
            throw ApiError.Invalid("delay_seconds", "must be above 0 and at most 31536000");
        if (new object?[] { Fail, NullIfFalse(Hold), NullIfFalse(Stall), DelaySeconds }.All(effect => effect is null))
            throw ApiError.Invalid("fail", "send at least one of fail, hold, stall and delay_seconds");
        if (Hold == true && Stall == true) throw ApiError.Invalid("hold", "a stage is held or stalled, not both");
    }

    private void CheckMessage()
    {
        if (Message is { Length: 0 or > 1_000 }) throw ApiError.Invalid("message", "must be 1 to 1000 characters");
    }

    private static bool? NullIfFalse(bool? value) => value == true ? value : null;

    private static void CheckRange(string field, long? value, long min, long max)
    {
        if (value < min || value > max)
            throw ApiError.Invalid(field, max == long.MaxValue ? $"must be at least {min}" : $"must be between {min} and {max}");
    }

    private static void CheckAbsent(string place, params ReadOnlySpan<(string Field, object? Value)> fields)
    {
        foreach (var (field, value) in fields)
            if (value is not null) throw ApiError.Invalid(field, $"goes with {place} only");
    }
}
