namespace Scopix.Emulator;

/// <summary>
/// Some processing has not ended. The message names up to three files or exports, their stages, and the reason.
/// </summary>
public sealed class NotIdleException : Exception
{
    private const int MaxShown = 3;

    internal NotIdleException(IReadOnlyList<string> unfinished, string reason) : base(FormatMessage(unfinished, reason)) =>
        Unfinished = unfinished;

    /// <summary>What has not ended, e.g. <c>leak.jpg (description is held)</c>; at most 100 files.</summary>
    public IReadOnlyList<string> Unfinished { get; }

    private static string FormatMessage(IReadOnlyList<string> unfinished, string reason)
    {
        var others = unfinished.Count > MaxShown ? $" and {unfinished.Count - MaxShown} more" : "";
        return $"Not finished: {string.Join(", ", unfinished.Take(MaxShown))}{others}. {reason}";
    }
}
