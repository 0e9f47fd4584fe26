namespace Scopix.Storage;

internal sealed class StagedFile : StagedObject
{
    private bool _published;

    private StagedFile(string path, string sha256, long size) => (Path, Sha256, SizeBytes) = (path, sha256, size);

    public override string Sha256 { get; }

    public override long SizeBytes { get; }

    /// <summary>The staging path, then the path of the object.</summary>
    public string Path { get; private set; }

    /// <summary>Writes a body into a new file, and deletes the file on any failure.</summary>
    /// <exception cref="BodyTooLargeException">The body has more than <paramref name="maxBytes"/> bytes.</exception>
    public static async Task<StagedFile> CreateAsync(string path, Stream body, long maxBytes, CancellationToken cancel)
    {
        using var sum = new Sha256Sum();
        var size = await FileCopy.WriteBodyAsync(path, body, maxBytes, sum.Append, cancel);
        return new(path, sum.ToHex(), size);
    }

    public static async Task<StagedFile> FromFileAsync(string path, CancellationToken cancel)
    {
        using var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan);
        var (sha256, size) = await Sha256Sum.ComputeAsync(file, cancel);
        return new(path, sha256, size);
    }

    public override Stream OpenRead() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>Moves the file to its key; when an object exists there, that stays and the file is deleted.</summary>
    /// <param name="modified">The Last-Modified of the object.</param>
    public void PublishTo(string target, DateTimeOffset modified)
    {
        if (_published) throw new InvalidOperationException("The body has been published already.");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        if (File.Exists(target)) File.Delete(Path);
        else
        {
            File.SetLastWriteTimeUtc(Path, modified.UtcDateTime);
            File.Move(Path, target, overwrite: true);
        }

        (Path, _published) = (target, true);
    }

    public override void Dispose()
    {
        if (!_published && File.Exists(Path)) File.Delete(Path);
    }
}
