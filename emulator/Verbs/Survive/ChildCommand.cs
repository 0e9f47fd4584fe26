using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>
/// The command under test, as a child process with a process group of its own where setsid is installed, so that what it has started is
/// stopped with it.
/// </summary>
internal static partial class ChildCommand
{
    private const int Kill = 9;

    /// <summary>Processes that the command has left behind may hold its streams open; they are read no longer than this.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    /// <summary>It makes a session and with it a group; Debian has it always, macOS and Windows never.</summary>
    private static readonly string? SetSid = Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);

    /// <summary>Runs the command until it ends or its time is up.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="limit">When its time is up.</param>
    /// <param name="cancel">Stops the command; the result is then meaningless.</param>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static async Task<CommandResult> RunAsync(
        string[] command, IReadOnlyDictionary<string, string> environment, TimeSpan limit, CancellationToken cancel)
    {
        using var process = Start(command, environment);
        var output = new OutputBuffer();
        var started = Stopwatch.GetTimestamp();
        using var reading = new CancellationTokenSource();
        Task[] readers =
        [
            output.ReadAsync(process.StandardOutput.BaseStream, reading.Token),
            output.ReadAsync(process.StandardError.BaseStream, reading.Token),
        ];
        var hung = false;
        using (var time = CancellationTokenSource.CreateLinkedTokenSource(cancel))
        {
            time.CancelAfter(limit);
            try
            {
                await process.WaitForExitAsync(time.Token);
            }
            catch (OperationCanceledException)
            {
                hung = true;
            }
        }
        var elapsed = Stopwatch.GetElapsedTime(started);
        Stop(process);
        reading.CancelAfter(Drain);
        await Task.WhenAll(readers);
        await process.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        return new CommandResult(hung ? null : process.ExitCode, output.ToString(), elapsed);
    }

    /// <summary>Whether there is such a program. Windows alone knows what it would start, so that it is always true there.</summary>
    public static bool Exists(string program)
    {
        return OperatingSystem.IsWindows() || (program.Contains('/') ? IsExecutable(program)
            : (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin")
            .Split(Path.PathSeparator).Any(folder => IsExecutable(Path.Combine(folder, program))));
    }

    private static bool IsExecutable(string path) => File.Exists(path) && !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    private static Process Start(string[] command, IReadOnlyDictionary<string, string> environment)
    {
        string[] all = SetSid is null ? command : [SetSid, .. command];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Kills the process, what it has started, and, with a group of its own, what is left of that group.</summary>
    private static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // it has ended in the meantime
        }
        if (SetSid is not null) _ = SendSignal(-process.Id, Kill);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SendSignal(int process, int signal);
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Null when it was stopped because its time was up.</param>
/// <param name="Output">What it has printed.</param>
/// <param name="Elapsed">How long it has run.</param>
internal sealed record CommandResult(int? ExitCode, string Output, TimeSpan Elapsed);
