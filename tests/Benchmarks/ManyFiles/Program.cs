using System.Globalization;
using System.Runtime.InteropServices;
using Scopix.ManyFiles;

// For each size, starts a new emulator with that many files of the dataset scale and measures lists, lookups and uploads.
var options = args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal))
    .ToDictionary(arg => arg[2..arg.IndexOf('=', StringComparison.Ordinal)],
        arg => arg[(arg.IndexOf('=', StringComparison.Ordinal) + 1)..]);
var emulator = options.GetValueOrDefault("emulator") ?? "emulator/bin/Release/net10.0/Scopix.Emulator.Tool.dll";
var (times, uploads) = (Number("times", 100), Number("uploads", 200));
if (!File.Exists(emulator))
{
    Console.Error.WriteLine(
        "many [--sizes=1000,10000,100000,1000000] [--times=100] [--uploads=200] [--page=FILE] [--data=FOLDER] [--emulator=PROGRAM]");
    return 2;
}

var columns = new List<(string Size, string Facts, IReadOnlyList<RequestTiming> Rows)>();
foreach (var size in (options.GetValueOrDefault("sizes") ?? "1000,10000,100000,1000000").Split(',')
    .Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
{
    using var seededEmulator =
        await SeededEmulator.StartAsync(emulator, size,
            options.GetValueOrDefault("data") is { } data ? Path.Combine(data, $"{size}") : null);
    Console.Error.WriteLine(seededEmulator.LoadSummary);
    columns.Add(
        (size.ToString("N0", CultureInfo.InvariantCulture), seededEmulator.LoadSummary,
            await RequestTimer.MeasureAllAsync(seededEmulator.Address, () => seededEmulator.ProcessorTime, times, uploads, Console.Error)));
    if (options.TryGetValue("page", out var file)) await File.WriteAllTextAsync(file, CreatePage());
}

if (!options.ContainsKey("page")) Console.WriteLine(CreatePage());
return 0;

string CreatePage() => $"""
    # Many files

    `make many` writes this page. Measured with {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription},
    {Environment.ProcessorCount} cores. The cells have milliseconds at the client,
    p50 / p99 of {times} requests, one after the other with varied values, after 5 requests of warm-up ({uploads} uploads after as
    many of warm-up; "of 30" means that only 30 were sent, since they took long).
    The figure in brackets is the mean processor time of the emulator, which is more reliable on a machine with other load; the first
    lines have the load average.

    {MarkdownReport.Write(columns, times)}
    What still grows with the number of files, and why:

    - **A word for the first time**: its list in the full-text index is read once, about 0.2 µs for each file; after that it is kept
      as a bit set, and only changes are read again.
    - **Filters of columns together**, or in an order that is not their index's, are counted or tried file by file.
    - **files.similar** compares with the newest 2,000 images; among fewer it takes less.
    - **Uploads**: SQLite does more for each. In a profile it took 1.8 ms of an upload among 300,000 files and its allocations 1.2 ms; among
      1,000 files 1.0 and 0.8 ms. About a quarter of the difference was in FTS5's table of new words. Creating the files on the disk took
      2.4 to 5.3 ms, whatever the number of files, so that the whole did not grow in that run.
    """;

int Number(string name, int defaultValue) =>
    options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;
