using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>
/// Makes a file of an intent's bytes. They are read whole and hashed before anything is published, from the intent's own staging key:
/// a bad upload never touches a good file with the same hash.
/// </summary>
internal sealed class DirectUploadCompletion(
    IObjectStore store, EmbeddedStore local, UploadProcessor uploadProcessor, Authenticator authenticator, EmulatorOptions options)
{
    private readonly KeyedLock _locks = new();

    /// <summary>Waits until nobody else completes or aborts the intent.</summary>
    public Task<IDisposable> LockAsync(
        RequestContext context, string id) => _locks.AcquireAsync($"{context.Tenant.Id}/{id}", context.Cancel);

    /// <summary>Completes an intent; one that is completed already answers the same again.</summary>
    /// <exception cref="ApiError">404, 409 (ended, expired, another hash), 422 (bytes or parts missing, a kind that is
    /// refused).</exception>
    public async Task<ApiResponse> CompleteAsync(RequestContext context, string id, IdempotentRequest? idempotentRequest)
    {
        using var lockScope = await LockAsync(context, id);
        var generation = context.Tenant.Generation;
        var monthly = options.EnforceLimits ? authenticator.GetTierLimits(context.Tenant).MonthlyDescriptions : null;
        var intent = context.Tenant.Read(transaction => IntentStore.Get(transaction, id));
        if (intent.Answer is { } before) return ApiResponse.Accepted(before, ScopixJsonContext.Shared.CompleteDirectUploadResponse);
        intent.RequireOpen();
        context.Tenant.Write(
            transaction => IsDuplicate(transaction, intent) ? null : CheckQuotaAndReserveCredits(transaction, intent, monthly));
        using var staged = await StageBytesAsync(context, generation, intent);
        await VerifyBytesAsync(context.Tenant, generation, intent, staged);
        using var prepared = await PrepareAsync(context, generation, intent, staged);

        var completed = context.Tenant.Write(transaction =>
        {
            var current = IntentStore.Get(transaction, id).RequireOpen();
            CreditLedger.Release(transaction, id);
            var known = FileStore.FindIdByHash(transaction, staged.Sha256) is not null;
            var (file, duplicate) =
                uploadProcessor.RecordUnlessDuplicate(transaction, prepared, intent.Request, CreateOrigin(transaction, intent, monthly));
            var made = file ?? FileStore.Get(transaction, duplicate!);
            var answer = new CompleteDirectUploadResponse(
                id, made.Id, made.MediaType, made.Filename, made.ObjectKey, made.SizeBytes, known,
                FileStatuses.IsTerminal(made) ? "completed" : "processing");
            IntentStore.Save(transaction,
                current with { Status = IntentStatus.Completed, ConfirmedAt = current.ConfirmedAt ?? transaction.Now, Answer = answer });
            DirectUploadSession.Complete(transaction, id, made, isDuplicate: file is null);
            var accepted = ApiResponse.Accepted(answer, ScopixJsonContext.Shared.CompleteDirectUploadResponse);
            idempotentRequest?.SaveResponse(transaction, accepted);
            return accepted;
        });
        // what came since the bytes were taken; storage drops what comes from now on
        local.Delete(context.Tenant.Storage, intent.StagingKey);
        return completed;
    }

    /// <summary>Deletes the bytes that were uploaded for an intent.</summary>
    public Task DiscardAsync(TenantState tenant, IntentRecord intent) => DiscardAsync(tenant, intent.StagingKey, intent.S3UploadId);

    public async Task DiscardAsync(TenantState tenant, string stagingKey, string? s3UploadId)
    {
        if (s3UploadId is not null) await store.AbortMultipartAsync(tenant.Storage, stagingKey, s3UploadId, default);
        store.Delete(tenant.Storage, stagingKey);
    }

    /// <summary>
    /// Refuses what is over the month's allowance; reserves credits for a video, if there are any. They stay with the upload while
    /// it can still be completed, and come back when it is aborted, fails or expires.
    /// </summary>
    private static int? CheckQuotaAndReserveCredits(Transaction transaction, IntentRecord intent, int? monthly)
    {
        var left = UsageLedger.RequireAllowance(transaction, monthly);
        if (intent is { Declared.MediaType: "video", Request.AutoDescribe: true })
            CreditLedger.TryReserve(transaction, intent.Id, CreditLedger.ReservedPerVideo);
        return left;
    }

    private static UploadOrigin CreateOrigin(Transaction transaction, IntentRecord intent, int? monthly) =>
        new(intent.IsMultipart ? "multipart" : "presigned", null, monthly)
        {
            DirectSessionId = SessionStore.Exists(transaction, intent.Id) ? intent.Id : null,
        };

    /// <summary>True when completing will answer a file that is there already, which costs nothing.</summary>
    private static bool IsDuplicate(Transaction transaction, IntentRecord intent) =>
        intent.Request.SkipDuplicates && FileStore.FindIdByHash(transaction, intent.ClaimedHash) is not null;

    private async Task<StagedObject> StageBytesAsync(RequestContext context, int generation, IntentRecord intent)
    {
        if (await StagePublishedBytesAsync(context, intent) is { } published) return published;
        if (intent.S3UploadId is { } upload && await store.GetSizeAsync(context.Tenant.Storage, intent.StagingKey, context.Cancel) is null)
        {
            var parts = PartVerification.VerifyAllParts(intent.Plan,
                context.Tenant.Read(transaction => IntentStore.ListConfirmedParts(transaction, intent.Id)),
                await store.ListPartsAsync(context.Tenant.Storage, intent.StagingKey, upload, context.Cancel));
            try
            {
                await store.CompleteMultipartAsync(context.Tenant.Storage, intent.StagingKey, upload, parts, context.Cancel);
            }
            catch (ArgumentException)
            {
                throw ApiError.Conflict(context.Tenant.Generation != generation
                    ? "The emulator was reset during the request; send it again"
                    : "Parts changed while the upload was completed; confirm them anew and complete it again");
            }
            catch (PartTooSmallException small)
            {
                throw ApiError.Invalid("parts", small.Message);
            }
        }
        return await store.StageUploadAsync(context.Tenant.Storage, intent.StagingKey, context.Cancel)
            ?? throw ApiError.Invalid("upload_id", "nothing has been uploaded to its presigned URL yet", "path");
    }

    /// <summary>The bytes of a completion that was interrupted after it had published them and before its file was recorded.</summary>
    private async Task<StagedObject?> StagePublishedBytesAsync(RequestContext context, IntentRecord intent)
    {
        if (intent.PublishedAs is not { } key
            || await store.GetSizeAsync(context.Tenant.Storage, intent.StagingKey, context.Cancel) is not null) return null;
        if (await store.OpenReadAsync(context.Tenant.Storage, key, context.Cancel) is not { } bytes) return null;
        await using (bytes) return await store.StageAsync(context.Tenant.Storage, bytes, intent.SizeBytes, context.Cancel);
    }

    private async Task VerifyBytesAsync(TenantState tenant, int generation, IntentRecord intent, StagedObject staged)
    {
        if (staged.Sha256 == intent.ClaimedHash && staged.SizeBytes == intent.SizeBytes) return;
        var error = ApiError.Conflict(staged.Sha256 != intent.ClaimedHash
            ? $"claimed_file_hash mismatch: claimed {intent.ClaimedHash}, uploaded {staged.Sha256}"
            : $"size_bytes mismatch: announced {intent.SizeBytes}, uploaded {staged.SizeBytes}");
        await FailAsync(tenant, generation, intent, error.Message);
        throw error;
    }

    private async Task<PreparedUpload> PrepareAsync(RequestContext context, int generation, IntentRecord intent, StagedObject staged)
    {
        try
        {
            return await uploadProcessor
                .PrepareAsync(context.Tenant, generation, new ReceivedFile(0, intent.Filename, staged), intent.Request, default,
                    publishing: key => context.Tenant.Write(transaction =>
            {
                context.Tenant.ThrowIfReset(generation);
                return IntentStore.Save(transaction, IntentStore.Get(transaction, intent.Id).RequireOpen() with { PublishedAs = key });
            }));
        }
        catch (ApiError refused)
        {
            await FailAsync(context.Tenant, generation, intent, refused.Message);
            throw ApiError.Invalid("file", refused.Message);
        }
    }

    private async Task FailAsync(TenantState tenant, int generation, IntentRecord intent, string error)
    {
        tenant.Write(transaction =>
        {
            tenant.ThrowIfReset(generation);
            CreditLedger.Release(transaction, intent.Id);
            DirectUploadSession.Fail(transaction, intent.Id, error);
            return IntentStore.Save(transaction,
                IntentStore.Get(transaction, intent.Id).RequireOpen() with { Status = IntentStatus.Failed, Error = error });
        });
        await DiscardAsync(tenant, intent);
    }
}
