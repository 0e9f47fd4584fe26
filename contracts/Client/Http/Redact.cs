using System.Text.RegularExpressions;

namespace Scopix.Client;

/// <summary>Takes out of a text what nobody but the service may know.</summary>
internal static partial class Redact
{
    /// <summary>Leaves out the queries of URLs: a presigned URL's query is all that one needs to use it.</summary>
    public static string Urls(string text) => Query().Replace(text, "$1?…");

    /// <summary>Leaves out keys and the queries of URLs.</summary>
    public static string Secrets(string text) => Key().Replace(Urls(text), "$1…");

    [GeneratedRegex(@"(https?://[^\s""'<>?]*)\?[^\s""'<>]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Query();

    [GeneratedRegex(@"\b([a-z]+_)[A-Za-z0-9_-]{20,}", RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
