using System.Text.RegularExpressions;

namespace Scopix.Emulator.Control.Survive;

/// <summary>Decides whether the output of a command names the trouble that it met.</summary>
internal static class FailureText
{
    public static bool Names(Experiment experiment, string output)
    {
        foreach (var fault in experiment.Faults)
        {
            if (fault.Status is { } status && Regex.IsMatch(output, $@"(?<![\d.:]){status}(?![\d.])", RegexOptions.CultureInvariant))
                return true;
            if (Contains(output, fault.Code) || Contains(output, fault.Message)) return true;
            if (Contains(output, GetName(fault.NullField))) return true;
        }
        return TroubleCatalog.Find(experiment.Kind) is { } kind && Array.Exists(kind.Words, word => Contains(output, word));
    }

    private static string? GetName(string? path) => path?[(path.LastIndexOf('.') + 1)..];

    private static bool Contains(string output, string? text) =>
        text is not null && output.Contains(text, StringComparison.OrdinalIgnoreCase);
}
