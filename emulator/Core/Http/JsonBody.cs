using System.IO.Pipelines;

namespace Scopix.Emulator.Http;

/// <summary>
/// JSON in UTF-8, ready to be sent: one text, or several in a row. They are never changed, so responses and the journal share them.
/// </summary>
internal sealed class JsonBody(params IReadOnlyList<byte[]> parts)
{
    private const int MaxBlockLength = 128 * 1024;

    /// <summary>The length of all parts in bytes.</summary>
    public int Length { get; } = parts.Sum(part => part.Length);

    /// <summary>The whole text; a copy when it has several parts.</summary>
    public byte[] ToArray()
    {
        if (parts.Count == 1) return parts[0];
        var (all, length) = (new byte[Length], 0);
        foreach (var part in parts)
        {
            part.CopyTo(all, length);
            length += part.Length;
        }
        return all;
    }

    /// <summary>Writes it as the body of a response whose headers are set.</summary>
    public async Task WriteAsync(HttpResponse response, CancellationToken cancel)
    {
        if (parts.Count == 1)
        {
            await response.Body.WriteAsync(parts[0], cancel);
            return;
        }
        await response.StartAsync(cancel); // before it, the server would keep a second copy of what is written
        WriteParts(response.BodyWriter);
        await response.BodyWriter.FlushAsync(cancel);
    }

    private void WriteParts(PipeWriter writer)
    {
        var left = Length;
        var room = Span<byte>.Empty;
        foreach (var part in parts)
        {
            for (var rest = part.AsSpan(); rest.Length > 0;)
            {
                // one large block, not 25 blocks of 4 KiB that the socket must gather
                if (room.Length == 0) room = writer.GetSpan(Math.Min(left, MaxBlockLength));
                var count = Math.Min(rest.Length, room.Length);
                rest[..count].CopyTo(room);
                writer.Advance(count);
                rest = rest[count..];
                room = room[count..];
                left -= count;
            }
        }
    }
}
