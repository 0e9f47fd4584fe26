using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Quota;
using Scopix.Emulator.Sessions;
using Scopix.Emulator.State;
using Scopix.Emulator.Uploads;

namespace Scopix.Emulator.DirectUploads;

/// <summary>
/// Makes a file of an intent's bytes. They are read whole and hashed before anything is published, from the intent's own staging key:
/// a bad upload never touches a good file with the same hash.
/// </summary>
public sealed class Completion(IObjectStore store, EmbeddedStore local, Intake intake, Callers callers, EmulatorOptions options)
{
    private readonly Doors _doors = new();

    /// <summary>Waits until nobody else completes or aborts the intent.</summary>
    public Task<IDisposable> AloneAsync(Call call, string id) => _doors.EnterAsync($"{call.World.Tenant}/{id}", call.Cancel);

    /// <summary>Completes an intent; one that is completed already answers the same again.</summary>
    /// <exception cref="ApiError">404, 409 (ended, expired, another hash), 422 (bytes or parts missing, a kind that is refused).</exception>
    public async Task<Answer> CompleteAsync(Call call, string id, Idempotency? idempotency)
    {
        using var alone = await AloneAsync(call, id);
        var generation = call.World.Generation;
        var monthly = options.EnforceLimits ? callers.LimitsOf(call.World).MonthlyDescriptions : null;
        var intent = call.World.Read(turn => IntentStore.Get(turn, id));
        if (intent.Answer is { } before) return Answer.Accepted(before);
        intent.Open();
        call.World.Write(turn => IsDuplicate(turn, intent) ? null : Begin(turn, intent, monthly));
        using var staged = await BytesAsync(call, generation, intent);
        await CheckAsync(call.World, generation, intent, staged);
        using var prepared = await PrepareAsync(call, generation, intent, staged);

        var completed = call.World.Write(turn =>
        {
            var current = IntentStore.Get(turn, id).Open();
            Credits.Release(turn, id);
            var known = FileStore.IdByHash(turn, staged.Sha256) is not null;
            var (file, duplicate) = intake.Record(turn, prepared, intent.Request, Arrived(turn, intent, monthly));
            var made = file ?? FileStore.Get(turn, duplicate!);
            var answer = new DirectUploadCompleted(
                id, made.Id, made.MediaType, made.Filename, made.ObjectKey, made.SizeBytes, known, Statuses.IsTerminal(made) ? "completed" : "processing");
            IntentStore.Save(turn, current with { Status = IntentStatus.Completed, ConfirmedAt = current.ConfirmedAt ?? turn.Now, Answer = answer });
            IntentSession.Complete(turn, id, made, isDuplicate: file is null);
            var accepted = Answer.Accepted(answer);
            idempotency?.Keep(turn, accepted);
            return accepted;
        });
        local.Delete(call.World.Storage, intent.StagingKey); // what came since the bytes were taken; storage drops what comes from now on
        return completed;
    }

    /// <summary>Gives up an intent's bytes.</summary>
    public async Task DiscardAsync(World world, IntentRecord intent)
    {
        if (intent.S3UploadId is { } upload) await store.AbortMultipartAsync(world.Storage, intent.StagingKey, upload, default);
        store.Delete(world.Storage, intent.StagingKey);
    }

    /// <summary>
    /// Refuses what is over the month's allowance; reserves credits for a video, if there are any. They stay with the upload while
    /// it can still be completed, and come back when it is aborted, fails or expires.
    /// </summary>
    private static int? Begin(Turn turn, IntentRecord intent, int? monthly)
    {
        var left = Ledger.CheckRoom(turn, monthly);
        if (intent is { Declared.MediaType: "video", Request.AutoDescribe: true }) Credits.Reserve(turn, intent.Id, Credits.Reservation);
        return left;
    }

    private static Arrival Arrived(Turn turn, IntentRecord intent, int? monthly) =>
        new(intent.IsMultipart ? "multipart" : "presigned", null, monthly)
        {
            DirectSessionId = SessionStore.Exists(turn, intent.Id) ? intent.Id : null,
        };

