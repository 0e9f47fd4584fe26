using System.Text.RegularExpressions;

namespace Scopix.Contracts.Checks;

/// <summary>
/// Decides what a report or a recording may contain: names of properties and words of enums; never keys, ids, signatures, queries
/// or free text.
/// </summary>
public static partial class Redaction
{
    /// <summary>A property's name, or <c>(name)</c> when it may be data: an id, a key, an address.</summary>
    public static string RedactName(string name) => IsName(name) ? name : "(name)";

    /// <summary>A lower-case or upper-case word of an enum, or <c>(text)</c> for any other text.</summary>
    public static string RedactWord(string text) => EnumPattern().IsMatch(text) && IsName(text) ? text : "(text)";

    /// <summary>A text for a report, without keys and signed queries of URLs.</summary>
    public static string RedactText(string text)
    {
        foreach (var secret in Secrets) text = text.Replace(secret, "(key)", StringComparison.Ordinal);
        return SignedQuery().Replace(ApiKey().Replace(text, "(key)"), "?(query)");
    }

    /// <summary>The beginning of a text for a report. Keys are replaced first, since the rest of a cut one would not be found.</summary>
    public static string RedactAndCut(string text, int length)
    {
        var redacted = RedactText(text);
        return redacted.Length <= length ? redacted : redacted[..length] + "…";
    }

    /// <summary>Whether a text contains a key.</summary>
    public static bool HoldsSecret(string text) =>
        Secrets.Exists(s => text.Contains(s, StringComparison.Ordinal)) || ApiKey().IsMatch(text);

    private static List<string> Secrets { get; } =
    [
        .. new[] { "SCOPIX_API_KEY", "SCOPIX_OTHER_API_KEY", "LLAMA_CLOUD_API_KEY" }.Select(Environment.GetEnvironmentVariable)
            .OfType<string>().Where(k => k.Length > 3),
    ];

    private static bool IsName(string text) => NamePattern().IsMatch(text) && !ApiKey().IsMatch(text) && !RandomText().IsMatch(text);

    [GeneratedRegex("^[A-Za-z$@][A-Za-z_$@-]{0,39}[0-9]{0,3}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^([a-z]+([_-][a-z]+)*|[A-Z]+(_[A-Z]+)*)$")]
    private static partial Regex EnumPattern();

    /// <summary>After Bearer all but the variable of a shell and a closing quote, so that a redacted command can be pasted.</summary>
    [GeneratedRegex(@"\b(scopix|aion)_[A-Za-z0-9]{16,}|\bllx-[A-Za-z0-9]{8,}"
        + @"|(?<=Bearer )(?!\$[A-Z_]+[""']?(?:\s|$))\S+?(?=[""']?(?:\s|$))")]
    private static partial Regex ApiKey();

    /// <summary>Hexadecimal of eight digits or more, or letters with random case.</summary>
    [GeneratedRegex("[0-9a-f]{8,}|([a-z][A-Z]|[A-Z][a-z]){4,}")]
    private static partial Regex RandomText();

    [GeneratedRegex("""\?[^\s"'<>]*(X-Amz-|[Ss]ignature|[Tt]oken)[^\s"'<>]*""")]
    private static partial Regex SignedQuery();
}
