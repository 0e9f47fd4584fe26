using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.DirectUploads;

/// <summary>The presigned URLs of an intent, and the answers that carry them.</summary>
public sealed class IntentUrls(IObjectStore store, Call call)
{
    /// <summary>How long an intent and its URLs live (seed 001's example; public: 10 minutes).</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>201 with one URL, or with one for each part.</summary>
    public Answer Created(IntentRecord intent) => intent.IsMultipart ? Answer.Created(Multipart(intent)) : Answer.Created(SingleShot(intent));

    /// <summary>Where to PUT a part.</summary>
    public Uri Part(IntentRecord intent, int part) =>
        store.PresignPart(call.World.Storage, call.Origin, intent.StagingKey, intent.S3UploadId!, part, Life);

    private SingleShotIntent SingleShot(IntentRecord intent)
    {
        (string Name, string Value)[] headers =
        [
            ("Content-Type", intent.ContentType),
            ("x-amz-checksum-sha256", Convert.ToBase64String(Convert.FromHexString(intent.ClaimedHash))),
            ("x-amz-sdk-checksum-algorithm", "SHA256"),
        ];
        var url = store.PresignPut(call.World.Storage, call.Origin, intent.StagingKey, Life, headers);
        return new SingleShotIntent(
            intent.Id, intent.Plan.Mode, intent.Declared.MediaType, "PUT", url, headers.ToDictionary(header => header.Name, header => header.Value),
            intent.ObjectKey, intent.ExpiresAt, intent.SizeBytes, store.BucketName);
    }

    private MultipartIntent Multipart(IntentRecord intent) => new(
        intent.Id, intent.Plan.Mode, intent.Declared.MediaType, intent.S3UploadId!, intent.ObjectKey,
        [.. Enumerable.Range(1, intent.Plan.TotalParts!.Value).Select(part => new PartUrl(part, Part(intent, part), intent.ExpiresAt))],
        intent.Plan.PartSizeBytes!.Value, intent.Plan.TotalParts.Value, intent.ExpiresAt, store.BucketName);
}
