using System.Runtime.InteropServices;

namespace Scopix.Emulator.Tool.Background;

/// <summary>
/// A process that outlives its terminal and writes to a file. On Windows it has no terminal, because of how it is started.
/// </summary>
internal static partial class DetachedProcess
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>A session of its own: the hang-up of the terminal, Ctrl-C and the end of a script do not reach it.</summary>
    public static void LeaveTerminal()
    {
        if (!OperatingSystem.IsWindows()) _ = CreateSession();
    }

    /// <summary>Lets the standard output be a new file, also for what the runtime itself and child processes write.</summary>
    public static void RedirectOutput(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        if (OperatingSystem.IsWindows())
        {
            Console.SetOut(CreateWriter(file));
            return;
        }
        Duplicate(file.SafeFileHandle.DangerousGetHandle().ToInt32(), StandardOutput);
        file.Dispose();
        Console.SetOut(CreateWriter(Console.OpenStandardOutput()));
    }

    /// <summary>Lets the standard error be where the standard output is.</summary>
    public static void RedirectErrors()
    {
        if (!OperatingSystem.IsWindows()) Duplicate(StandardOutput, StandardError);
        Console.SetError(Console.Out);
    }

    private static StreamWriter CreateWriter(Stream stream) => new(stream) { AutoFlush = true };

    private static void Duplicate(int from, int to)
    {
        if (DuplicateDescriptor(from, to) < 0) throw new IOException("The output cannot be redirected to the log.");
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CreateSession();

    [LibraryImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int DuplicateDescriptor(int from, int to);
}
