using System.Net;

namespace Scopix.Emulator.Proxy.Comparing;

/// <summary>A copy of a request's body: in memory at first, then in a temporary file that disappears with it.</summary>
internal sealed class SpooledBody : IBodyObserver, IDisposable
{
    private const int MaxMemoryBytes = 256 * 1024;

    private Stream _stream = new MemoryStream();

    public long Length => _stream.Length;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_stream is MemoryStream && _stream.Length + bytes.Length > MaxMemoryBytes) MoveToFile();
        _stream.Write(bytes);
    }

    /// <summary>The whole body from its beginning; the next call rewinds it. The stream belongs to this object.</summary>
    public Stream Open()
    {
        _stream.Position = 0;
        return _stream;
    }

    public ReadOnlyMemory<byte> ToMemory()
    {
        var bytes = new byte[_stream.Length];
        Open().ReadExactly(bytes);
        return bytes;
    }

    public void Dispose() => _stream.Dispose();

    private void MoveToFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"scopix-request-{Path.GetRandomFileName()}"), options);
        Open().CopyTo(file);
        _stream.Dispose();
        _stream = file;
    }
}

/// <summary>The content of a request that leaves the body open, so that it can be sent again.</summary>
internal sealed class SpooledContent(SpooledBody body) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.Open().CopyToAsync(stream);

    protected override bool TryComputeLength(out long length) => (length = body.Length) >= 0;
}
