using System.Buffers;

namespace Scopix.Emulator.Proxy.Interception;

/// <summary>The first line of a request to a forward proxy, which asks for a tunnel: <c>CONNECT api.scopix.ai:443 HTTP/1.1</c>.</summary>
/// <param name="Host">In lower case, without a dot at its end.</param>
/// <param name="Port">The port at that host.</param>
internal sealed record ConnectRequest(string Host, int Port)
{
    /// <summary>The end of the header fields.</summary>
    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    public override string ToString() => $"{Host}:{Port}";

    /// <summary>Whether a text is a name of a host as certificates have it: no address, no wildcard, ASCII.</summary>
    public static bool IsHostName(string text) => text.Length is > 0 and <= 253 && text.All(char.IsAscii)
        && Uri.CheckHostName(text) == UriHostNameType.Dns && text.Split('.').All(label => label.Length is > 0 and <= 63);

    /// <summary>Finds the end of a head; false when it has not arrived yet.</summary>
    public static bool TryReadHead(ReadOnlySequence<byte> received, out ReadOnlySequence<byte> head, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(received);
        var isWhole = reader.TryReadTo(out head, EndOfHead);
        end = reader.Position;
        return isWhole;
    }

    /// <summary>
    /// Reads the first line of a head. The method is null when it is no line of HTTP/1, the request when it asks for no tunnel.
    /// </summary>
    public static (string? Method, ConnectRequest? Request) Parse(ReadOnlySequence<byte> head)
    {
        var line = Encoding.Latin1.GetString(head).Split("\r\n", 2)[0].Split(' ');
        if (line.Length != 3 || !line[2].StartsWith("HTTP/1.", StringComparison.Ordinal)) return (null, null);
        if (line[0] != "CONNECT") return (line[0], null);
        var colon = line[1].LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(line[1].AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return (line[0], null);
        return (line[0], new(NormalizeHost(line[1][..colon]), port));
    }

    public static string NormalizeHost(string host) => host.ToLowerInvariant().TrimEnd('.');
}
