namespace Scopix.Emulator.Control.Coverage;

/// <summary>
/// Situations that clients often do not expect. A response made by a fault counts here, since the client has received it.
/// </summary>
internal static class UnseenScenarios
{
    private static readonly (string Text, Func<CoverageLog, bool> Met)[] Scenarios =
    [
        ("no 401: every key was valid", log => HasStatus(log, 401)),
        ("no 404: every requested resource existed", log => HasStatus(log, 404)),
        ("no 409: no conflict", log => HasStatus(log, 409)),
        ("no 413: nothing was too large", log => HasStatus(log, 413)),
        ("no 422: every input was valid", log => HasStatus(log, 422)),
        ("no 429: no limit was exceeded", log => HasStatus(log, 429)),
        ("no 5xx: the service never failed",
            log => log.Operations.Values.Any(
                coverage => coverage.Statuses.Keys.Concat(coverage.FaultedStatuses.Keys).Any(status => status >= 500))),
        ("no lost response: no connection was closed early",
            log => log.Operations.Values.Any(
                coverage => coverage.LostResponses > 0 || coverage.FaultedStatuses.Keys.Any(status => status < 400))),
        ("no description in progress",
            log => HasEnumValue(log, "description_status=pending", "description_status=queued", "description_status=processing")),
        ("no failed description", log => HasEnumValue(log, "description_status=failed")),
        ("no partially completed file",
            log => HasEnumValue(log, "primary_status=partially_completed", "unified_status=partially_completed")),
        ("no page with more items after it", log => HasEnumValue(log, "has_more=true")),
        ("no second page", log => log.Operations.Values.Any(coverage => coverage.Events.Contains("second page"))),
        ("no skipped duplicate", log => HasEnumValue(log, "skipped=true", "deduplicated=true", "status=skipped")),
        ("no rejected file in a batch",
            log => HasField(log, "files.upload_batch", "rejections[].retryable=false", "rejections[].retryable=true")),
        ("no stuck upload", log => HasEnumValue(log, "is_stuck=true")),
        ("no document", log => HasEnumValue(log, "media_type=document")),
        ("no video", log => HasEnumValue(log, "media_type=video")),
        ("no upload in parts", log => log.Operations.TryGetValue("storage.put_part", out var parts) && parts.Statuses.ContainsKey(200)),
        ("no refused storage request: no URL expired",
            log => log.Operations.TryGetValue("storage.get", out var get) && get.Statuses.ContainsKey(403)),
        ("no deleted file", log => log.Operations.TryGetValue("files.delete", out var delete) && delete.Statuses.ContainsKey(200)),
    ];

    public static string[] Find(CoverageLog log) =>
        [.. Scenarios.Where(scenario => !scenario.Met(log)).Select(scenario => scenario.Text)];

    private static bool HasStatus(CoverageLog log, int status) =>
        log.Operations.Values.Any(coverage => coverage.Statuses.ContainsKey(status) || coverage.FaultedStatuses.ContainsKey(status));

    private static bool HasField(CoverageLog log, string operation, params string[] paths) =>
        log.Operations.TryGetValue(operation, out var coverage) && paths.Any(coverage.Fields.Contains);

    /// <summary>True when a field of that name, at any depth, had one of the values.</summary>
    private static bool HasEnumValue(CoverageLog log, params string[] words) => log.Operations.Values.Any(coverage =>
        coverage.Fields.Any(path => words.Any(word => path == word || path.EndsWith("." + word, StringComparison.Ordinal))));
}
