using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Scopix.Emulator.Tests.Clients;

/// <summary>Runs the scripts of this folder with Node or Python; a test is skipped where the program is missing.</summary>
internal static class ClientScripts
{
    private static readonly string Folder = FindSourceFolder();

    /// <summary>Runs a script, which reads and prints JSON.</summary>
    public static async Task<JsonElement> RunAsync(string script, object input, int seconds = 90)
    {
        var program = script.EndsWith(".py", StringComparison.Ordinal) ? await PythonAsync() : RequireNode();
        var (exit, output, errors) = await RunAsync(program, [Path.Combine(Folder, script)], JsonSerializer.Serialize(input), seconds);
        return exit == 0
            ? JsonDocument.Parse(output).RootElement : throw new InvalidOperationException($"{script} ended with {exit}: {errors}");
    }

    /// <summary>Finds Chromium.</summary>
    public static string RequireChromium() => ExternalPrograms.Require("chromium", "chromium-browser", "google-chrome");

    /// <summary>The path of a program that npm installed in this folder.</summary>
    public static string RequireInstalled(string program)
    {
        _ = RequireNode();
        return Path.Combine(Folder, "node_modules", ".bin", program);
    }

    /// <summary>Has Redocly read an OpenAPI document with the rules of a file in this folder.</summary>
    public static Task<(int Exit, string Output, string Errors)> LintAsync(string document, string rules) => RunAsync("env",
        ["REDOCLY_SUPPRESS_UPDATE_NOTICE=true", RequireInstalled("redocly"), "lint", document, "--config", PathTo(rules),
            "--format", "stylish"]);

    /// <summary>The path of a file in this folder.</summary>
    public static string PathTo(string file) => Path.Combine(Folder, file);

    /// <summary>Runs a program to its end, in this process's folder or in another.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(
        string program, string[] arguments, string input = "", int seconds = 90, string folder = "",
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Finds Node, with the packages of this folder.</summary>
    public static string RequireNode()
    {
        var node = ExternalPrograms.Require("node");
        return Directory.Exists(Path.Combine(Folder, "node_modules")) ? node : throw ExternalPrograms.SkipOrFail("npm ci in tests/Clients");
    }

    private static async Task<string> PythonAsync()
    {
        foreach (var python in new[] { ExternalPrograms.Require("python3"), "/usr/bin/python3" })
            if (File.Exists(python) && (await RunAsync(python, ["-c", "import boto3"])).Exit == 0)
                return python;
        throw ExternalPrograms.SkipOrFail("python3 with boto3");
    }

    private static string FindSourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
