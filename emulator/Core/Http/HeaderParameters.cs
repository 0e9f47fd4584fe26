namespace Scopix.Emulator.Http;

/// <summary>
/// A header's value and its parameters, parsed as leniently as busboy and Python's email package do: an unquoted value ends at the
/// next semicolon, whatever it contains (<c>boundary================1==</c>, <c>filename=my file.txt</c>).
/// </summary>
internal sealed class HeaderParameters
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private HeaderParameters(string value) => Value = value;

    public string Value { get; }

    /// <summary>Why the parameters cannot be parsed; null when they can.</summary>
    public string? Problem { get; private set; }

    /// <summary>A parameter without quotes and escapes; null when it is absent.</summary>
    public string? this[string name] => _parameters.GetValueOrDefault(name);

    public IEnumerable<string> Names => _parameters.Keys;

    public static HeaderParameters Parse(string header)
    {
        var end = header.IndexOf(';', StringComparison.Ordinal);
        var parsed = new HeaderParameters((end < 0 ? header : header[..end]).Trim());
        if (parsed.Value.Contains('=', StringComparison.Ordinal)) parsed.Problem = "it begins with a parameter";
        for (var at = end; at >= 0 && at < header.Length && parsed.Problem is null;) at = parsed.ParseParameter(header, at + 1);
        return parsed;
    }

    /// <summary>Parses the parameter at an offset, and returns the offset of its semicolon or of the end.</summary>
    private int ParseParameter(string header, int at)
    {
        var next = header.IndexOfAny([';', '='], at);
        if (next < 0) next = header.Length;
        var name = header[at..next].Trim();
        if (next == header.Length || header[next] == ';')
        {
            if (name.Length > 0) Problem = $"'{name}' has no value";
            return next;
        }

        at = next + 1;
        while (at < header.Length && header[at] is ' ' or '\t') at++;
        var value = at < header.Length && header[at] == '"' ? ReadQuoted(header, ref at) : ReadUnquoted(header, ref at);
        if (name.Length == 0) Problem ??= "a value has no name";
        else if (!_parameters.TryAdd(name, value)) Problem ??= $"'{name}' is given twice";
        return at;
    }

    private string ReadUnquoted(string header, ref int at)
    {
        var end = header.IndexOf(';', at);
        if (end < 0) end = header.Length;
        var value = header[at..end].Trim();
        if (value.Contains('"', StringComparison.Ordinal)) Problem = "a value without quotes contains a quote";
        at = end;
        return value;
    }

    /// <summary>Only <c>\"</c> and <c>\\</c> are escapes, because browsers do not escape other backslashes.</summary>
    private string ReadQuoted(string header, ref int at)
    {
        var value = new StringBuilder();
        var closed = false;
        for (at++; at < header.Length && !closed; at++)
        {
            var c = header[at];
            var escapes = c == '\\' && at + 1 < header.Length && header[at + 1] is '\\' or '"' && !IsClosingQuote(header, at + 1);
            if (escapes) value.Append(header[++at]);
            else if (c == '"') closed = true;
            else value.Append(c);
        }

        while (at < header.Length && header[at] is ' ' or '\t') at++;
        if (!closed) Problem = "a quote is not closed";
        else if (at < header.Length && header[at] != ';') Problem = "there is text after a closing quote";
        return value.ToString();
    }

    /// <summary>The last quote closes the value, even after a backslash: <c>filename="C:\dir\"</c>.</summary>
    private static bool IsClosingQuote(string header, int at) => header[at] == '"' && header.IndexOf('"', at + 1) < 0;
}
