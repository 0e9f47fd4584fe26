using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Rules;

/// <summary>Checks the failure that a fault, a stub or a stage action asks for.</summary>
internal static class StageFailureText
{
    /// <summary>Refuses a text that is neither a type of failure nor a possible message: 422.</summary>
    public static void Validate(string field, string? fail)
    {
        if (fail is { Length: 0 or > 1_000 })
            throw ApiError.Invalid(field,
                $"must be one of {string.Join(", ", StageFailures.Types)}, or a message of at most 1000 characters");
    }
}
