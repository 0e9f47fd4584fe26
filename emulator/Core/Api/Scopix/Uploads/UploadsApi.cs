using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Sessions;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>The streaming upload of one file (seed 001, Streaming Upload).</summary>
internal sealed class UploadsApi(IObjectStore store, UploadProcessor uploadProcessor, Authenticator authenticator, EmulatorOptions options)
{
    /// <summary>The streaming limit: 100 MB, counted on the file's bytes alone (that a megabyte is 2^20 bytes is assumed).</summary>
    public const long MaxFileBytes = 100L * 1024 * 1024;

    public const string DirectUploadsPath = "/api/v2/files/direct-uploads";

    private static readonly FormLimits Limits = new("file", 1, MaxFileBytes, MaxFileBytes, KeepOversizedFiles: false, CreateTooLargeError);

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("files.upload", "POST", "/files/upload", Upload);
        api.MapOperation("uploads.status", "GET", "/files/uploads-status/{file_id}", Status);
    }

    public static ApiError CreateTooLargeError() => ApiError.TooLarge(
        "file", $"exceeds the streaming limit of 100 MB ({MaxFileBytes} bytes) per file; use POST {DirectUploadsPath}", DirectUploadsPath);

    /// <summary>Takes one of the tenant's slots for concurrent uploads, when limits are enforced.</summary>
    /// <exception cref="ApiError">All slots are taken: 429 with Retry-After.</exception>
    public static UploadSlot AcquireSlot(TenantState tenant, TierLimits limits, bool enforce) =>
        tenant.UploadSlots.TryTake(enforce ? limits.ConcurrentUploads : null)
            ? new UploadSlot(tenant)
            : throw ApiError.Backpressure($"More than {limits.ConcurrentUploads} concurrent uploads", 1);

    private async Task<ApiResponse> Upload(RequestContext context)
    {
        var limits = authenticator.GetTierLimits(context.Tenant);
        using var slot = AcquireSlot(context.Tenant, limits, options.EnforceLimits);
        var (startedAt, generation) = (context.Tenant.Clock.Now, context.Tenant.Generation);
        using var form = await MultipartForm.ReadAsync(context, store, Limits);
        var request = UploadRequest.Parse(context, form.Fields);
        if (form.Files.Count == 0) throw ApiError.Invalid("file", "is required: send a file part with a filename");
        using var prepared = await uploadProcessor.PrepareAsync(context.Tenant, generation, form.Files[0], request, context.Cancel);

        var (file, duplicateOf) = context.Tenant.Write(transaction =>
            uploadProcessor.RecordUnlessDuplicate(transaction, prepared, request,
                new UploadOrigin("STREAMING", null, options.EnforceLimits ? limits.MonthlyDescriptions : null)));

        var elapsed = (context.Tenant.Clock.Now - startedAt).TotalMilliseconds;
        return ApiResponse.Created(file is null
            ? UploadResponse.FromDuplicate(duplicateOf!, prepared.Facts, request.StorageTarget, elapsed)
            : UploadResponse.FromFile(file, request.StorageTarget, elapsed), ScopixJsonContext.Shared.UploadResponse);
    }

    private static ApiResponse Status(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");

        var (file, now) = context.Tenant.Read(transaction => (FileStore.Get(transaction, id), transaction.Now));

        return ApiResponse.Ok(UploadStatusResponse.From(file, now, UploadStatusResponse.DefaultStuckAfter),
            ScopixJsonContext.Shared.UploadStatusResponse);
    }
}

/// <summary>A slot for one of a tenant's concurrent uploads; disposing it frees the slot.</summary>
internal readonly struct UploadSlot(TenantState tenant) : IDisposable
{
    public void Dispose() => tenant.UploadSlots.Release();
}
