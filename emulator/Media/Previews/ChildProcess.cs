using System.ComponentModel;
using System.Diagnostics;

namespace Scopix.Media.Previews;

/// <summary>Starts a program whose input, output and errors are pipes.</summary>
internal static class ChildProcess
{
    /// <summary>Null when the program cannot be started: it is gone since it was found, or there is no memory for another
    /// process.</summary>
    /// <param name="environment">Variables that differ from this process's; a null one is removed.</param>
    public static Process? TryStart(
        string file, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (variable, value) in environment)
        {
            if (value is null) start.Environment.Remove(variable);
            else start.Environment[variable] = value;
        }
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
