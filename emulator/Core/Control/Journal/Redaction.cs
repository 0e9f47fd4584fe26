using System.Text.RegularExpressions;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Removes API keys, S3's signed parameters and secret headers from what is shown.</summary>
internal static partial class Redaction
{
    private static readonly string[] SecretHeaders = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Emulator-Token",
        "X-API-Key", "X-Amz-Security-Token"];

    public static bool IsSecretHeader(string header) =>
        Array.Exists(SecretHeaders, secret => secret.Equals(header, StringComparison.OrdinalIgnoreCase));

    /// <summary>Works on plain text, JSON and URLs.</summary>
    public static string Redact(string text) =>
        ApiKeyRegex().Replace(SecretParameterRegex().Replace(text, "$1[redacted]"), "[redacted key]");

    /// <summary>True when a text contains what may be the beginning of a key, also a malformed one.</summary>
    public static bool ContainsKey(string text) => KeyPrefixRegex().IsMatch(text);

    [GeneratedRegex(@"(?:scopix|aion)_[A-Za-z0-9]{8}|llx-[A-Za-z0-9]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex KeyPrefixRegex();

    [GeneratedRegex(@"((?:X-Amz-[A-Za-z-]{1,40}|api_key|token|signature|sig)=)[^&""'\s\\]+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretParameterRegex();

    [GeneratedRegex(@"\b(?:scopix_[A-Za-z0-9]{8}[A-Za-z0-9_-]{12,}|llx-[A-Za-z0-9_-]{8,})", RegexOptions.CultureInvariant)]
    private static partial Regex ApiKeyRegex();
}