    /// <summary>True when completing will answer a file that is there already, which costs nothing.</summary>
    private static bool IsDuplicate(Turn turn, IntentRecord intent) =>
        intent.Request.SkipDuplicates && FileStore.IdByHash(turn, intent.ClaimedHash) is not null;

    private async Task<StagedObject> BytesAsync(Call call, int generation, IntentRecord intent)
    {
        if (await PublishedAsync(call, intent) is { } published) return published;
        if (intent.S3UploadId is { } upload && await store.SizeAsync(call.World.Storage, intent.StagingKey, call.Cancel) is null)
        {
            var parts = PartCheck.Complete(intent.Plan, call.World.Read(turn => IntentStore.Confirmed(turn, intent.Id)), await store.ListPartsAsync(call.World.Storage, intent.StagingKey, upload, call.Cancel));
            try
            {
                await store.AssembleAsync(call.World.Storage, intent.StagingKey, upload, parts, call.Cancel);
            }
            catch (ArgumentException)
            {
                throw ApiError.Conflict(call.World.Generation != generation
                    ? "The emulator was reset during the request; send it again"
                    : "Parts changed while the upload was completed; confirm them anew and complete it again");
            }
            catch (PartTooSmallException small)
            {
                throw ApiError.Invalid("parts", small.Message);
            }
        }
        return await store.AdoptAsync(call.World.Storage, intent.StagingKey, call.Cancel)
            ?? throw ApiError.Invalid("upload_id", "nothing has been uploaded to its presigned URL yet", "path");
    }

    /// <summary>The bytes of a completion that was interrupted after it had published them and before its file was recorded.</summary>
    private async Task<StagedObject?> PublishedAsync(Call call, IntentRecord intent)
    {
        if (intent.PublishedAs is not { } key || await store.SizeAsync(call.World.Storage, intent.StagingKey, call.Cancel) is not null) return null;
        if (await store.OpenReadAsync(call.World.Storage, key, call.Cancel) is not { } bytes) return null;
        await using (bytes) return await store.StageAsync(call.World.Storage, bytes, intent.SizeBytes, call.Cancel);
    }

    private async Task CheckAsync(World world, int generation, IntentRecord intent, StagedObject staged)
    {
        if (staged.Sha256 == intent.ClaimedHash && staged.SizeBytes == intent.SizeBytes) return;
        var error = ApiError.Conflict(staged.Sha256 != intent.ClaimedHash
            ? $"claimed_file_hash mismatch: claimed {intent.ClaimedHash}, uploaded {staged.Sha256}"
            : $"size_bytes mismatch: announced {intent.SizeBytes}, uploaded {staged.SizeBytes}");
        await FailAsync(world, generation, intent, error.Message);
        throw error;
    }

    private async Task<Prepared> PrepareAsync(Call call, int generation, IntentRecord intent, StagedObject staged)
    {
        try
        {
            return await intake.PrepareAsync(call.World, generation, new ReceivedFile(0, intent.Filename, staged), intent.Request, default, publishing: key => call.World.Write(turn =>
            {
                call.World.CheckNotReset(generation);
                return IntentStore.Save(turn, IntentStore.Get(turn, intent.Id).Open() with { PublishedAs = key });
            }));
        }
        catch (ApiError refused)
        {
            await FailAsync(call.World, generation, intent, refused.Message);
            throw ApiError.Invalid("file", refused.Message);
        }
    }

    private async Task FailAsync(World world, int generation, IntentRecord intent, string error)
    {
        world.Write(turn =>
        {
            world.CheckNotReset(generation);
            Credits.Release(turn, intent.Id);
            IntentSession.Fail(turn, intent.Id, error);
            return IntentStore.Save(turn, IntentStore.Get(turn, intent.Id).Open() with { Status = IntentStatus.Failed, Error = error });
        });
        await DiscardAsync(world, intent);
    }
}
