namespace Scopix.Emulator.Control.Hints;

/// <summary>The header X-Emulator-Unknown: names such as <c>query.limt</c>, separated by commas.</summary>
internal static class UnknownInputHeader
{
    public const string Name = "X-Emulator-Unknown";

    /// <summary>The greatest number of names; the journal has all.</summary>
    public const int MaxNames = 10;

    /// <summary>The greatest length of a name, in characters.</summary>
    private const int MaxNameLength = 80;

    public static void Append(HttpResponse response, IReadOnlyList<string> names)
    {
        var shown = string.Join(", ", names.Take(MaxNames).Select(Encode));
        if (names.Count > MaxNames) shown += $", {names.Count - MaxNames} more";
        var header = response.Headers[Name];
        response.Headers[Name] = header.Count == 0 ? shown : $"{header}, {shown}";
    }

    /// <summary>A name as a header can have it: what is not visible ASCII, and a comma, is percent-encoded.</summary>
    public static string Encode(string name)
    {
        var encoded = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(Journal.Redaction.Redact(name)))
        {
            if (encoded.Length >= MaxNameLength) return encoded.Append("...").ToString();
            if (one is > (byte)' ' and <= (byte)'~' and not ((byte)',' or (byte)'%')) encoded.Append((char)one);
            else encoded.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
        }
        return encoded.ToString();
    }
}
