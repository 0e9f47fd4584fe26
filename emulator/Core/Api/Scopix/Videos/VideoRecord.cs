using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Videos;

/// <summary>What is kept of a video beside what is kept of every file.</summary>
/// <param name="Movie">What its container says.</param>
internal sealed record VideoRecord(MovieFacts Movie)
{
    /// <summary>The analysis's job, a UUID; null when it is skipped.</summary>
    public string? JobId { get; init; }

    /// <summary>Why it is not analysed; null when it is.</summary>
    public string? SkipReason { get; init; }

    /// <summary>Credits that an analysis would have taken, when they were what was missing.</summary>
    public int? CreditsRequired { get; init; }
}
