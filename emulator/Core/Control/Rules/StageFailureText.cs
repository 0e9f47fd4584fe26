namespace Scopix.Emulator.Control.Rules;

/// <summary>The rule for the failure in a fault, a stub or a stage action: a type or a message.</summary>
internal static class StageFailureText
{
    public static void Validate(string field, string? fail)
    {
        if (fail is { Length: 0 or > 1_000 })
            throw ApiError.Invalid(field,
                $"must be one of {string.Join(", ", StageFailures.Types)}, or a message of at most 1000 characters");
    }
}
