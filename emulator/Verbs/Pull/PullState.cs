using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>
/// What a run has fetched and not loaded yet, so that the next run continues: <c>files/{id}.json</c> and <c>objects/{sha256}</c>. Only the
/// user can read it, and it is deleted when the copy is loaded.
/// </summary>
internal sealed class PullState : IDisposable
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _runLock;

    private PullState(string folder, FileStream runLock) => (Folder, _runLock) = (folder, runLock);

    public string Folder { get; }

    public bool HasFiles => Directory.EnumerateFiles(Path.Combine(Folder, "files")).Any();

    /// <summary>Opens the state of a source, a key and a kind of copy, and creates it if there is none.</summary>
    /// <exception cref="PullException">Another run uses it.</exception>
    public static PullState Open(PullOptions options)
    {
        var identity = $"{options.Source.GetLeftPart(UriPartial.Path)} {options.SourceKey} {options.IsLlamaCloud} {options.WithoutBytes}";
        var folder = Path.Combine(options.StateFolder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16]);
        foreach (var path in (string[])[folder, Path.Combine(folder, "files"), Path.Combine(folder, "objects")]) CreateFolder(path);
        try
        {
            var state = new PullState(folder, CreateFile(Path.Combine(folder, "lock"), FileMode.OpenOrCreate));
            foreach (var partial in Directory.EnumerateFiles(folder, "*.part", SearchOption.AllDirectories)) File.Delete(partial);
            return state;
        }
        catch (IOException error) when (!DiskFull.Is(error))
        {
            throw new PullException($"Another run copies from this source: its lock is {Path.Combine(folder, "lock")}.", inner: error);
        }
    }

    /// <summary>Creates a file that only the user can read.</summary>
    public static FileStream CreateFile(string path, FileMode mode = FileMode.Create)
    {
        var options = new FileStreamOptions
        { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    public string GetObjectPath(string hash) => Path.Combine(Folder, "objects", hash);

    /// <summary>The path of a file's JSON. LlamaCloud's ids are safe names too; others are not kept.</summary>
    public string GetFilePath(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? Path.Combine(Folder, "files", id + ".json")
        : throw new PullException($"The source has a file with the id {id}, which is no id.", 4);

    /// <summary>What was fetched of a file; null when nothing was, or when the file has changed since.</summary>
    public JsonObject? FindFile(string id, string fingerprint)
    {
        var path = GetFilePath(id);
        if (!File.Exists(path)) return null;
        try
        {
            var file = JsonNode.Parse(File.ReadAllBytes(path))?.AsObject();
            return (string?)file?["fingerprint"] == fingerprint ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public async Task SaveFileAsync(string id, JsonObject file, CancellationToken cancel)
    {
        var path = GetFilePath(id);
        await using (var stream = CreateFile(path + ".part"))
            await stream.WriteAsync(Encoding.UTF8.GetBytes(file.ToJsonString()), cancel);
        File.Move(path + ".part", path, overwrite: true);
    }

    public void Delete()
    {
        _runLock.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public void Dispose() => _runLock.Dispose();

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, OnlyOwner);
        File.SetUnixFileMode(path, OnlyOwner);
    }
}
