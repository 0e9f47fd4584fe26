using Microsoft.Extensions.Primitives;

namespace Scopix.Emulator.Proxy.Replay;

/// <summary>The headers of a recorded message.</summary>
internal static class HarHeaders
{
    /// <summary>
    /// The names and values. HTTP/2's pseudo-headers are left out, and so is what no header can contain: a line break would begin another
    /// header, or another request.
    /// </summary>
    public static List<KeyValuePair<string, StringValues>> Read(JsonElement message) =>
        message.Find("headers") is not { ValueKind: JsonValueKind.Array } headers ? []
            : [.. headers.EnumerateArray()
                .Select(header => (Name: header.FindText("name"), Value: header.FindText("value") ?? ""))
                .Where(header => header.Name is { Length: > 0 } name && name[0] != ':' && CanBeSent(name) && CanBeSent(header.Value))
                .Select(header => KeyValuePair.Create(header.Name!, new StringValues(header.Value)))];

    /// <summary>Whether a text is one of bytes, without control characters.</summary>
    public static bool CanBeSent(string text) => text.All(letter => letter is '\t' or (>= ' ' and not '\x7f' and <= '\xff'));
}
