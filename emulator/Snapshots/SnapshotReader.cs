using System.Formats.Tar;
using System.Text;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Snapshots;

/// <summary>Reads an exported file entry by entry. What is not as it was written is refused by name: 422.</summary>
/// <param name="from">The tar, unpacked.</param>
/// <param name="cancel">Gives up.</param>
internal sealed class SnapshotReader(Stream from, CancellationToken cancel) : IAsyncDisposable
{
    /// <summary>Two blocks of zeros end a tar; programs fill it up with more, to the length of a record (tar's own is 10 KiB).</summary>
    private const long MostPadding = 1 << 20;

    private readonly UnpackedStream _from = new(from);
    private readonly StringBuilder _sums = new();
    private readonly HashSet<string> _seen = [];
    private TarReader? _tar;
    private TarEntry? _next;
    private long _bytes;

    /// <summary>The next entry's path; nothing of it is read yet. Empty at the end.</summary>
    public async Task<string> PeekAsync()
    {
        if (_next is not null) return _next.Name;
        var entry = await Guarded("body", async () => await (_tar ??= new TarReader(_from, leaveOpen: true)).GetNextEntryAsync(copyData: false, cancel));
        if (entry is null) return "";
        if (entry is not UstarTarEntry { EntryType: TarEntryType.RegularFile }) throw Wrong("body", "has something else than plain files of the ustar form in it");
        if (!_seen.Add(entry.Name)) throw Wrong(entry.Name, "is there twice");
        _bytes += Archive.Block + ((entry.Length + Archive.Block - 1) / Archive.Block * Archive.Block);
        _next = entry;
        return entry.Name;
    }

    /// <summary>Reads the entry that must come next.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="most">Bytes it may have.</param>
    /// <param name="read">Is given its bytes, and reads them all.</param>
    public async Task<T> ReadAsync<T>(string path, long most, Func<Stream, Task<T>> read)
    {
        var found = await PeekAsync();
        if (found != path) throw found.Length > 0 ? Wrong(path, $"must come where {found} does") : Wrong(path, "is missing: the file ends before it");
        var entry = _next!;
        if (entry.Length > most) throw Wrong(path, $"has {entry.Length} bytes, at most {most} are taken");
        _next = null;
        await using var bytes = new SummedStream(new EntryStream(entry.DataStream ?? Stream.Null, path, entry.Length), entry.Length);
        var result = await read(bytes);
        await bytes.CopyToAsync(Stream.Null, cancel);
        if (path != "SHA256SUMS") _sums.Append($"{bytes.Sum()}  {path}\n");
        return result;
    }

    /// <summary>Reads a short entry whole.</summary>
    public Task<byte[]> ReadAsync(string path, int most) => ReadAsync(path, most, async bytes =>
    {
        var whole = new MemoryStream();
        await bytes.CopyToAsync(whole, cancel);
        return whole.ToArray();
    });

    /// <summary>Reads the sums, which end the file, and holds them to what was read.</summary>
    public async Task FinishAsync()
    {
        var sums = await ReadAsync("SHA256SUMS", 512 * (_seen.Count + 1));
        if (Encoding.ASCII.GetString(sums) != _sums.ToString()) throw Wrong("SHA256SUMS", "does not fit what is there: the file was changed or damaged");
        if (await PeekAsync() is { Length: > 0 } more) throw Wrong(more, "is behind the end");
        await Guarded("end", async () =>
        {
            var block = new byte[Archive.Block];
            while (await _from.ReadAsync(block, cancel) is > 0 and var read)
                if (_from.Count > _bytes + MostPadding || block.AsSpan(0, read).ContainsAnyExcept((byte)0)) throw Wrong("body", "goes on behind its end");
            return true;
        });
        if (_from.Count < _bytes + (2 * Archive.Block)) throw Wrong("body", "is cut off at its end");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_tar is not null) await _tar.DisposeAsync();
    }

    /// <summary>A refusal that names a part of the file.</summary>
    public static ApiError Wrong(string part, string issue) => ApiError.Invalid(part, issue);

    /// <summary>Whatever the tar reader says of bytes that are no tar is a refusal.</summary>
    private static async Task<T> Guarded<T>(string part, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (EndOfStreamException)
        {
            throw Wrong(part, "is cut off");
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            throw Wrong(part, "is not gzip or not a tar, or damaged");
        }
    }

    /// <summary>The unpacked bytes, counted.</summary>
    private sealed class UnpackedStream(Stream from) : ForwardStream
    {
        public long Count { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await from.ReadAsync(buffer, cancellationToken);
            Count += read;
            return read;
        }
    }

    /// <summary>The bytes of an entry; a file that ends or breaks in it is refused by the entry's name.</summary>
    private sealed class EntryStream(Stream from, string path, long length) : ForwardStream
    {
        private long _left = length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await Guarded(path, async () => await from.ReadAsync(buffer, cancellationToken));
            if (read == 0 && buffer.Length > 0 && _left > 0) throw Wrong(path, "is cut off");
            _left -= read;
            return read;
        }
    }
}
