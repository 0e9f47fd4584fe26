namespace Scopix.Emulator.Control.Survive;

/// <summary>The storage behind presigned URLs.</summary>
internal static class StorageTroubles
{
    private const string Amazon = "public, Amazon S3, List of error codes: ";

    private const string Complete = "seed 001, Presigned & Multipart Upload: ";

    public static IReadOnlyList<TroubleKind> All { get; } =
    [
        new("storage_down", TroubleCategories.Storage, new() { Status = 503, RetryAfter = 1, Times = 2 },
            target => target.Storage is not null, "The storage answers with 503, twice.")
        {
            Rank = 1, Evidence = "public", Source = Amazon + "SlowDown, 503, Please reduce your request rate",
            Words = ["slowdown", "slow down", "storage"],
        },
        new("put_refused", TroubleCategories.Storage,
            new() { Status = 403, Code = "SignatureDoesNotMatch", Message = "The request signature does not match." },
            target => target.IsUpload, "The storage refuses the bytes with 403.")
        {
            Rank = 1, Evidence = "public", Source = Amazon + "SignatureDoesNotMatch, 403",
            Words = ["signature", "forbidden"],
        },
        new("checksum_wrong", TroubleCategories.Storage,
            new() { Status = 400, Code = "BadDigest", Message = "The checksum you specified did not match what we received." },
            target => target.IsUpload, "The bytes arrive damaged, and the storage refuses them with 400, BadDigest.")
            { Rank = 3, Evidence = "public", Source = Amazon + "BadDigest, 400", Words = ["checksum", "digest"] },
        new("hash_mismatch", TroubleCategories.Storage,
            new() { Status = 409, Message = "The uploaded bytes do not match claimed_file_hash" },
            target => target.Operation == "direct_uploads.complete", "The upload is not completed: 409, the bytes differ from the claim.")
        {
            Rank = 3, Evidence = "documented", Words = ["hash", "mismatch", "conflict"],
            Source = Complete + "409 Conflict — claimed_file_hash mismatch (SHA-256 didn't match S3 object)",
        },
        new("part_lost", TroubleCategories.Storage, new() { Status = 422, Message = "Parts are missing: 1" },
            target => target.Operation == "direct_uploads.complete", "The upload is not completed: 422, a part is missing.")
        {
            Rank = 2, Evidence = "documented", Words = ["part", "missing"],
            Source = Complete + "422 Unprocessable Entity — required parts missing on multipart complete",
        },
        new("object_lost", TroubleCategories.Storage, new() { Status = 404, Times = TroubleKind.Always },
            target => target.Storage is "get" or "head", "The storage does not have the bytes: 404, NoSuchKey.")
            { Rank = 5, Evidence = "public", Source = Amazon + "NoSuchKey, 404", Words = ["nosuchkey", "not found", "does not exist"] },
    ];
}
