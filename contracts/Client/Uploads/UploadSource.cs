namespace Scopix.Client;

/// <summary>
/// The source of an upload: a file, bytes, or a stream. Nothing is read before the upload, and a file is never in memory as a
/// whole.
/// </summary>
public sealed class UploadSource
{
    private readonly Func<CancellationToken, Task<UploadSourceReader>> _open;

    private UploadSource(string filename, Func<CancellationToken, Task<UploadSourceReader>> open) => (Filename, _open) = (filename, open);

    /// <summary>The file's name.</summary>
    public string Filename { get; }

    /// <summary>
    /// The declared media type; derived from the name's extension when null. The service detects the type from the bytes.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>A file on disk; it is opened when the upload begins.</summary>
    public static UploadSource FromFile(string path, string? filename = null) =>
        new(filename ?? Path.GetFileName(path), _ => Task.FromResult(UploadSourceReader.FromFile(path)));

    /// <summary>Bytes in memory.</summary>
    public static UploadSource FromBytes(ReadOnlyMemory<byte> bytes, string filename) =>
        new(filename, _ => Task.FromResult(UploadSourceReader.FromBytes(bytes)));

    /// <summary>
    /// A stream, from its current position to its end. It is not closed, and it must not be used until the upload has ended; a
    /// stream that cannot seek is copied to a temporary file.
    /// </summary>
    public static UploadSource FromStream(Stream stream, string filename) =>
        new(filename,
            cancel => stream.CanSeek
                ? Task.FromResult(UploadSourceReader.FromSeekableStream(stream)) : UploadSourceReader.SpoolToTempFileAsync(stream, cancel));

    internal Task<UploadSourceReader> OpenAsync(CancellationToken cancel) => _open(cancel);
}
