using System.Globalization;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>The result of a run. Thread-safe.</summary>
internal sealed class RemoteReport
{
    private static readonly string[] Kinds = ["folders", "projects", "files", "sessions", "links", "changes", "reviews"];

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, RemoteCount> _counts =
        new(Comparer<string>.Create((a, b) => Array.IndexOf(Kinds, a).CompareTo(Array.IndexOf(Kinds, b))));
    private readonly SortedDictionary<string, string> _failed = new(StringComparer.Ordinal);
    private readonly List<string> _omitted = [], _retained = [];

    public bool IsSuccessful
    {
        get
        {
            lock (_lock) return _failed.Count == 0;
        }
    }

    public bool IsInterrupted { get; set; }

    /// <summary>Counts something that was created or removed, or would be in a dry run.</summary>
    public void AddCompleted(string kind, long bytes = 0, int credits = 0, string? name = null)
    {
        lock (_lock)
        {
            var at = GetCount(kind);
            _counts[kind] = at with { Done = at.Done + 1, Bytes = at.Bytes + bytes, Credits = at.Credits + credits };
            if (name is not null) _failed.Remove(name);
        }
    }

    public void SetExisting(string kind, int count)
    {
        lock (_lock) _counts[kind] = GetCount(kind) with { There = Math.Max(0, count) };
    }

    /// <summary>Records a failure, which a later round may clear.</summary>
    public void AddFailure(string name, string why)
    {
        lock (_lock) _failed[name] = why;
    }

    public void ClearFailure(string name)
    {
        lock (_lock) _failed.Remove(name);
    }

    /// <summary>Records what cannot be created, which is no failure.</summary>
    public void AddSkipped(IEnumerable<string> what)
    {
        lock (_lock) _omitted.AddRange(what.Except(_omitted));
    }

    public void AddNotRemoved(string what)
    {
        lock (_lock) _retained.Add(what);
    }

    public RemoteCount GetCount(string kind) => _counts.GetValueOrDefault(kind) ?? new RemoteCount(0, 0, 0, 0);

    public string ToText(RemoteSeedOptions options)
    {
        var verb = (options.RemoveLoaded, options.IsDryRun) switch
        {
            (false, false) => "Created",
            (false, true) => "To be created",
            (true, false) => "Removed",
            _ => "To be removed"
        };
        var lines = new List<string> { $"{verb}: {FormatCounts(count => count.Done)}" };
        if (GetCount("files") is { Done: > 0 } files)
            lines.Add($"  {FormatMebibytes(files.Bytes)}, {files.Done} uploads of the monthly quota"
                + (files.Credits > 0 ? $", {files.Credits} credits for videos" : ""));
        if (options.RemoveLoaded) lines.RemoveRange(1, lines.Count - 1);
        if (!options.RemoveLoaded) lines.Add($"Already existing: {FormatCounts(count => count.There)}");
        AddSection(lines, "Failed:", _failed.Select(one => $"{one.Key}: {one.Value}"));
        AddSection(lines, "Not removed:", _retained);
        if (!options.RemoveLoaded) AddSection(lines, "Not loaded (only --dataset and POST /_emulator/seed load it):", _omitted);
        if (IsInterrupted) lines.Add("Interrupted.");
        if (!options.IsDryRun && (IsInterrupted || _failed.Count > 0)) lines.Add("Run the same command again to continue.");
        return string.Join('\n', lines);
    }

    public string ToJson(RemoteSeedOptions options) => JsonSerializer.Serialize(
        new RemoteSummary(
            options.Dataset, options.Seed, options.Tag, options.IsDryRun, options.RemoveLoaded, IsInterrupted,
            _counts, [.. _failed.Select(one => new RemoteFailure(one.Key, one.Value))], _retained, _omitted),
        RemoteJson.Default.RemoteSummary);

    private string FormatCounts(Func<RemoteCount, int> number)
    {
        var parts = _counts.Where(one => number(one.Value) > 0)
            .Select(one => number(one.Value) == 1 ? "1 " + one.Key[..^1] : $"{number(one.Value)} {one.Key}").ToArray();
        return parts.Length == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static void AddSection(List<string> lines, string title, IEnumerable<string> items)
    {
        var all = items.ToArray();
        if (all.Length > 0) lines.AddRange([title, .. all.Select(item => "  " + item)]);
    }

    private static string FormatMebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");
}

/// <summary>The counts of a kind: created or removed (in a dry run, to be created or removed), and existing before.</summary>
internal sealed record RemoteCount(int Done, int There, long Bytes, int Credits);

internal sealed record RemoteFailure(string Name, string Why);

internal sealed record RemoteSummary(
    string Dataset, long Seed, string Tag, bool DryRun, bool Clean, bool Interrupted, IReadOnlyDictionary<string, RemoteCount> Counts,
    RemoteFailure[] Failed,
    IReadOnlyList<string> Kept, IReadOnlyList<string> Left);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RemoteSummary))]
internal sealed partial class RemoteJson : JsonSerializerContext;
