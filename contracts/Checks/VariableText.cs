using System.Text.RegularExpressions;

namespace Scopix.Contracts.Checks;

/// <summary>Replaces what differs from run to run (ids, times, hashes, numbers) by its kind, so that texts can be compared.</summary>
public static partial class VariableText
{
    /// <summary>A text without ids, times, hashes and numbers.</summary>
    public static string Normalize(string text) => Number().Replace(NormalizeIds(text), "(number)");

    /// <summary>A text without ids, times and hashes.</summary>
    public static string NormalizeIds(string text) =>
        Hash().Replace(Time().Replace(Id().Replace(text.ReplaceLineEndings(" "), "(id)"), "(time)"), "(hash)");

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(?=[0-9a-z]*[0-9])(?=[0-9a-z]*[a-z])[0-9a-z]{8,}\b")]
    private static partial Regex Hash();

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
