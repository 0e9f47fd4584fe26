namespace Scopix.Emulator.Engine;

/// <summary>Creates the failures of stages that a test asks for.</summary>
internal static class StageFailures
{
    private static readonly Dictionary<string, string> DefaultMessages = new()
    {
        ["timeout"] = "The {0} timed out",
        ["rate_limit"] = "The AI service is over its rate limit",
        ["vlm_error"] = "The vision model failed",
        ["validation"] = "The file cannot be processed",
        ["resource_limit"] = "The file needs more resources than there are",
        ["unknown"] = "Processing failed",
    };

    /// <summary>A failure of one of the six DescriptionErrorTypes (seed 002), or of type <c>unknown</c> with its own text.</summary>
    /// <param name="stage">The name of the stage, which the text of ours contains.</param>
    /// <param name="message">The message of a failure of that type; null for a text of ours (assumed).</param>
    public static StageFailure Create(string stage, string fail, string? message = null) =>
        DefaultMessages.TryGetValue(fail, out var usual)
            ? new StageFailure(message ?? usual.Replace("{0}", stage.Replace('_', ' '), StringComparison.Ordinal), fail)
            : new StageFailure(message ?? fail, "unknown");

    public static IEnumerable<string> Types => DefaultMessages.Keys;
}
