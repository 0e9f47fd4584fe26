namespace Scopix.Emulator.Control.Survive;

/// <summary>What changes while a client runs.</summary>
internal static class TimeTroubles
{
    private static readonly string[] DirectUploadSteps =
        ["direct_uploads.get", "direct_uploads.confirm_part", "direct_uploads.retry_part", "direct_uploads.complete"];

    public static IReadOnlyList<TroubleKind> All { get; } =
    [
        new("url_expired", TroubleCategories.Time, new() { Status = 403, Code = "AccessDenied", Message = "Request has expired" },
            target => target.Storage is not null, "The presigned URL has expired: 403, AccessDenied.")
        {
            Rank = 1, Evidence = "documented", Words = ["expired", "accessdenied", "access denied", "forbidden"],
            Source = "seed 001, File Access: URL expires in 5 minutes (300 seconds)",
        },
        new("upload_expired", TroubleCategories.Time,
            new() { Status = 409, Message = "Upload has failed: Upload intent expired", Times = TroubleKind.Always },
            target => DirectUploadSteps.Contains(target.Operation), "The direct upload has expired: 409.")
        {
            Rank = 4, Evidence = "documented", Words = ["expired", "conflict"],
            Source = "seed 001, Presigned & Multipart Upload: an intent has expires_at",
        },
        new("key_expired", TroubleCategories.Time,
            new() { Status = 401, Code = "EXPIRED_API_KEY", Message = "The API key has expired", Times = TroubleKind.Always },
            target => target.IsApi, "The key has expired: 401, EXPIRED_API_KEY.")
        {
            Rank = 3, Evidence = "public", Source = "public, Error Codes Reference: EXPIRED_API_KEY",
            Words = ["expired", "unauthorized", "api key", "authentication"],
        },
        new("file_deleted", TroubleCategories.Time, new() { Status = 404, Message = "File not found", Times = TroubleKind.Always },
            target => target.NamesFile, "Somebody else has deleted the file: 404.")
        {
            Rank = 3, Evidence = "public", Source = "public, Error Codes Reference: 404 missing or not yours",
            Words = ["not found", "deleted", "gone"],
        },
        new("page_token_stale", TroubleCategories.Time, new() { Status = 400, Message = "Invalid page token" },
            target => target is { Operation: "llama.files.list" or "llama.files.query", Call: { } call }
                && call.Query.Contains("page_token=", StringComparison.Ordinal),
            "The token of the next page is refused: 400.")
        {
            Rank = 5, Evidence = "public", Words = ["page token"],
            Source = "public, LlamaCloud: 400 malformed or missing parameter; its page tokens are opaque",
        },
        new("clock_jumped", TroubleCategories.Time, null, target => target is { IsApi: true, Occurrence: 1 },
            "The service's clock is two hours ahead of the client's.")
        {
            Rank = 8, ClockSeconds = 7_200, Source = "Every network: two clocks differ.", Words = ["clock", "expired", "time"],
        },
    ];
}
