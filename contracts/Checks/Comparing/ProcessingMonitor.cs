using System.Collections.Frozen;
using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>
/// Which resources of the reference are being processed, as far as its responses tell: a file from its upload until a response shows only
/// statuses that are final, at most for ten minutes.
/// </summary>
public sealed class ProcessingMonitor
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly string[] IdNames =
        ["file_id", "id", "image_id", "document_id", "video_id", "session_id", "job_id", "export_id"];

    /// <summary>A resource with such a status will change without a request.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.Create("pending", "queued", "uploading", "uploaded", "confirming",
        "processing", "in_progress", "extracting", "analyzing", "crawling", "generating", "embedding", "running", "deferred");

    /// <summary>Operations that start processing, whatever status their response shows.</summary>
    private static readonly FrozenSet<string> Starts = FrozenSet.Create("files.upload", "files.upload_batch", "direct_uploads.complete",
        "links.create", "links.recrawl", "files.analyze", "files.analyze_async", "files.trigger_variants", "data.export",
        "sessions.cancel");

    private readonly Dictionary<string, DateTimeOffset> _running = new(StringComparer.Ordinal);

    /// <summary>Whether a word of a status is not final.</summary>
    public static bool IsInProgress(string word) => Words.Contains(word);

    /// <summary>Whether something is being processed at a time.</summary>
    public bool IsActive(DateTimeOffset time)
    {
        foreach (var (id, since) in _running)
            if (time - since > Longest) _running.Remove(id);
        return _running.Count > 0;
    }

    /// <summary>Learns from a successful response of the reference.</summary>
    public void Observe(Operation operation, ObservedExchange reference, JsonElement body) =>
        Observe(body, reference.AnsweredAt, Starts.Contains(operation.Id));

    private void Observe(JsonElement body, DateTimeOffset time, bool isStart)
    {
        if (body.ValueKind == JsonValueKind.Array)
            foreach (var item in body.EnumerateArray()) Observe(item, time, isStart);
        if (body.ValueKind != JsonValueKind.Object) return;
        var id = IdNames.Select(name => body.FindText(name)).FirstOrDefault(text => text is not null);
        var statuses = ReadStatuses(body).ToList();
        if (id is not null && (isStart || statuses.Exists(IsInProgress))) _running.TryAdd(id, time);
        else if (id is not null && statuses.Count > 0) _running.Remove(id);
        foreach (var property in body.EnumerateObject()) Observe(property.Value, time, isStart);
    }

    private static IEnumerable<string> ReadStatuses(JsonElement resource) => resource.EnumerateObject()
        .Where(property => property.Name.EndsWith("status", StringComparison.Ordinal) || property.Name == "component_statuses")
        .SelectMany(property => property.Value.ValueKind == JsonValueKind.Object ? ReadStatuses(property.Value)
            : property.Value.ValueKind == JsonValueKind.String ? [property.Value.GetString()!] : []);
}
