namespace Scopix.Emulator.Control.Survive;

/// <summary>Stages of processing that fail, are slow or do not end.</summary>
internal static class AiTroubles
{
    private const string ErrorTypes = "seed 002, DescriptionErrorType: ";

    private static readonly string[] FailureWords = ["failed", "failure", "partially_completed"];

    public static IReadOnlyList<TroubleKind> All { get; } =
    [
        new("stage_stuck", TroubleCategories.Ai, new() { Stall = true }, IsStage, "The stage begins and does not end.")
        {
            Rank = 0, Evidence = "documented", Words = ["timeout", "timed out", "stuck", "processing", "pending", "gave up", "not ready"],
            Source = "seed 001, Upload Sessions & Status: uploads that have made no progress are listed as stuck",
        },
        new("stage_failed", TroubleCategories.Ai, new() { Fail = "validation" }, IsStage, "The stage fails, and a repetition would too.")
        {
            Rank = 1, Evidence = "documented", Words = FailureWords,
            Source = ErrorTypes + "VALIDATION_ERROR = \"validation\" # Input validation failed (permanent)",
        },
        new("stage_failed_retryable", TroubleCategories.Ai, new() { Fail = "timeout" }, IsStage, "The stage fails with a timeout.")
        {
            Rank = 3, Evidence = "documented", Words = FailureWords,
            Source = ErrorTypes + "TIMEOUT = \"timeout\" # AI provider timed out (retryable)",
        },
        new("stage_slow", TroubleCategories.Ai, new() { DelaySeconds = 3 }, IsStage, "The stage takes three seconds longer.")
        {
            Rank = 4, Evidence = "documented", Words = ["timeout", "timed out", "processing", "pending", "not ready"],
            Source = "seed 001, File Listing & Retrieval: primary_status is the canonical \"poll until done\" field",
        },
    ];

    private static bool IsStage(TroubleTarget target) => target.Stage is not null;
}
