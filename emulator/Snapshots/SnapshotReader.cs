using System.Security.Cryptography;
using System.Text;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Snapshots;

/// <summary>Reads an exported file entry by entry. What is not exactly as it was written is refused by name: 422.</summary>
/// <param name="from">The tar, unpacked.</param>
/// <param name="cancel">Gives up.</param>
internal sealed class SnapshotReader(Stream from, CancellationToken cancel)
{
    private readonly StringBuilder _sums = new();
    private readonly HashSet<string> _seen = [];
    private (string Path, long Size)? _next;

    /// <summary>The next entry's path and size; nothing of it is read yet.</summary>
    public async Task<(string Path, long Size)> PeekAsync()
    {
        if (_next is { } known) return known;
        var header = new byte[TarFile.Block];
        await FillAsync(header, "header");
        var (path, size) = TarFile.Read(header) ?? throw Wrong("body", "has something else than plain files in it");
        if (!_seen.Add(path)) throw Wrong(path, "is there twice");
        _next = (path, size);
        return (path, size);
    }

    /// <summary>Reads the entry that must come next.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="most">Bytes it may have.</param>
    /// <param name="read">Is given its bytes, and reads them all.</param>
    public async Task<T> ReadAsync<T>(string path, long most, Func<Stream, Task<T>> read)
    {
        var (found, size) = await PeekAsync();
        if (found != path) throw Wrong(path, $"must come where {found} does");
        if (size > most) throw Wrong(path, $"has {size} bytes, at most {most} are taken");
        _next = null;
        using var entry = new EntryStream(this, path, size);
        var result = await read(entry);
        await entry.CopyToAsync(Stream.Null, cancel);
        var sum = entry.Sum();
        if (path != "SHA256SUMS") _sums.Append($"{sum}  {path}\n");
        await FillAsync(new byte[TarFile.Padding(size)], path);
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
        var sums = await ReadAsync("SHA256SUMS", 256 * (_seen.Count + 1));
        if (Encoding.ASCII.GetString(sums) != _sums.ToString()) throw Wrong("SHA256SUMS", "does not fit what is there: the file was changed or damaged");
        var end = new byte[2 * TarFile.Block];
        await FillAsync(end, "end");
        if (end.Any(b => b != 0) || await SomeAsync(end) != 0) throw Wrong("body", "goes on behind its end");
    }

    /// <summary>A refusal that names a part of the file.</summary>
    public static ApiError Wrong(string part, string issue) => ApiError.Invalid(part, issue);

    private async Task FillAsync(byte[] buffer, string part)
    {
        for (int at = 0, read; at < buffer.Length; at += read)
        {
            read = await SomeAsync(buffer.AsMemory(at));
            if (read == 0) throw Wrong(part, "is cut off");
        }
    }

    private async ValueTask<int> SomeAsync(Memory<byte> buffer)
    {
        try
        {
            return await from.ReadAsync(buffer, cancel);
        }
        catch (InvalidDataException)
        {
            throw Wrong("body", "is not gzip, or damaged");
        }
    }

    /// <summary>The bytes of one entry.</summary>
    private sealed class EntryStream(SnapshotReader reader, string path, long size) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _left = size;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public string Sum() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0 || buffer.Length == 0) return 0;
            var read = await reader.SomeAsync(buffer[..(int)Math.Min(buffer.Length, _left)]);
            if (read == 0) throw Wrong(path, "is cut off");
            _hash.AppendData(buffer.Span[..read]);
            _left -= read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
