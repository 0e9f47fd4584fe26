using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>A request as a shell command, which takes the key from <c>$SCOPIX_API_KEY</c> and files from the working folder.</summary>
internal static class CurlCommand
{
    /// <summary>Headers that curl sets itself, that belong to one connection, or that browsers add to every request.</summary>
    private static readonly string[] OmittedHeaders =
        ["Authorization", "Host", "Content-Length", "Connection", "Keep-Alive", "User-Agent", "Transfer-Encoding", "TE", "Expect",
            "traceparent", "tracestate", "Accept", "Origin", "Referer", "Cache-Control", "Pragma", "Priority", "DNT",
            "Upgrade-Insecure-Requests"];

    private static readonly string[] OmittedPrefixes = ["Accept-", "Sec-"];

    /// <summary>The command with a line end; a comment for a request that cannot be repeated.</summary>
    public static string Format(JournalEntry entry, Uri origin)
    {
        var url = Redaction.Redact(RequestUrl.Build(entry, origin));
        if (entry.Operation?.StartsWith("storage.", StringComparison.Ordinal) == true)
            return $"# {entry.Id}: {entry.Method} {ReplaceLineBreaks(url)} (its signature is not stored: get a new URL)\n";
        var line = new StringBuilder($"curl -X {QuoteIfNeeded(entry.Method)} {Quote(url)}");
        if (url.Contains('[', StringComparison.Ordinal)) line.Append(" -g"); // curl would expand "[redacted]"
        if (entry.RequestTarget == "*") line.Append(" --request-target '*'");
        if (entry.RequestHeaders.Any(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
            line.Append(" -H \"Authorization: Bearer $SCOPIX_API_KEY\"");
        foreach (var (name, values) in entry.RequestHeaders.Where(header => !IsOmitted(header.Key)))
            if (!(entry.RequestForm is not null && name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                && !Redaction.IsSecretHeader(name))
                line.Append(" -H ").Append(Quote(FormatHeader(name, Redaction.Redact(values.ToString()))));
        if (entry.RequestBody is { } body) line.Append(" --data-raw ").Append(Quote(Redaction.Redact(Encoding.UTF8.GetString(body.Span))));
        if (entry.RequestForm is { } form) AppendForm(line, form);
        return line.Append('\n').ToString();
    }

    private static bool IsOmitted(string header) => OmittedHeaders.Contains(header, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(OmittedPrefixes, prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static void AppendForm(StringBuilder line, SentForm form)
    {
        foreach (var (name, values) in form.Fields)
            foreach (var value in values) line.Append(" --form-string ").Append(Quote($"{name}={Redaction.Redact(value ?? "")}"));
        foreach (var file in form.Files) line.Append(" -F ").Append(Quote(FormatFilePart(file.Part, file.Filename)));
    }

    /// <summary>
    /// The file is read from the working folder without the folders of its name, and sent under the name that was received.
    /// </summary>
    private static string FormatFilePart(string part, string name)
    {
        var local = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var sent = local == name ? "" : $";filename=\"{Escape(name)}\"";
        return $"{part}=@\"{(local is "" or "-" ? "./" + local : Escape(local))}\"{sent}";
    }

    private static string Escape(string name) =>
        name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>curl sends an empty header only if it is written with a semicolon.</summary>
    private static string FormatHeader(string name, string value) => value.Length == 0 ? name + ";" : $"{name}: {value}";

    /// <summary>An HTTP method may contain characters that a shell interprets, e.g. <c>`id`</c>.</summary>
    private static string QuoteIfNeeded(string method) => method.All(char.IsAsciiLetter) ? method : Quote(method);

    /// <summary>Quotes a text for bash, zsh and POSIX 2024. Control characters are escaped, since a terminal would act on them.</summary>
    private static string Quote(string text) => text.Any(IsTerminalControl)
        ? $"$'{string.Concat(text.Select(Escape))}'"
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsTerminalControl(char one) => char.IsControl(one) && one is not ('\n' or '\t');

    private static string Escape(char one) => one switch
    {
        '\\' or '\'' => "\\" + one,
        _ when IsTerminalControl(one) => string.Concat(Encoding.UTF8.GetBytes([one]).Select(unit => $"\\x{unit:x2}")),
        _ => one.ToString(),
    };

    private static string ReplaceLineBreaks(string text) => text.ReplaceLineEndings(" ");
}
