using System.Security.Cryptography;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>
/// Makes the file of a snapshot: an emulator in this process, which only this process can use, imports the copy and exports it.
/// </summary>
internal sealed class SnapshotFile : IAsyncDisposable
{
    private const string Name = "pull";

    private readonly ScopixEmulator _emulator;

    private SnapshotFile(ScopixEmulator emulator, EmulatorTarget target) => (_emulator, Target) = (emulator, target);

    public EmulatorTarget Target { get; }

    /// <summary>Starts the emulator with its data in a folder, which the caller deletes.</summary>
    public static async Task<SnapshotFile> StartAsync(string folder, bool isLlamaCloud)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var secret = RandomNumberGenerator.GetHexString(32);
        var emulator = await ScopixEmulator.StartAsync(
            new EmulatorOptions { Port = 0, Data = folder, Previews = false, Log = LogMode.Off, ControlToken = secret });
        return new SnapshotFile(emulator, new EmulatorTarget(emulator.BaseAddress, (isLlamaCloud ? "llx-" : "scopix_") + secret, secret));
    }

    public async Task WriteAsync(string path, CancellationToken cancel)
    {
        var partial = path + ".part";
        try
        {
            await using (var file = PullState.CreateFile(partial)) await Target.ExportAsync(Name, file, cancel);
            File.Move(partial, path);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Target.Dispose();
        await _emulator.DisposeAsync();
    }
}
