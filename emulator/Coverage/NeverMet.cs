namespace Scopix.Emulator.Coverage;

/// <summary>What clients are often surprised by, and whether these requests ever met it. Here an answer that a fault made counts: the client met it.</summary>
public static class NeverMet
{
    private static readonly (string Lacking, Func<CoverageLog, bool> Met)[] Surprises =
    [
        ("no 401: the key was always good", log => Status(log, 401)),
        ("no 404: what was asked for was always there", log => Status(log, 404)),
        ("no 409: no conflict", log => Status(log, 409)),
        ("no 413: nothing was too large", log => Status(log, 413)),
        ("no 422: every input was valid", log => Status(log, 422)),
        ("no 429: never over a limit", log => Status(log, 429)),
        ("no 5xx: the service never failed", log => log.Operations.Values.Any(seen => seen.Statuses.Keys.Concat(seen.Faulted.Keys).Any(status => status >= 500))),
        ("no lost answer: every connection held", log => log.Operations.Values.Any(seen => seen.Lost > 0 || seen.Faulted.Keys.Any(status => status < 400))),
        ("no description under way", log => Word(log, "description_status=pending", "description_status=queued", "description_status=processing")),
        ("no failed description", log => Word(log, "description_status=failed")),
        ("no partially completed file", log => Word(log, "primary_status=partially_completed", "unified_status=partially_completed")),
        ("no page that has more after it", log => Word(log, "has_more=true")),
        ("no second page", log => log.Operations.Values.Any(seen => seen.Events.Contains("second page"))),
        ("no skipped duplicate", log => Word(log, "skipped=true", "deduplicated=true", "status=skipped")),
        ("no rejected file in a batch", log => Field(log, "files.upload_batch", "rejections[].retryable=false", "rejections[].retryable=true")),
        ("no stuck upload", log => Word(log, "is_stuck=true")),
        ("no document", log => Word(log, "media_type=document")),
        ("no video", log => Word(log, "media_type=video")),
        ("no upload in parts", log => log.Operations.TryGetValue("storage.put_part", out var parts) && parts.Statuses.ContainsKey(200)),
        ("no refused storage request: no URL expired", log => log.Operations.TryGetValue("storage.get", out var get) && get.Statuses.ContainsKey(403)),
        ("no deleted file", log => log.Operations.TryGetValue("files.delete", out var delete) && delete.Statuses.ContainsKey(200)),
    ];

    /// <summary>What was not met, a sentence each.</summary>
    public static string[] Of(CoverageLog log) => [.. Surprises.Where(surprise => !surprise.Met(log)).Select(surprise => surprise.Lacking)];

    private static bool Status(CoverageLog log, int status) =>
        log.Operations.Values.Any(seen => seen.Statuses.ContainsKey(status) || seen.Faulted.ContainsKey(status));

    private static bool Field(CoverageLog log, string operation, params string[] paths) =>
        log.Operations.TryGetValue(operation, out var seen) && paths.Any(seen.Fields.Contains);

    /// <summary>True when a field of that name, wherever it stands, had that word.</summary>
    private static bool Word(CoverageLog log, params string[] words) => log.Operations.Values.Any(seen =>
        seen.Fields.Any(path => words.Any(word => path == word || path.EndsWith("." + word, StringComparison.Ordinal))));
}
