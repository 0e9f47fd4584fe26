namespace Scopix.ContractMutations;

/// <summary>Mutants that are equivalent to the documented service and are therefore not created. The report lists them.</summary>
public static class EquivalentMutants
{
    /// <summary>Lists without a documented order.</summary>
    public static IReadOnlyDictionary<string, string> UnorderedLists { get; } = new Dictionary<string, string>
    {
        ["images"] = "stuck uploads have no documented order",
        ["recent_errors"] = "no documented order",
        ["failed"] = "no documented order",
        ["skipped"] = "no documented order",
        ["text_regions"] = "no documented order",
        ["full_descriptions"] = "no documented order",
        ["processing_history"] = "no documented order",
        ["recent_completions"] = "no documented order",
        ["deleted"] = "no documented order",
    };

    /// <summary>Whether a list has no documented order: those of <see cref="UnorderedLists"/>, and results of AI analysis.</summary>
    public static bool IsUnordered(string path) => UnorderedLists.ContainsKey(path) || path.Contains("_data.", StringComparison.Ordinal)
        || path.Contains("_check.", StringComparison.Ordinal) || path.Contains("extracted_images", StringComparison.Ordinal);

    /// <summary>Inputs without a visible effect on responses.</summary>
    public static IReadOnlyDictionary<string, string> InvisibleInputs { get; } = new Dictionary<string, string>
    {
        ["google_sheets_title"] = "it names a sheet in Google Drive, which no response shows",
        ["min_confidence"] = "descriptions have no confidence (seed 004), so that they exclude nothing",
        ["max_confidence"] = "descriptions have no confidence (seed 004), so that they exclude nothing",
        ["llama.files.query.filter.only_manually_uploaded"] = "no document says how a file comes to be there that is not uploaded",
        ["files.analyze_async.timeout"] = "it \"always returns 202 immediately\" (seed 001), so that nothing waits",
    };

    /// <summary>Fields that are null in every response of an operation, so that there is no value to damage.</summary>
    public static IReadOnlyDictionary<string, string[]> AlwaysNullFields { get; } = new Dictionary<string, string[]>
    {
        ["data.export"] = ["download_url", "record_count"],
        ["sessions.stuck"] = ["images[].completed_at"],
        ["llama.files.create"] = ["expires_at"],
        ["llama.files.retrieve"] = ["expires_at"],
        ["llama.files.list"] = ["items[].expires_at"],
        ["llama.files.query"] = ["items[].expires_at"],
    };

    /// <summary>
    /// Whether a field may be absent from every response: it is optional and null in all of them, or an object above it is.
    /// </summary>
    public static bool IsOptionalNull(string operation, string path) => operation.StartsWith("llama.", StringComparison.Ordinal)
        && (path is "total_size" || path.EndsWith("download_url.form_fields", StringComparison.Ordinal)
            || (operation is "llama.files.create" or "llama.files.query" && path.Contains("download_url.", StringComparison.Ordinal)));

    /// <summary>Whether a response field is documented as null.</summary>
    public static bool IsAlwaysNull(
        string operation, string path) => AlwaysNullFields.TryGetValue(operation, out var paths) && paths.Contains(path);

    /// <summary>Reads whose response never changes, so that none is stale.</summary>
    public static IReadOnlyDictionary<string, string> ConstantOperations { get; } = new Dictionary<string, string>
    {
        ["files.export_columns"] = "a fixed registry",
        ["files.text"] = "bytes and their text never change",
        ["files.chunks"] = "bytes and their chunks never change",
        ["files.download"] = "an earlier URL of the same bytes is as good until it expires",
        ["files.variant"] = "an earlier URL of the same picture is as good until it expires",
    };

    /// <summary>Reads of what changes by itself: whoever polls cannot tell a late response from a late change.</summary>
    public static IReadOnlyDictionary<string, string> PolledOperations { get; } = new Dictionary<string, string>
    {
        ["data.export_status"] = "an export changes only by itself",
    };

    /// <summary>The other rules.</summary>
    public static IReadOnlyList<string> OtherRules { get; } =
    [
        "null: fields that the schema allows to be null",
        "wrong type: fields to which the documents give no type",
        "wrong format: fields without a format or a pattern",
        "wrong total, the page's alone: lists that are returned whole",
        "order reversed: responses with fewer than two items, and lists of plain values",
        "filter ignored: responses that are not successful, since refusing a value is not filtering by it",
        "value not stored: requests that were refused in the clean run, and required inputs, since leaving these out is refused",
        "expired URL accepted: URLs to which the documents give no life (thumbnails and other pictures in bodies)",
        "other tenant's item: `telemetry.log` has no tenant, `files.export_columns` is the same for all",
        "order reversed: lists of what an AI found (`*_data`, `*_check`, `extracted_images`)",
        "values and files of responses to `data.export`: it \"returns immediately\" (seed 004), `download_url` and `record_count` being "
        + "null until `data.export_status` shows it completed",
        "values of `sessions.stuck`'s `completed_at`: what is stuck is not completed (seed 001)",
        "values of LlamaCloud's `expires_at`: null in each response, since no document says when a file expires",
        "LlamaCloud's `total_size` and `download_url.form_fields`: optional, and null (seed 003)",
        "parts of LlamaCloud's `download_url` in responses to create and query, which cannot be asked to expand it",
        "missing header: the type of the bytes behind LlamaCloud's URLs, which no document names",
        "paging under writes: lists with an offset, since no document says what a page has after the list has changed",
        "twice: folders, projects and links, whose second creation the service refuses or answers with the first; "
        + "exports and jobs, which no list shows",
        "shown late: the end of what is polled, since a late answer looks like a slow server",
        "other tenant's item: lists of messages without an id of a file",
        "everything of the WebSocket channel: its messages do not pass the suite's HTTP client",
        "parts of bodies whose keys are data (`groups`, `page_statuses`, `corrections`)",
    ];
}
