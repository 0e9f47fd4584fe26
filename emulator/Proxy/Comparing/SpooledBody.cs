using System.Net;

namespace Scopix.Emulator.Proxy.Comparing;

/// <summary>A copy of a request's body: in memory at first, then in a temporary file that disappears with it.</summary>
/// <param name="folder">The folder of the file; null for that of temporary files.</param>
internal sealed class SpooledBody(string? folder = null) : IBodyObserver, IDisposable
{
    private const int MaxMemoryBytes = 256 * 1024;
    private const long MaxBytes = 1L << 30;

    private Stream _stream = new MemoryStream();

    public long Length => _stream.Length;

    /// <summary>Whether the body could not be kept: it was too long, or the file cannot be written.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Adds bytes. It does not throw, since a client's request passes here.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (IsLost) return;
        try
        {
            if (_stream.Length + bytes.Length > MaxBytes) throw new IOException("The body is too long");
            if (_stream is MemoryStream && _stream.Length + bytes.Length > MaxMemoryBytes) MoveToFile();
            _stream.Write(bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            IsLost = true;
            Drop();
            _stream = new MemoryStream();
        }
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

    public void Dispose() => Drop();

    private void Drop()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // what was buffered cannot be written either
        }
    }

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
        var file = new FileStream(Path.Combine(folder ?? Path.GetTempPath(), $"scopix-request-{Path.GetRandomFileName()}"), options);
        if (!OperatingSystem.IsWindows()) File.Delete(file.Name); // also disappears when the program is killed
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
