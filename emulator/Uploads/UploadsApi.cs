using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Uploads;

/// <summary>Streaming upload of one file (seed 001, Streaming Upload).</summary>
public sealed class UploadsApi(IObjectStore store, Intake intake, Callers callers, EmulatorOptions options)
{
    /// <summary>The streaming limit: 100 MB, counted on the file's own bytes, 2^20 each (the last is assumed).</summary>
    public const long MaxFileBytes = 100L * 1024 * 1024;

    /// <summary>The endpoint that takes larger files.</summary>
    public const string LargeFiles = "/api/v2/files/direct-uploads";

    private static readonly FormLimits Limits = new("file", 1, MaxFileBytes, MaxFileBytes, KeepTooLarge: false, TooLarge);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("files.upload", "POST", "/files/upload", Upload);
        api.Operation("uploads.status", "GET", "/files/uploads-status/{file_id}", Status);
    }

    /// <summary>A file over the streaming limit.</summary>
    public static ApiError TooLarge() => ApiError.TooLarge(
        "file", $"exceeds the streaming limit of 100 MB ({MaxFileBytes} bytes) per file; use POST {LargeFiles}", LargeFiles);

    /// <summary>Takes one of the tenant's concurrent uploads, when limits are enforced.</summary>
    /// <exception cref="ApiError">All are taken: 429 with Retry-After.</exception>
    public static UploadSlot TakeSlot(World world, TierLimits limits, bool enforce) =>
        world.Slots.TryTake(enforce ? limits.ConcurrentUploads : null)
            ? new UploadSlot(world)
            : throw ApiError.Backpressure($"More than {limits.ConcurrentUploads} concurrent uploads", 1);

    private async Task<Answer> Upload(Call call)
    {
        var limits = callers.LimitsOf(call.World);
        using var slot = TakeSlot(call.World, limits, options.EnforceLimits);
        var (began, generation) = (call.World.Clock.Now, call.World.Generation);
        using var form = await Form.ReadAsync(call, store, Limits);
        var request = UploadRequest.Of(call, form.Fields);
        if (form.Files.Count == 0) throw ApiError.Invalid("file", "is required: send a file part with a filename");
        using var prepared = await intake.PrepareAsync(call.World, generation, form.Files[0], request, call.Cancel);

        var (file, duplicateOf) = call.World.Write(turn =>
            intake.Record(turn, prepared, request, new Arrival("STREAMING", null, options.EnforceLimits ? limits.MonthlyDescriptions : null)));

        var elapsed = (call.World.Clock.Now - began).TotalMilliseconds;
        return Answer.Created(file is null
            ? Uploaded.AsSkipped(duplicateOf!, prepared.Facts, request.StorageTarget, elapsed)
            : Uploaded.Of(file, request.StorageTarget, elapsed));
    }

    private static Answer Status(Call call)
    {
        var id = call.RouteUuid("file_id");

        var (file, now) = call.World.Read(turn => (FileStore.Get(turn, id), turn.Now));

        return Answer.Ok(UploadStatus.Of(file, now, UploadStatus.StuckAfter));
    }
}

/// <summary>One of a tenant's concurrent uploads; disposing gives it back.</summary>
public readonly struct UploadSlot(World world) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => world.Slots.Release();
}
