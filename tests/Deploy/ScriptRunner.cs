using System.Diagnostics;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>Runs programs of <c>.ci</c> and scripts of workflows.</summary>
internal static class ScriptRunner
{
    /// <summary>Runs a program in a folder, with variables; a folder of programs stands before the PATH.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(
        string folder, string[] command, (string Name, string Value)[] variables, string programs = "")
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        if (programs.Length > 0) start.Environment["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Writes a shell script that stands for a program.</summary>
    public static void WriteProgram(string folder, string name, string script)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
