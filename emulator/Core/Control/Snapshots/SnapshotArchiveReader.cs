using System.Formats.Tar;
using Scopix.Media;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>
/// Reads an exported snapshot entry by entry. Anything that an export does not write is refused with 422 and the name of the entry.
/// </summary>
internal sealed class SnapshotArchiveReader(Stream from, CancellationToken cancel) : IAsyncDisposable
{
    /// <summary>A tar ends with two blocks of zeros. Programs pad it to the length of a record (10 KiB by default).</summary>
    private const long MaxPadding = 1 << 20;

    private readonly CountingStream _unpacked = new(from);
    private readonly StringBuilder _checksums = new();
    private readonly HashSet<string> _paths = [];
    private TarReader? _tar;
    private TarEntry? _nextEntry;
    private long _expectedBytes;

    /// <summary>The path of the next entry, whose content is not read yet; empty at the end.</summary>
    public async Task<string> PeekPathAsync()
    {
        if (_nextEntry is not null) return _nextEntry.Name;
        var entry = await ReadOrRefuseAsync("body",
            async () => await (_tar ??= new TarReader(_unpacked, leaveOpen: true)).GetNextEntryAsync(copyData: false, cancel));
        if (entry is null) return "";
        if (entry is not UstarTarEntry { EntryType: TarEntryType.RegularFile })
            throw ApiError.Invalid("body", "must contain only regular files in the ustar format");
        if (!_paths.Add(entry.Name)) throw ApiError.Invalid(entry.Name, "must not occur twice");
        _expectedBytes += SnapshotArchive.BlockSize
            + ((entry.Length + SnapshotArchive.BlockSize - 1) / SnapshotArchive.BlockSize * SnapshotArchive.BlockSize);
        _nextEntry = entry;
        return entry.Name;
    }

    /// <summary>Reads the entry that must come next.</summary>
    /// <param name="read">Reads the content to its end.</param>
    public async Task<T> ReadAsync<T>(string path, long most, Func<Stream, Task<T>> read)
    {
        var found = await PeekPathAsync();
        if (found != path)
            throw ApiError.Invalid(path, found.Length == 0
                ? "is missing: the file ends before this entry"
                : $"was expected, but {found} was found: entries must be in the order in which an export writes them");
        var entry = _nextEntry!;
        if (entry.Length > most) throw ApiError.Invalid(path, $"has {entry.Length} bytes; at most {most} are accepted");
        _nextEntry = null;
        await using var bytes = new HashingStream(new EntryStream(entry.DataStream ?? Stream.Null, path, entry.Length), entry.Length);
        var result = await read(bytes);
        await bytes.CopyToAsync(Stream.Null, cancel);
        if (path != "SHA256SUMS") _checksums.Append($"{bytes.GetSha256()}  {path}\n");
        return result;
    }

    public Task<byte[]> ReadAsync(string path, int most) => ReadAsync(path, most, async bytes =>
    {
        var whole = new MemoryStream();
        await bytes.CopyToAsync(whole, cancel);
        return whole.ToArray();
    });

    public async Task VerifyChecksumsAsync()
    {
        var sums = await ReadAsync("SHA256SUMS", 512 * (_paths.Count + 1));
        if (Encoding.ASCII.GetString(sums) != _checksums.ToString())
            throw ApiError.Invalid("SHA256SUMS", "does not match the entries: the file was changed or damaged");
        if (await PeekPathAsync() is { Length: > 0 } more)
            throw ApiError.Invalid(more, "must not follow SHA256SUMS, which is the last entry");
        var block = new byte[SnapshotArchive.BlockSize];
        while (await ReadOrRefuseAsync("end", () => _unpacked.ReadAsync(block, cancel).AsTask()) is > 0 and var read)
            if (_unpacked.BytesRead > _expectedBytes + MaxPadding || block.AsSpan(0, read).ContainsAnyExcept((byte)0))
                throw ApiError.Invalid("body", "must end after SHA256SUMS, but has more bytes");
        if (_unpacked.BytesRead < _expectedBytes + (2 * SnapshotArchive.BlockSize))
            throw ApiError.Invalid("body", "ends too early: two blocks of zeros must end it");
    }

    public async ValueTask DisposeAsync()
    {
        if (_tar is not null) await _tar.DisposeAsync();
    }

    /// <summary>Turns every exception of the tar reader about invalid bytes into a 422.</summary>
    private static async Task<T> ReadOrRefuseAsync<T>(string part, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (EndOfStreamException)
        {
            throw ApiError.Invalid(part, "ends too early");
        }
        catch (Exception error)
            when (error is InvalidDataException or FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            throw ApiError.Invalid(part, "is damaged, or not a gzipped tar");
        }
    }

    private sealed class CountingStream(Stream from) : ForwardOnlyStream
    {
        public long BytesRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await from.ReadAsync(buffer, cancellationToken);
            BytesRead += read;
            return read;
        }
    }

    /// <summary>The content of an entry. A truncated or damaged one is refused with the name of the entry.</summary>
    private sealed class EntryStream(Stream from, string path, long length) : ForwardOnlyStream
    {
        private long _remaining = length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await ReadOrRefuseAsync(path, async () => await from.ReadAsync(buffer, cancellationToken));
            if (read == 0 && buffer.Length > 0 && _remaining > 0) throw ApiError.Invalid(path, "ends too early");
            _remaining -= read;
            return read;
        }
    }
}
