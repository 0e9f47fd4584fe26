using Scopix.Emulator.Api.Scopix.Quota;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>Uploads whose bytes are sent to storage directly: intent, PUT, complete (seed 001, Presigned &amp; Multipart Upload).</summary>
internal sealed class DirectUploadsApi(IObjectStore store, DirectUploadCompletion completion)
{
    private const int MaxDeletionsPerRequest = 20;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("direct_uploads.create", "POST", "/files/direct-uploads", Create);
        api.MapOperation("direct_uploads.get", "GET", "/files/direct-uploads/{upload_id}", Get, Evidence.Assumed);
        api.MapOperation("direct_uploads.confirm_part", "POST", "/files/direct-uploads/{upload_id}/parts/confirm", ConfirmPart,
            Evidence.Assumed);
        api.MapOperation("direct_uploads.retry_part", "POST", "/files/direct-uploads/{upload_id}/parts/retry", RetryPart, Evidence.Assumed);
        api.MapOperation("direct_uploads.complete", "POST", "/files/direct-uploads/{upload_id}/complete", Complete);
        api.MapOperation("direct_uploads.abort", "DELETE", "/files/direct-uploads/{upload_id}", Abort, Evidence.Assumed);
    }

    private async Task<ApiResponse> Create(RequestContext context)
    {
        var request = await context.ReadJsonAsync(ScopixJsonContext.Shared.DirectUploadRequest);
        var idempotentRequest =
            IdempotentRequest.TryCreate(context, JsonWriter.Serialize(request, ScopixJsonContext.Shared.DirectUploadRequest));
        var planned = request.Plan(context);
        if (context.Tenant.Write(transaction => idempotentRequest?.FindResponse(transaction)) is { } again) return again;
        await DeleteExpiredBytesAsync(context);
        var id = context.Tenant.Write(transaction => transaction.Ids.Next());
        var s3UploadId = planned.Plan.Mode == UploadPlan.Multipart
            ? await store.BeginMultipartAsync(
                context.Tenant.Storage, IntentRecord.GetStagingKey(id), planned.ContentType, context.Cancel)
            : null;

        var (response, isRepeated) = context.Tenant.Write(transaction =>
        {
            if (idempotentRequest?.FindResponse(transaction) is { } first) return (first, true);
            var intent = IntentStore.Save(transaction, planned.ToIntent(id, s3UploadId, transaction.Now));
            DirectUploadSession.Create(transaction, intent);
            var created = new IntentUrls(store, context).CreateResponse(intent);
            idempotentRequest?.SaveResponse(transaction, created);
            return (created, false);
        });
        if (isRepeated) await completion.DiscardAsync(context.Tenant, IntentRecord.GetStagingKey(id), s3UploadId);
        return response;
    }

    private async Task<ApiResponse> Get(RequestContext context)
    {
        var id = context.GetRouteUuid("upload_id");
        var intent = context.Tenant.Read(transaction => IntentStore.Get(transaction, id));
        var arrived = intent is { Status: IntentStatus.Pending, IsMultipart: false }
            && await store.GetSizeAsync(context.Tenant.Storage, intent.StagingKey, context.Cancel) is not null;

        return ApiResponse.Ok(context.Tenant.Write(transaction => DirectUploadResponse.From(
            arrived ? MarkUploaded(transaction, IntentStore.Get(transaction, id)) : intent,
            IntentStore.CountConfirmedParts(transaction, id))), ScopixJsonContext.Shared.DirectUploadResponse);
    }

    private async Task<ApiResponse> ConfirmPart(RequestContext context)
    {
        var id = context.GetRouteUuid("upload_id");
        var part = PartVerification.ValidateConfirmation(await context.ReadJsonAsync(ScopixJsonContext.Shared.ConfirmPartRequest));
        var intent = context.Tenant.Read(transaction => GetOpenMultipartIntent(transaction, id, part.PartNumber));
        var stored = PartVerification.VerifyStoredPart(intent, part,
            await store.FindPartAsync(context.Tenant.Storage, intent.StagingKey, intent.S3UploadId!, part.PartNumber, context.Cancel));

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var current = GetOpenMultipartIntent(transaction, id, part.PartNumber);
            IntentStore.ConfirmPart(transaction, id, stored);
            DirectUploadSession.MarkUploading(transaction, id);
            var confirmed = IntentStore.CountConfirmedParts(transaction, id);
            if (confirmed == current.Plan.TotalParts) MarkUploaded(transaction, current);
            return new ConfirmPartResponse(id, part.PartNumber, confirmed, current.Plan.TotalParts!.Value,
                current.GetProgressPercent(confirmed));
        }), ScopixJsonContext.Shared.ConfirmPartResponse);
    }

    private async Task<ApiResponse> RetryPart(RequestContext context)
    {
        var id = context.GetRouteUuid("upload_id");
        var part = await context.ReadJsonAsync(ScopixJsonContext.Shared.RetryPartRequest);

        return context.Tenant.Write(transaction =>
        {
            // In the example a fresh URL expires later than the intent: an intent expires with its last URL (assumed).
            var intent = IntentStore.Save(transaction,
                GetOpenMultipartIntent(transaction, id, part.PartNumber) with { ExpiresAt = transaction.Now + IntentUrls.Lifetime });
            return ApiResponse.Ok(
                new RetryPartResponse(id, part.PartNumber, new IntentUrls(store, context).GetPartUrl(intent, part.PartNumber),
                    intent.ExpiresAt), ScopixJsonContext.Shared.RetryPartResponse);
        });
    }

    private async Task<ApiResponse> Complete(RequestContext context)
    {
        var id = context.GetRouteUuid("upload_id");
        await RequireEmptyBodyAsync(context);
        var idempotentRequest = IdempotentRequest.TryCreate(context, []);
        return context.Tenant.Write(transaction => idempotentRequest?.FindResponse(transaction))
            ?? await completion.CompleteAsync(context, id, idempotentRequest);
    }

    private async Task<ApiResponse> Abort(RequestContext context)
    {
        var id = context.GetRouteUuid("upload_id");
        var reason = context.Query.Text("reason", 255);
        using var lockScope = await completion.LockAsync(context, id);

        var intent = context.Tenant.WriteUsingReserve(transaction =>
        {
            var current = IntentStore.Get(transaction, id);
            return current.Aborted ? current : DirectUploadSession.Abort(transaction, current, reason);
        });
        await completion.DiscardAsync(context.Tenant, intent);
        return ApiResponse.Ok(new AbortDirectUploadResponse(id, true, intent.AbortReason),
            ScopixJsonContext.Shared.AbortDirectUploadResponse);
    }

    private static IntentRecord MarkUploaded(Transaction transaction, IntentRecord intent)
    {
        if (intent.Status != IntentStatus.Pending) return intent;
        DirectUploadSession.MarkUploading(transaction, intent.Id);
        return IntentStore.Save(transaction, intent with { Status = IntentStatus.Uploaded, ConfirmedAt = transaction.Now });
    }

    private static IntentRecord GetOpenMultipartIntent(Transaction transaction, string id, int part)
    {
        var intent = IntentStore.Get(transaction, id).RequireOpen();
        if (!intent.IsMultipart) throw ApiError.Conflict("Upload is single_shot: it has no parts");
        return part >= 1 && part <= intent.Plan.TotalParts
            ? intent : throw ApiError.Invalid("part_number", $"must be between 1 and {intent.Plan.TotalParts}");
    }

    /// <summary>
    /// Deletes the bytes of intents whose URLs have expired: of those that were not completed, and bytes that arrived after the end.
    /// </summary>
    private async Task DeleteExpiredBytesAsync(RequestContext context)
    {
        foreach (var expired in context.Tenant.Write(
            transaction => IntentStore.ListExpired(transaction, MaxDeletionsPerRequest)
                .ConvertAll(intent => MarkBytesDeleted(transaction, intent))))
        {
            using var lockScope = await completion.LockAsync(context, expired.Id);
            await completion.DiscardAsync(context.Tenant, expired);
        }
    }

    private static IntentRecord MarkBytesDeleted(Transaction transaction, IntentRecord intent)
    {
        CreditLedger.Release(transaction, intent.Id);
        DirectUploadSession.Expire(transaction, intent);
        return IntentStore.Save(transaction, intent with { Swept = true });
    }

    private static async Task RequireEmptyBodyAsync(RequestContext context)
    {
        if (context.Http.Request.ContentLength is 0
            || (context.Http.Request.ContentLength is null && context.Http.Request.ContentType is null)) return;
        var body = await context.ReadJsonAsync(EngineJsonContext.Shared.JsonElement);
        if (body.ValueKind != JsonValueKind.Object || body.EnumerateObject().Any()) throw ApiError.Invalid("body", "must be empty");
    }
}
