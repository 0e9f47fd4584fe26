using System.Runtime.InteropServices;
using System.Text;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>What a command prints, to both streams. Of a long output the beginning and the end are kept, in whole lines, since a part
/// of a key in a cut line would not be found.</summary>
internal sealed class OutputBuffer
{
    private const int MaxHead = 256 * 1024, MaxTail = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly List<byte> _head = [];
    private byte[] _tail = [];
    private long _omitted;

    /// <summary>Reads a stream to its end.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancel)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer, cancel)) > 0;) Add(buffer.AsSpan(0, count));
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the process has ended, or another one holds its stream
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            if (_omitted == 0) return Encoding.UTF8.GetString([.. _head, .. _tail]);
            var head = CollectionsMarshal.AsSpan(_head);
            head = head[..(head.LastIndexOf((byte)'\n') + 1)];
            var end = _tail.AsSpan();
            end = end.IndexOf((byte)'\n') is var line and >= 0 ? end[(line + 1)..] : [];
            var omitted = _omitted + _head.Count - head.Length + _tail.Length - end.Length;
            return $"{Encoding.UTF8.GetString(head)}[{omitted} bytes are left out]\n{Encoding.UTF8.GetString(end)}";
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var room = Math.Min(bytes.Length, MaxHead - _head.Count);
            _head.AddRange(bytes[..room]);
            if (room == bytes.Length) return;
            byte[] all = [.. _tail, .. bytes[room..]];
            var excess = Math.Max(0, all.Length - MaxTail);
            _omitted += excess;
            _tail = all[excess..];
        }
    }
}
