using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Logging;

/// <summary>
/// A request target as the log shows it: as the client sent it, percent-encoded, without keys and signatures. Names and values are decoded
/// only to find out whether they are secret, so that an encoded key is found too.
/// </summary>
internal static class LoggedTarget
{
    public const int MaxLength = 500;

    private const string Redacted = "[redacted]";

    /// <summary>Ends of the names of query parameters whose values may be secret, here or in other systems of the client.</summary>
    private static readonly string[] SecretNames =
        ["key", "token", "secret", "signature", "sig", "password", "credential", "credentials", "authorization", "auth"];

    public static string Format(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var shown = new StringBuilder(string.Join('/', path.Split('/').Select(RedactKey)));
        if (question >= 0) AppendQuery(shown.Append('?'), target[(question + 1)..]);
        return LogText.Escape(shown.ToString(), MaxLength);
    }

    private static void AppendQuery(StringBuilder shown, string query)
    {
        var (separator, isSigned) = ("", false);
        foreach (var pair in query.Split('&'))
        {
            if (shown.Length > MaxLength) return;
            var name = Decode(pair.Split('=')[0]);
            if (name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
            {
                if (!isSigned) shown.Append(separator).Append("[signed]");
                isSigned = true;
            }
            else
            {
                var isSecret = pair.Contains('=', StringComparison.Ordinal) && IsSecret(name) && !Redaction.ContainsKey(name);
                shown.Append(separator).Append(isSecret ? pair[..(pair.IndexOf('=') + 1)] + Redacted : RedactKey(pair));
            }
            separator = "&";
        }
    }

    /// <summary>True for <c>key</c>, <c>api_key</c>, <c>accessToken</c> and the like.</summary>
    private static bool IsSecret(string name) =>
        Array.Exists(SecretNames, secret => name.EndsWith(secret, StringComparison.OrdinalIgnoreCase));

    private static string RedactKey(string part)
    {
        var decoded = part.Contains('%', StringComparison.Ordinal) ? Decode(part) : part;
        return Redaction.ContainsKey(decoded) ? "[redacted key]" : part;
    }

    /// <summary>Twice, since a client may have encoded an encoded text.</summary>
    private static string Decode(string text) => Uri.UnescapeDataString(Uri.UnescapeDataString(text));
}
