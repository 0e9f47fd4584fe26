using System.Text.RegularExpressions;

namespace Scopix.Emulator.Control.Survive;

/// <summary>
/// Decides whether the output of a command names the trouble that it met: with a status, code, message or word that the output of the clean
/// run does not have, or has less often.
/// </summary>
internal sealed class FailureText(string output, string cleanOutput)
{
    public bool Names(Experiment experiment)
    {
        foreach (var fault in experiment.Faults)
        {
            if (fault.Status is { } status && CountNumber(output, status) > CountNumber(cleanOutput, status)) return true;
            if (HasMore(fault.Code) || HasMore(fault.Message) || HasMore(GetName(fault.NullField))) return true;
        }
        return TroubleCatalog.Find(experiment.Kind) is { } kind && Array.Exists(kind.Words, HasMore);
    }

    private static string? GetName(string? path) => path?[(path.LastIndexOf('.') + 1)..];

    /// <summary>How often a status is in a text; numbers with a point, and milliseconds, are none.</summary>
    private static int CountNumber(string text, int status) =>
        Regex.Count(text, $@"(?<![\d.]){status}(?!\d|\.\d|\s?ms\b)", RegexOptions.CultureInvariant);

    private bool HasMore(string? text) => text is not null && Count(output, text) > Count(cleanOutput, text);

    private static int Count(string output, string text)
    {
        var count = 0;
        for (var at = 0; (at = output.IndexOf(text, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += text.Length) count++;
        return count;
    }
}
