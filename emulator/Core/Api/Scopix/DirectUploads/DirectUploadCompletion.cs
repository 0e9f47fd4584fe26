using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Api.Scopix.Uploads;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>
/// Makes a file from the bytes of an intent. They are read completely from the intent's own staging key and hashed before they are
/// published, so that a bad upload cannot overwrite a good file with the claimed hash.
/// </summary>
internal sealed class DirectUploadCompletion(
    IObjectStore store, EmbeddedStore local, UploadProcessor uploadProcessor, Authenticator authenticator, EmulatorOptions options)
{
    private readonly KeyedLock _locks = new();

    /// <summary>Waits while another request completes or aborts the intent.</summary>
    public Task<IDisposable> LockAsync(RequestContext context, string id) =>
        _locks.AcquireAsync($"{context.Tenant.Id}/{id}", context.Cancel);

    /// <summary>Completes an intent; a completed one gives the same response again.</summary>
    /// <exception cref="ApiError">404, 409 (ended, expired, another hash), 422 (bytes or parts missing, type refused).</exception>
    public async Task<ApiResponse> CompleteAsync(RequestContext context, string id, IdempotentRequest? idempotentRequest)
    {
        using var lockScope = await LockAsync(context, id);
        var generation = context.Tenant.Generation;
        var monthly = options.EnforceLimits ? authenticator.GetTierLimits(context.Tenant).MonthlyDescriptions : null;
        var intent = context.Tenant.Read(transaction => IntentStore.Get(transaction, id));
        if (intent.Response is { } earlier) return ApiResponse.Accepted(earlier, ScopixJsonContext.Shared.CompleteDirectUploadResponse);
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
            var saved = file ?? FileStore.Get(transaction, duplicate!);
            var response = new CompleteDirectUploadResponse(
                id, saved.Id, saved.MediaType, saved.Filename, saved.ObjectKey, saved.SizeBytes, known,
                FileStatuses.IsTerminal(saved) ? "completed" : "processing");
            IntentStore.Save(transaction, current with
            {
                Status = IntentStatus.Completed,
                ConfirmedAt = current.ConfirmedAt ?? transaction.Now,
                Response = response,
            });
            DirectUploadSession.Complete(transaction, id, saved, isDuplicate: file is null);
            var accepted = ApiResponse.Accepted(response, ScopixJsonContext.Shared.CompleteDirectUploadResponse);
            idempotentRequest?.SaveResponse(transaction, accepted);
            return accepted;
        });
        // deletes what arrived since the bytes were staged; storage discards what arrives from now on
        local.Delete(context.Tenant.Storage, intent.StagingKey);
        return completed;
    }

    public Task DiscardAsync(TenantState tenant, IntentRecord intent) => DiscardAsync(tenant, intent.StagingKey, intent.S3UploadId);

    public async Task DiscardAsync(TenantState tenant, string stagingKey, string? s3UploadId)
    {
        if (s3UploadId is not null) await store.AbortMultipartAsync(tenant.Storage, stagingKey, s3UploadId, default);
        store.Delete(tenant.Storage, stagingKey);
    }

    /// <summary>
    /// Refuses an upload over the month's allowance; reserves credits for a video, if there are enough. They are released when the
    /// upload is completed, is aborted, fails or expires.
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

    /// <summary>True when completing returns an existing file, which costs nothing.</summary>
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
                throw context.Tenant.Generation != generation
                    ? ApiError.ResetDuringRequest()
                    : ApiError.Conflict("Parts changed while the upload was completed; confirm them anew and complete it again");
            }
            catch (PartTooSmallException small)
            {
                throw ApiError.Invalid("parts", small.Message);
            }
        }
        return await store.StageUploadAsync(context.Tenant.Storage, intent.StagingKey, context.Cancel)
            ?? throw ApiError.Invalid("upload_id", "nothing has been uploaded to its presigned URL yet", "path");
    }

    /// <summary>The bytes of a completion that was interrupted after they were published and before the file was saved.</summary>
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
            return await uploadProcessor.PrepareAsync(
                context.Tenant, generation, new ReceivedFile(0, intent.Filename, staged), intent.Request, default,
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
