using System.Globalization;
using System.Runtime.InteropServices;
using Scopix.ManyFiles;

// For each size: a new emulator, that many files of the dataset scale, every kind of list a hundred times, uploads two hundred times.
var given = args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal))
    .ToDictionary(arg => arg[2..arg.IndexOf('=', StringComparison.Ordinal)], arg => arg[(arg.IndexOf('=', StringComparison.Ordinal) + 1)..]);
var emulator = given.GetValueOrDefault("emulator") ?? "emulator/bin/Release/net10.0/Scopix.Emulator.Tool.dll";
var (times, uploads) = (Number("times", 100), Number("uploads", 200));
if (!File.Exists(emulator))
{
    Console.Error.WriteLine("many [--sizes=1000,10000,100000,1000000] [--times=100] [--uploads=200] [--page=FILE] [--data=FOLDER] [--emulator=DLL]");
    return 2;
}

var columns = new List<(string Size, string Facts, IReadOnlyList<RequestTiming> Rows)>();
foreach (var size in (given.GetValueOrDefault("sizes") ?? "1000,10000,100000,1000000").Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
{
    using var seededEmulator = await SeededEmulator.StartAsync(emulator, size, given.GetValueOrDefault("data") is { } data ? Path.Combine(data, $"{size}") : null);
    Console.Error.WriteLine(seededEmulator.LoadSummary);
    columns.Add((size.ToString("N0", CultureInfo.InvariantCulture), seededEmulator.LoadSummary, await RequestTimer.MeasureAllAsync(seededEmulator.Address, () => seededEmulator.ProcessorTime, times, uploads, Console.Error)));
    if (given.TryGetValue("page", out var file)) await File.WriteAllTextAsync(file, Written());
}

if (!given.ContainsKey("page")) Console.WriteLine(Written());
return 0;

string Written() => $"""
    # Many files

    Written by `make many`: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores. Milliseconds at the client,
    p50 / p99 of {times} requests one after another with varied values, after 5 to warm up ({uploads} after as many for uploads; "of 30" says that there were no more, for they took long);
    in brackets the mean of the emulator's processor time, which tells more on a machine that others use too: the load average is in each line.

    {MarkdownReport.Write(columns, times)}
    What grows still, and why:
    - **A word for the first time**: its list in the full-text index is read once, some 0.2 µs a file; then it is kept as bits, and only what changes is read again.
    - **Filters of columns together**, or in an order that is not their index's, are counted or tried file by file.
    - **files.similar** compares with the newest 2,000 images, as soon as there are so many.
    """;

int Number(string name, int otherwise) => given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
