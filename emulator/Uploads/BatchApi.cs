using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Sessions;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Uploads;

/// <summary>Several files in one request, tracked as a session (seed 001, Streaming Upload).</summary>
public sealed class BatchApi(IObjectStore store, Intake intake, Callers callers, EmulatorOptions options)
{
    /// <summary>All files of a batch together: 2 GB (public: Rate Limits).</summary>
    public const long MaxBatchBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>Up to so many files are answered one by one (public: the older reference; seed 001 says "small batches").</summary>
    public const int MostImmediate = 5;

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api) => api.Operation("files.upload_batch", "POST", "/files/upload/batch", UploadBatch);

    private async Task<Answer> UploadBatch(Call call)
    {
        var tier = callers.LimitsOf(call.World);
        using var slot = UploadsApi.TakeSlot(call.World, tier, options.EnforceLimits);
        var (began, generation) = (call.World.Clock.Now, call.World.Generation);
        var limits = new FormLimits("files", options.EnforceLimits ? tier.BatchFiles : null, UploadsApi.MaxFileBytes, MaxBatchBytes, KeepTooLarge: true, TooMuch);
        using var form = await Form.ReadAsync(call, store, limits);
        var request = UploadRequest.Of(call, form.Fields) with { Title = null };
        if (form.Files.Count == 0) throw ApiError.Invalid("files", "is required: send at least one file part with a filename");
        var entries = new List<BatchEntry>();
        try
        {
            foreach (var file in form.Files) entries.Add(await EntryAsync(call, generation, file, request));
            var quota = options.EnforceLimits ? tier.MonthlyDescriptions : null;

            var session = call.World.Write(turn =>
            {
                turn.World.CheckNotReset(generation);
                return Record(turn, entries, request, quota);
            });

            var elapsed = Math.Round((call.World.Clock.Now - began).TotalMilliseconds / entries.Count, 3);
            return Answer.Created(BatchUploaded.Of(session, entries, request.StorageTarget, elapsed));
        }
        finally
        {
            foreach (var entry in entries) entry.Prepared?.Dispose();
        }
    }

    private static ApiError TooMuch() => ApiError.TooLarge("files", $"exceed 2 GB ({MaxBatchBytes} bytes) together", UploadsApi.LargeFiles);

    private async Task<BatchEntry> EntryAsync(Call call, int generation, ReceivedFile file, UploadRequest request)
    {
        if (file.Staged is null) return BatchEntry.Rejected(file, UploadsApi.TooLarge());
        try
        {
            return new BatchEntry(file.Index, file.Filename) { Prepared = await intake.PrepareAsync(call.World, generation, file, request, call.Cancel) };
        }
        catch (ApiError refused)
        {
            return BatchEntry.Rejected(file, refused);
        }
    }

    private string Record(Turn turn, List<BatchEntry> entries, UploadRequest request, int? quota)
    {
        var session = SessionStore.Insert(turn, "streaming");
        foreach (var entry in entries)
        {
            if (entry.Prepared is { } prepared) Take(turn, entry, prepared, request, session.Id, quota);
            SessionStore.Add(turn, session, entry.Index, entry.Filename, entry.File, entry.DuplicateOf, entry.Refusal);
        }
        return session.Id;
    }

    private void Take(Turn turn, BatchEntry entry, Prepared prepared, UploadRequest request, string sessionId, int? quota)
    {
        try
        {
            (entry.File, entry.DuplicateOf) = intake.Record(turn, prepared, request, new Arrival("STREAMING", sessionId, quota));
        }
        catch (ApiError full) when (full.Code == "USAGE_LIMIT_EXCEEDED")
        {
            entry.Refusal = full;
        }
    }
}
