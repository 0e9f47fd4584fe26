using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>What is stored of a video beside what is stored of every file.</summary>
internal sealed record VideoRecord(MovieFacts Movie)
{
    /// <summary>The id of the analysis's job; null when the analysis is skipped.</summary>
    public string? JobId { get; init; }

    public string? SkipReason { get; init; }

    /// <summary>The credits that the analysis requires, when it is skipped because they are missing.</summary>
    public int? CreditsRequired { get; init; }
}
