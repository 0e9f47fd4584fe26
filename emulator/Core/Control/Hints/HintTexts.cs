namespace Scopix.Emulator.Control.Hints;

/// <summary>
/// Every hint that the emulator gives in X-Emulator-Hint, the journal and the log. A hint names what the emulator has: its routes, the
/// parameters of its contracts, other names for them. It repeats nothing of the request but names of input, which are encoded, and says
/// nothing of other tenants.
/// </summary>
internal static class HintTexts
{
    public const string EmptySearch = "search is empty, so it filters nothing";

    public const string NoBearer = "send the key as Authorization: Bearer KEY";

    public const string OtherKeyHeader = "the key belongs into Authorization: Bearer KEY, not into another header or the query";

    public const string OlderKey = "this is a key of an older generation of the API: keys begin with scopix_ now";

    public const string LiveKey = "keys have no live or test in their prefix: scopix_, 8 letters or digits, and at least 12 more "
        + "characters; the emulator's default key is " + EmulatorOptions.DefaultApiKey;

    public const string LlamaKey = "an llx- key is LlamaCloud's, whose API is under /api/v1/beta/files";

    public const string ScopixKey = "a scopix_ key belongs to /api/v2";

    public const string UnregisteredKey = "--auth strict accepts registered keys only: register this one with POST /_emulator/keys";

    /// <summary>Other names for parameters, where the operation has the second name.</summary>
    public static readonly (string Sent, string Known)[] OtherNames =
    [
        ("q", "search"), ("query", "search"), ("term", "search"), ("page_size", "limit"), ("per_page", "limit"), ("size", "limit"),
        ("count", "limit"), ("page", "offset"), ("skip", "offset"), ("start", "offset"), ("sort", "sort_by"), ("order_by", "sort_by"),
        ("order", "sort_order"), ("direction", "sort_order"), ("folder", "folder_id"), ("project", "project_id"), ("type", "media_types"),
        ("media_type", "media_types"), ("from", "date_from"), ("to", "date_to"), ("since", "date_from"), ("until", "date_to"),
        ("name", "title"), ("filename", "title"),
    ];

    /// <summary>
    /// Paths of older generations below the version, and the present route (public: AionVision's repository and its documentation, which
    /// differ from seed 001). <c>*</c> is one segment, <c>**</c> any number.
    /// </summary>
    public static readonly (string Path, string Present)[] OlderPaths =
    [
        ("user-files/upload/stream", "POST /api/v2/files/upload"), ("user-files/upload/stream-batch", "POST /api/v2/files/upload/batch"),
        ("user-files/upload/initiate", "POST /api/v2/files/direct-uploads"),
        ("user-files/upload/confirm", "POST /api/v2/files/direct-uploads/{upload_id}/complete"),
        ("uploads/request-presigned-url", "POST /api/v2/files/direct-uploads"),
        ("uploads/confirm", "POST /api/v2/files/direct-uploads/{upload_id}/complete"),
        ("document-uploads/**", "POST /api/v2/files/direct-uploads"), ("video-uploads/**", "POST /api/v2/files/direct-uploads"),
        ("files/uploads", "POST /api/v2/files/direct-uploads"),
        ("files/uploads/*/complete", "POST /api/v2/files/direct-uploads/{upload_id}/complete"),
        ("uploads/stuck-uploads", "GET /api/v2/files/sessions/stuck"), ("uploads/sessions", "GET /api/v2/files/sessions"),
        ("uploads/sessions/*/**", "GET /api/v2/files/sessions/{session_id}/status"),
        ("uploads/status/*", "GET /api/v2/files/uploads-status/{file_id}"),
        ("uploads/batch/*/status", "GET /api/v2/files/sessions/{session_id}/summary"),
        ("user-files", "GET /api/v2/files"), ("user-files/*", "GET /api/v2/files/{file_id}"),
    ];

    public static string DidYouMean(string name) => $"did you mean {name}?";

    /// <param name="sent">Encoded, e.g. <c>query.limt</c>.</param>
    public static string DidYouMean(string sent, string name) => $"{sent}: did you mean {name}?";

    /// <param name="allowed">In the order of their routes.</param>
    public static string OtherMethod(IReadOnlyList<string> allowed, string? sent)
    {
        var list = allowed.Count == 1 ? allowed[0] : $"{string.Join(", ", allowed.SkipLast(1))} or {allowed[^1]}";
        return sent is null ? $"this path takes {list}" : $"{list}, not {sent}";
    }

    public static string OlderPath(string present) => $"this is a path of an older generation of the API; it is {present} now";

    public static string CommaInRepeated(string name) =>
        $"{name} is repeated for several values ({name}=a&{name}=b); a comma is a part of one value";

    public static string RepeatedWithComma(string name) => $"{name} takes several values separated by commas; only the last one was used";
}
