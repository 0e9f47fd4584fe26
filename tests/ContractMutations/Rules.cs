namespace Scopix.ContractMutations;

/// <summary>Which mutants are equivalent to the service as the documents have it, and so are not made. The report lists them.</summary>
public static class Rules
{
    /// <summary>Lists whose order no document gives.</summary>
    public static IReadOnlyDictionary<string, string> Orderless { get; } = new Dictionary<string, string>
    {
        ["images"] = "stuck uploads have no documented order",
        ["recent_errors"] = "no documented order",
        ["failed"] = "no documented order",
        ["skipped"] = "no documented order",
        ["deleted"] = "no documented order",
    };

    /// <summary>Reads whose answer never changes, so that none is stale.</summary>
    public static IReadOnlyDictionary<string, string> Unchanging { get; } = new Dictionary<string, string>
    {
        ["files.export_columns"] = "a fixed registry",
        ["files.text"] = "bytes and their text never change",
        ["files.chunks"] = "bytes and their chunks never change",
        ["files.download"] = "an earlier URL of the same bytes is as good until it expires",
        ["files.variant"] = "an earlier URL of the same picture is as good until it expires",
    };

    /// <summary>The rest, in words.</summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "null: fields that the schema allows to be null",
        "wrong type: fields to which the documents give no type",
        "wrong format: fields without a format or a pattern",
        "wrong total, the page's alone: lists that are answered whole",
        "order reversed: answers with fewer than two items, and lists of plain values",
        "filter ignored: answers that are no success, since refusing a value is not filtering by it",
        "value not stored: requests that were refused in the clean run, and required inputs, since leaving these out is refused",
        "expired URL accepted: URLs to which the documents give no life (thumbnails and other pictures in bodies)",
        "other tenant's item: `telemetry.log` has no tenant, `files.export_columns` is the same for all",
        "everything of the WebSocket channel: its messages do not pass the suite's HTTP client",
        "parts of bodies whose keys are data (`groups`, `page_statuses`, `corrections`)",
    ];
}
