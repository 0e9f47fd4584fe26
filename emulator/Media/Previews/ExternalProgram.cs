using System.Diagnostics;

namespace Scopix.Media.Previews;

/// <summary>A program on the PATH that runs on untrusted bytes: at most ten seconds and 2 GiB, and as many at once as there are cores. It
/// is looked up once. Memory is not bounded where util-linux's prlimit is missing.</summary>
internal sealed class ExternalProgram(string name)
{
    private const int MaxErrorBytes = 4096;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly ExternalProgram Limiter = new("prlimit");
    private static readonly string[] LimiterArguments = ["--as=2147483648", "--cpu=15", "--core=0", "--nofile=128"];

    private readonly Lazy<string?> _path = new(() => FindOnPath(name));

    public bool IsInstalled => _path.Value is not null;

    /// <summary>Runs the program; true when it succeeded within its limits. A null variable is removed from its environment. <paramref
    /// name="read"/> must read the output to its end. <paramref name="indicatesFailure"/> decides from the error stream (at most 4 KB)
    /// whether an exit code of 0 is a failure.</summary>
    public async Task<bool> RunAsync(IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)> environment,
        Func<Stream, CancellationToken, Task> read, Func<string, bool> indicatesFailure, CancellationToken cancel)
    {
        if (_path.Value is not { } path) return false;
        await DecoderSlots.All.WaitAsync(cancel);
        try
        {
            using var process = Start(path, arguments, environment);
            return process is not null && await ReadOutputAsync(process, read, indicatesFailure, cancel);
        }
        finally
        {
            DecoderSlots.All.Release();
        }
    }

    private static async Task<bool> ReadOutputAsync(
        Process process, Func<Stream, CancellationToken, Task> read, Func<string, bool> indicatesFailure, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(Timeout);
        try
        {
            process.StandardInput.Close();
            var errors = ReadErrorsAsync(process.StandardError.BaseStream, timeout.Token);
            await read(process.StandardOutput.BaseStream, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0 && !indicatesFailure(await errors);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process? Start(string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)> environment)
    {
        string[] command = Limiter._path.Value is { } limiter ? [limiter, .. LimiterArguments, path, .. arguments] : [path, .. arguments];
        return ChildProcess.TryStart(command[0], command[1..], environment);
    }

    private static async Task<string> ReadErrorsAsync(Stream errors, CancellationToken cancel)
    {
        var buffer = new byte[MaxErrorBytes];
        var length = await errors.ReadAtLeastAsync(buffer, MaxErrorBytes, throwOnEndOfStream: false, cancel);
        await errors.CopyToAsync(Stream.Null, cancel);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public static string? FindOnPath(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) =>
        Path.IsPathRooted(path) && File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0);
}
