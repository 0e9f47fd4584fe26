using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Scopix.ManyFiles;

/// <summary>An emulator process with a loaded dataset.</summary>
internal sealed class SeededEmulator : IDisposable
{
    private readonly Process _process;

    private SeededEmulator(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>The address the emulator listens on.</summary>
    public Uri Address { get; }

    /// <summary>The duration and the resources of loading the dataset, in one line.</summary>
    public string LoadSummary { get; private set; } = "";

    /// <summary>The processor time used since the start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts an emulator, a native program or a DLL, on a free port and loads the dataset.</summary>
    public static async Task<SeededEmulator> StartAsync(string program, int count, string? data)
    {
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];
        string[] arguments = data is null ? [.. command[1..], "--port", "0"] : [.. command[1..], "--port", "0", "--data", data];
        var process = Process.Start(new ProcessStartInfo(command[0], arguments) { RedirectStandardOutput = true })!;
        var seededEmulator = await StartAsync(process);
        var (before, empty, watch) = (seededEmulator.ProcessorTime, seededEmulator._process.WorkingSet64, Stopwatch.StartNew());
        using var http = new HttpClient { BaseAddress = seededEmulator.Address, Timeout = TimeSpan.FromHours(1) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", RequestTimer.Key);
        (await http.PostAsJsonAsync("/_emulator/seed", new { dataset = "scale", count })).EnsureSuccessStatusCode();
        seededEmulator._process.Refresh();
        var load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "?";
        seededEmulator.LoadSummary = string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} files: {watch.Elapsed.TotalSeconds:0.0} s, {(seededEmulator.ProcessorTime - before).TotalSeconds:0.0} s of "
            + $"processor, {seededEmulator._process.WorkingSet64 >> 20:N0} MiB resident "
                + $"({(seededEmulator._process.WorkingSet64 - empty) / 1024.0 / count:0.0} KiB a "
                    + $"file){(data is null ? "" : " with --data")}, load {load}");
        return seededEmulator;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<SeededEmulator> StartAsync(Process process)
    {
        Uri? address = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Regex.Match(line, @"http://127\.0\.0\.1:\d+") is { Success: true } found) address ??= new Uri(found.Value);
            if (line.Contains("Stop with Ctrl-C.", StringComparison.Ordinal)) break;
        }
        return new SeededEmulator(process, address ?? throw new InvalidOperationException("The emulator did not start."));
    }
}
