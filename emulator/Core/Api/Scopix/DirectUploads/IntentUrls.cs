namespace Scopix.Emulator.Api.Scopix.DirectUploads;

internal sealed class IntentUrls(IObjectStore store, RequestContext context)
{
    /// <summary>How long an intent and its URLs are valid (seed 001's example; public: 10 minutes).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public ApiResponse CreateResponse(IntentRecord intent) => intent.IsMultipart
            ? ApiResponse.Created(CreateMultipartResponse(intent), ScopixJsonContext.Shared.MultipartUploadResponse)
            : ApiResponse.Created(CreateSingleShotResponse(intent), ScopixJsonContext.Shared.SingleShotUploadResponse);

    public Uri GetPartUrl(IntentRecord intent, int part) =>
        store.PresignPart(context.Tenant.Storage, context.Origin, intent.StagingKey, intent.S3UploadId!, part, Lifetime);

    private SingleShotUploadResponse CreateSingleShotResponse(IntentRecord intent)
    {
        (string Name, string Value)[] headers =
        [
            ("Content-Type", intent.ContentType),
            ("x-amz-checksum-sha256", Convert.ToBase64String(Convert.FromHexString(intent.ClaimedHash))),
            ("x-amz-sdk-checksum-algorithm", "SHA256"),
        ];
        var url = store.PresignPut(context.Tenant.Storage, context.Origin, intent.StagingKey, Lifetime, headers);
        return new SingleShotUploadResponse(
            intent.Id, intent.Plan.Mode, intent.Declared.MediaType, "PUT", url,
            headers.ToDictionary(header => header.Name, header => header.Value),
            intent.ObjectKey, intent.ExpiresAt, intent.SizeBytes, store.BucketName);
    }

    private MultipartUploadResponse CreateMultipartResponse(IntentRecord intent) => new(
        intent.Id, intent.Plan.Mode, intent.Declared.MediaType, intent.S3UploadId!, intent.ObjectKey,
        [.. Enumerable.Range(1, intent.Plan.TotalParts!.Value)
            .Select(part => new PartUrlResource(part, GetPartUrl(intent, part), intent.ExpiresAt))],
        intent.Plan.PartSizeBytes!.Value, intent.Plan.TotalParts.Value, intent.ExpiresAt, store.BucketName);
}
