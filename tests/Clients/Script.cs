using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace Scopix.Emulator.Tests.Clients;

/// <summary>The scripts beside this file, run by their own programs. What is missing skips a test, visibly; CI fails on that.</summary>
internal static class Script
{
    private static readonly string Folder = Here();

    /// <summary>Runs a script, which reads JSON and answers JSON.</summary>
    public static async Task<JsonElement> RunAsync(string script, object input, int seconds = 90)
    {
        var program = script.EndsWith(".py", StringComparison.Ordinal) ? await PythonAsync() : Node();
        var (exit, output, errors) = await RunAsync(program, [Path.Combine(Folder, script)], JsonSerializer.Serialize(input), seconds);
        return exit == 0 ? JsonDocument.Parse(output).RootElement : throw new InvalidOperationException($"{script} ended with {exit}: {errors}");
    }

    /// <summary>The Chromium that a page runs in.</summary>
    public static string Chromium()
    {
        var found = new[] { "chromium", "chromium-browser", "google-chrome" }.Select(OnPath).FirstOrDefault(path => path is not null);
        if (found is null) Assert.Skip("needs Chromium on the PATH");
        return found;
    }

    /// <summary>A program that npm has put here.</summary>
    public static string Installed(string program)
    {
        _ = Node();
        return Path.Combine(Folder, "node_modules", ".bin", program);
    }

    /// <summary>A file beside the scripts.</summary>
    public static string Beside(string file) => Path.Combine(Folder, file);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(string program, string[] arguments, string input = "", int seconds = 90)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await errors);
    }

    private static string Node()
    {
        if (OnPath("node") is not { } node || !Directory.Exists(Path.Combine(Folder, "node_modules"))) Assert.Skip("needs node, and npm ci in tests/Clients");
        return OnPath("node")!;
    }

    private static async Task<string> PythonAsync()
    {
        foreach (var python in new[] { OnPath("python3"), "/usr/bin/python3" })
            if (python is not null && File.Exists(python) && (await RunAsync(python, ["-c", "import boto3"])).Exit == 0)
                return python;
        Assert.Skip("needs python3 with boto3");
        return "";
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
