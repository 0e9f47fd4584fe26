using System.Globalization;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>The result of a run. Thread-safe while files are fetched.</summary>
internal sealed class PullReport
{
    private const string NotCopied = """
        Not copied: deleted files, sessions, jobs, exports and their times, quotas and credits, vectors of chunks, pictures that the
        service made (the emulator makes its own), data of custom schemas, and ids of chunks, scenes and users.
        """;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _failed = new(StringComparer.Ordinal), _refused = new(StringComparer.Ordinal);
    private int _deleted, _withoutBytes;

    public long FetchedBytes { get; private set; }

    public int SelectedFiles { get; set; }

    public long SelectedBytes { get; set; }

    /// <summary>True when an earlier run had left files, which were not fetched again.</summary>
    public bool IsContinued { get; set; }

    /// <summary>True when there is something that a later run does not fetch again.</summary>
    public bool HasState { get; set; }

    /// <summary>The answer of the import; null when nothing was loaded.</summary>
    public JsonElement? Imported { get; set; }

    public bool IsInterrupted { get; set; }

    /// <summary>Why the run ended; null when it did not fail as a whole.</summary>
    public string? Failure { get; set; }

    public int FailureCount => _failed.Count;

    public void AddBytes(long bytes)
    {
        lock (_lock) FetchedBytes += bytes;
    }

    /// <summary>Counts a file that was in the list and is gone.</summary>
    public void AddDeleted()
    {
        lock (_lock) _deleted++;
    }

    /// <summary>Counts a file whose bytes the source does not have.</summary>
    public void AddWithoutBytes()
    {
        lock (_lock) _withoutBytes++;
    }

    public void AddFailure(string name, string why)
    {
        lock (_lock) _failed[name] = why;
    }

    /// <summary>Records a file that the emulator cannot hold.</summary>
    public void AddRefused(string name, string why)
    {
        lock (_lock) _refused[name] = why;
    }

    public string ToText(PullOptions options)
    {
        var lines = new List<string>();
        if (options.IsDryRun) lines.Add($"To be copied: {Count(SelectedFiles, "file")}, {FormatBytes(SelectedBytes)}");
        else if (Imported is { } loaded)
            lines.Add($"Copied to {options.SaveTo ?? options.Target!.ToString()}: {Count(GetNumber(loaded, "files"), "file")} "
                + $"({FormatBytes(GetNumber(loaded, "bytes"))}), {Count(GetNumber(loaded, "folders"), "folder")}, "
                + Count(GetNumber(loaded, "projects"), "project"));
        else lines.Add(HasState ? $"Nothing was loaded; {FormatBytes(FetchedBytes)} were fetched." : "Nothing was loaded.");
        if (IsContinued) lines.Add("What an earlier run had fetched was not fetched again.");
        if (_deleted > 0) lines.Add($"Deleted at the source meanwhile: {Count(_deleted, "file")}");
        if (_withoutBytes > 0) lines.Add($"Copied without bytes, which the source does not have: {Count(_withoutBytes, "file")}");
        if (Imported is { } imported && GetNumber(imported, "files_in_progress") is > 0 and var open)
            lines.Add($"Still in progress at the source: {Count(open, "file")}. Open stages are held here; "
                + "POST /_emulator/files/{id}/stages/{stage} ends them.");
        AddSection(lines, "Left out, since the emulator cannot hold them:", _refused);
        AddSection(lines, "Failed:", _failed);
        if (Failure is not null) lines.Add(Failure);
        if (IsInterrupted) lines.Add("Interrupted.");
        if (HasState && Imported is null)
            lines.Add("What was fetched is kept for the next run: run the same command again to continue"
                + (_failed.Count > 0 ? ", or add --skip-failed to load the other files." : "."));
        if (Imported is not null || options.IsDryRun) lines.Add(NotCopied);
        return string.Join('\n', lines);
    }

    public string ToJson(PullOptions options) => JsonSerializer.Serialize(
        new PullSummary(options.Source.Host, options.IsDryRun, IsInterrupted, Failure, SelectedFiles, SelectedBytes, FetchedBytes, _deleted,
            _withoutBytes, Imported, _refused, _failed),
        PullJson.Default.PullSummary);

    public static string FormatBytes(long bytes) => bytes < 1 << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.0} GB");

    private static void AddSection(List<string> lines, string title, SortedDictionary<string, string> items)
    {
        if (items.Count > 0) lines.AddRange([title, .. items.Select(item => $"  {item.Key}: {item.Value}")]);
    }

    public static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private static long GetNumber(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
}

internal sealed record PullSummary(
    string Source, bool DryRun, bool Interrupted, string? Failure, int SelectedFiles, long SelectedBytes, long FetchedBytes,
    int DeletedMeanwhile, int WithoutBytes, JsonElement? Loaded, IReadOnlyDictionary<string, string> Refused,
    IReadOnlyDictionary<string, string> Failed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PullSummary))]
internal sealed partial class PullJson : JsonSerializerContext;
