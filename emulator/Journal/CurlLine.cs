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
        var url = Redaction.Of(RequestUrl.Of(entry, origin));
        if (entry.Operation?.StartsWith("storage.", StringComparison.Ordinal) == true)
            return $"# {entry.Id}: {entry.Method} {OneLine(url)} (its signature is not kept: ask for a fresh URL)\n";
        var line = new StringBuilder($"curl -X {Word(entry.Method)} {Quoted(url)}");
        if (url.Contains('[', StringComparison.Ordinal)) line.Append(" -g"); // of "[redacted]"
        if (entry.Target == "*") line.Append(" --request-target '*'");
        if (entry.RequestHeaders.Any(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
            line.Append(" -H \"Authorization: Bearer $SCOPIX_API_KEY\"");
        foreach (var (name, values) in entry.RequestHeaders.Where(header => !LeftOut.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            if (!(entry.Form is not null && name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) && !Redaction.IsSecret(name))
                line.Append(" -H ").Append(Quoted(Header(name, Redaction.Of(values.ToString()))));
        if (entry.Body is { } body) line.Append(" --data-raw ").Append(Quoted(Redaction.Of(Encoding.UTF8.GetString(body.Span))));
        if (entry.Form is { } form) AddForm(line, form);
        return line.Append('\n').ToString();
    }

    private static void AddForm(StringBuilder line, SentForm form)
    {
        foreach (var (name, values) in form.Fields)
            foreach (var value in values) line.Append(" --form-string ").Append(Quoted($"{name}={Redaction.Of(value ?? "")}"));
        foreach (var file in form.Files) line.Append(" -F ").Append(Quoted(FilePart(file.Part, file.Filename)));
    }

    /// <summary>A file of the working folder, whatever folders its name has; it goes under the name that came.</summary>
    private static string FilePart(string part, string name)
    {
        var local = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var sent = local == name ? "" : $";filename=\"{Escaped(name)}\"";
        return $"{part}=@\"{(local is "" or "-" ? "./" + local : Escaped(local))}\"{sent}";
    }

    private static string Escaped(string name) =>
        name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>A header that is sent empty ends with a semicolon; with a colon curl would leave it out.</summary>
    private static string Header(string name, string value) => value.Length == 0 ? name + ";" : $"{name}: {value}";

    /// <summary>HTTP's method may have characters that a shell acts on: a token can be <c>`id`</c>.</summary>
    private static string Word(string method) => method.All(char.IsAsciiLetter) ? method : Quoted(method);

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
