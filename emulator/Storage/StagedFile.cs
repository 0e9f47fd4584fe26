namespace Scopix.Storage;

/// <summary>A staged body on disk.</summary>
internal sealed class StagedFile : StagedObject
{
    private bool _published;

    private StagedFile(string path, string sha256, long size) => (Path, Sha256, SizeBytes) = (path, sha256, size);

    public override string Sha256 { get; }

    public override long SizeBytes { get; }

    /// <summary>Where the bytes are now: among the staged ones, then under their key.</summary>
    public string Path { get; private set; }

    /// <summary>Reads a body into a new file. Whatever fails, the file does not stay.</summary>
    /// <exception cref="BodyTooLargeException">The body has more than <paramref name="maxBytes"/> bytes.</exception>
    public static async Task<StagedFile> CreateAsync(string path, Stream body, long maxBytes, CancellationToken cancel)
    {
        using var sum = new Sha256Sum();
        var size = await FileCopy.WriteBodyAsync(path, body, maxBytes, sum.Append, cancel);
        return new(path, sum.ToHex(), size);
    }

    /// <summary>Hashes a file that is there already.</summary>
    public static async Task<StagedFile> FromFileAsync(string path, CancellationToken cancel)
    {
        using var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan);
        var (sha256, size) = await Sha256Sum.ComputeAsync(file, cancel);
        return new(path, sha256, size);
    }

    public override Stream OpenRead() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>Moves the bytes to their key; when something is there already that stays and these go.</summary>
    /// <param name="target">The path of the object.</param>
    /// <param name="modified">What its Last-Modified shall be.</param>
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
