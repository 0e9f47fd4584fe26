using System.Text;

namespace Scopix.Emulator.Journal;

/// <summary>A request as a line for a shell, which takes the key from <c>$SCOPIX_API_KEY</c> and files from the working folder.</summary>
public static class CurlLine
{
    /// <summary>What curl sets itself, or what is of one connection alone.</summary>
    private static readonly string[] LeftOut =
        ["Authorization", "Host", "Content-Length", "Connection", "Accept-Encoding", "User-Agent", "Transfer-Encoding", "Expect", "traceparent", "Accept"];

    /// <summary>The line with its line end; a comment for a request that cannot be sent again.</summary>
    public static string Of(JournalEntry entry, Uri origin)
    {
        var url = new Uri(origin, UrlPath(entry) + entry.Query).AbsoluteUri;
        if (entry.Operation?.StartsWith("storage.", StringComparison.Ordinal) == true)
            return $"# {entry.Id}: {entry.Method} {OneLine(Redaction.Of(url))} (its signature is not kept: ask for a fresh URL)\n";
        var line = new StringBuilder($"curl -X {entry.Method} {Quoted(Redaction.Of(url))}");
        if (entry.RequestHeaders.Any(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
            line.Append(" -H \"Authorization: Bearer $SCOPIX_API_KEY\"");
        foreach (var (name, values) in entry.RequestHeaders.Where(header => !LeftOut.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            if (!(entry.Form is not null && name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) && !Redaction.IsSecret(name))
                line.Append(" -H ").Append(Quoted($"{name}: {Redaction.Of(values.ToString())}"));
        if (entry.Body is { } body) line.Append(" --data-raw ").Append(Quoted(Redaction.Of(Encoding.UTF8.GetString(body.Span))));
        if (entry.Form is { } form) AddForm(line, form);
        return line.Append('\n').ToString();
    }

    private static void AddForm(StringBuilder line, SentForm form)
    {
        foreach (var (name, values) in form.Fields)
            foreach (var value in values) line.Append(" --form-string ").Append(Quoted($"{name}={value}"));
        foreach (var file in form.Files) line.Append(" -F ").Append(Quoted($"{file.Part}=@\"{file.Filename.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
    }

    /// <summary>The path as it can stand in a URL.</summary>
    public static string UrlPath(JournalEntry entry) => new Microsoft.AspNetCore.Http.PathString(entry.Path).ToUriComponent();

    /// <summary>A text that no shell looks into. What would steer a terminal is written out, as bash, zsh and POSIX 2024 have it.</summary>
    private static string Quoted(string text) => text.Any(Steers)
        ? $"$'{string.Concat(text.Select(Escaped))}'"
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool Steers(char one) => char.IsControl(one) && one is not ('\n' or '\t');

    private static string Escaped(char one) => one switch
    {
        '\\' or '\'' => "\\" + one,
        _ when Steers(one) => string.Concat(Encoding.UTF8.GetBytes([one]).Select(unit => $"\\x{unit:x2}")),
        _ => one.ToString(),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
