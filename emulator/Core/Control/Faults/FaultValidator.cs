using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Rules;

namespace Scopix.Emulator.Control.Faults;

/// <summary>The rules for a <see cref="Fault"/> from outside.</summary>
internal static class FaultValidator
{
    /// <summary>Checks a fault from outside.</summary>
    /// <exception cref="ApiError">422, with the name of the field.</exception>
    public static void Validate(Fault fault, IEnumerable<string> operations)
    {
        if (fault.Bundle is { } bundle)
        {
            ValidateBundle(fault, bundle);
            return;
        }
        if (new[] { fault.Operation, fault.Stage, fault.Storage }.Count(place => place is not null) != 1)
            throw ApiError.Invalid("operation", "send exactly one of operation, stage and storage");
        if (fault.Operation is { } pattern && !operations.Any(id => OperationPattern.Matches(pattern, id)))
            throw ApiError.Invalid("operation",
                "must be an operation's id, a family such as files.*, or *" + NameSuggestion.Describe(pattern, operations));
        if (fault.Stage is not null && !StageCatalog.StageNames.Contains(fault.Stage))
            throw ApiError.Invalid("stage", $"must be one of {string.Join(", ", StageCatalog.StageNames)}"
                + NameSuggestion.Describe(fault.Stage, StageCatalog.StageNames));
        if (fault.Storage is not (null or "get" or "head" or "put" or "put_part" or "*"))
            throw ApiError.Invalid("storage", "must be one of get, head, put, put_part, *");
        ValidateTriggers(fault);
        if (fault.Stage is null) ValidateResponseFields(fault, operations);
        else ValidateStageFields(fault);
    }

    /// <summary>True when a fault can act for a tenant of LlamaCloud, which has no stages and no operations of Scopix.</summary>
    public static bool AppliesToLlamaCloud(Fault fault, IEnumerable<string> operations) =>
        fault.Storage is not null
        || (fault.Operation is { } pattern
            && operations.Any(id => id.StartsWith("llama.", StringComparison.Ordinal) && OperationPattern.Matches(pattern, id)));

    private static void ValidateBundle(Fault fault, string bundle)
    {
        if (FaultBundles.Find(bundle) is null)
            throw ApiError.Invalid("bundle",
                $"must be one of {string.Join(", ", FaultBundles.Names)}" + NameSuggestion.Describe(bundle, FaultBundles.Names));
        if (fault != new Fault { Bundle = bundle }) throw ApiError.Invalid("bundle", "cannot be combined with other fields");
    }

    private static void ValidateTriggers(Fault fault)
    {
        CheckRange("nth", fault.Nth, 1, 1_000_000);
        CheckRange("every", fault.Every, 1, 1_000_000);
        CheckRange("times", fault.Times, 1, 1_000_000);
        if (fault.Chance is { } chance && !(chance > 0 && chance <= 1)) throw ApiError.Invalid("chance", "must be above 0 and at most 1");
    }

    private static void ValidateResponseFields(Fault fault, IEnumerable<string> operations)
    {
        CheckAbsent("a stage", ("fail", fault.Fail), ("hold", fault.Hold), ("stall", fault.Stall), ("delay_seconds", fault.DelaySeconds));
        CheckRange("status", fault.Status, 400, 599);
        CheckRange("retry_after", fault.RetryAfter, 0, 86_400);
        CheckRange("latency_ms", fault.LatencyMs, 1, 120_000);
        CheckRange("truncate_bytes", fault.TruncateBytes, 0, long.MaxValue);
        if (fault.Status is null)
            CheckAbsent("a status", ("code", fault.Code), ("message", fault.Message), ("retry_after", fault.RetryAfter));
        if (fault.Code is { } code && (code.Length is 0 or > 100 || !code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
            throw ApiError.Invalid("code", "must be 1 to 100 letters, digits and underscores");
        ValidateMessage(fault);
        object?[] effects =
        [
            fault.Status, fault.Reset is { IsSet: true } reset ? reset : null, fault.TruncateBytes, TrueOrNull(fault.Corrupt),
            fault.UnknownWord, fault.NewField, fault.NullField,
        ];
        var count = effects.Count(effect => effect is not null);
        if (count > 1 || (count == 0 && fault.LatencyMs is null))
            throw ApiError.Invalid("status",
                "send one of status, reset, truncate_bytes, corrupt, unknown_word, new_field and null_field, or latency_ms alone");
        ResponseEditValidator.Validate(fault, operations);
    }

    private static void ValidateStageFields(Fault fault)
    {
        CheckAbsent("an operation or storage", ("status", fault.Status), ("code", fault.Code), ("retry_after", fault.RetryAfter),
            ("latency_ms", fault.LatencyMs), ("reset", fault.Reset), ("truncate_bytes", fault.TruncateBytes), ("corrupt", fault.Corrupt),
            ("unknown_word", fault.UnknownWord), ("new_field", fault.NewField), ("null_field", fault.NullField));
        if (fault.Fail is null) CheckAbsent("fail", ("message", fault.Message));
        StageFailureText.Validate("fail", fault.Fail);
        ValidateMessage(fault);
        if (fault.DelaySeconds is { } delay && !(delay > 0 && delay <= 31_536_000))
            throw ApiError.Invalid("delay_seconds", "must be above 0 and at most 31536000");
        object?[] effects = [fault.Fail, TrueOrNull(fault.Hold), TrueOrNull(fault.Stall), fault.DelaySeconds];
        if (effects.All(effect => effect is null))
            throw ApiError.Invalid("fail", "send at least one of fail, hold, stall and delay_seconds");
        if (fault.Hold == true && fault.Stall == true) throw ApiError.Invalid("hold", "hold and stall cannot be combined");
    }

    private static void ValidateMessage(Fault fault)
    {
        if (fault.Message is { Length: 0 or > 1_000 }) throw ApiError.Invalid("message", "must be 1 to 1000 characters");
    }

    private static bool? TrueOrNull(bool? value) => value == true ? value : null;

    private static void CheckRange(string field, long? value, long min, long max)
    {
        if (value < min || value > max)
            throw ApiError.Invalid(field, max == long.MaxValue ? $"must be at least {min}" : $"must be between {min} and {max}");
    }

    private static void CheckAbsent(string place, params ReadOnlySpan<(string Field, object? Value)> fields)
    {
        foreach (var (field, value) in fields)
            if (value is not null) throw ApiError.Invalid(field, $"can only be combined with {place}");
    }
}
