using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Quota;
using Scopix.Emulator.State;

namespace Scopix.Emulator.DirectUploads;

/// <summary>Uploads whose bytes go straight to storage: intent, PUT, complete (seed 001, Presigned &amp; Multipart Upload).</summary>
public sealed class DirectUploadsApi(IObjectStore store, Completion completion)
{
    private const int SweepAtOnce = 20;

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("direct_uploads.create", "POST", "/files/direct-uploads", Create);
        api.Operation("direct_uploads.get", "GET", "/files/direct-uploads/{upload_id}", Get, Evidence.Assumed);
        api.Operation("direct_uploads.confirm_part", "POST", "/files/direct-uploads/{upload_id}/parts/confirm", ConfirmPart, Evidence.Assumed);
        api.Operation("direct_uploads.retry_part", "POST", "/files/direct-uploads/{upload_id}/parts/retry", RetryPart, Evidence.Assumed);
        api.Operation("direct_uploads.complete", "POST", "/files/direct-uploads/{upload_id}/complete", Complete);
        api.Operation("direct_uploads.abort", "DELETE", "/files/direct-uploads/{upload_id}", Abort, Evidence.Assumed);
    }

    private async Task<Answer> Create(Call call)
    {
        var request = await call.ReadAsync(WireJson.Wire.DirectUploadRequest);
        var idempotency = Idempotency.Of(call, JsonWriter.Bytes(request));
        var planned = request.Planned(call);
        if (call.World.Write(turn => idempotency?.Find(turn)) is { } again) return again;
        await SweepAsync(call);
        var intent = planned with { Id = call.World.Write(turn => turn.Ids.Next()) };
        if (intent.IsMultipart) intent = intent with { S3UploadId = await store.BeginMultipartAsync(call.World.Storage, intent.StagingKey, intent.ContentType, call.Cancel) };

        var (answer, raced) = call.World.Write(turn =>
        {
            if (idempotency?.Find(turn) is { } first) return (first, true);
            var saved = IntentStore.Save(turn, intent with { CreatedAt = turn.Now, ExpiresAt = turn.Now + IntentUrls.Life });
            IntentSession.Begin(turn, saved);
            var made = new IntentUrls(store, call).Created(saved);
            idempotency?.Keep(turn, made);
            return (made, false);
        });
        if (raced) await completion.DiscardAsync(call.World, intent);
        return answer;
    }

    private async Task<Answer> Get(Call call)
    {
        var id = call.RouteUuid("upload_id");
        var intent = call.World.Read(turn => IntentStore.Get(turn, id));
        var arrived = intent is { Status: IntentStatus.Pending, IsMultipart: false }
            && await store.SizeAsync(call.World.Storage, intent.StagingKey, call.Cancel) is not null;

        return Answer.Ok(call.World.Write(turn => DirectUploadState.Of(
            arrived ? Uploaded(turn, IntentStore.Get(turn, id)) : intent, IntentStore.CountConfirmed(turn, id))));
    }

    private async Task<Answer> ConfirmPart(Call call)
    {
        var id = call.RouteUuid("upload_id");
        var part = PartCheck.Check(await call.ReadAsync(WireJson.Wire.PartConfirmation));
        var intent = call.World.Read(turn => OpenPart(turn, id, part.PartNumber));
        var stored = PartCheck.Agree(intent, part, await store.FindPartAsync(call.World.Storage, intent.StagingKey, intent.S3UploadId!, part.PartNumber, call.Cancel));

        return Answer.Ok(call.World.Write(turn =>
        {
            var current = OpenPart(turn, id, part.PartNumber);
            IntentStore.Confirm(turn, id, stored);
            IntentSession.Arrive(turn, id);
            var confirmed = IntentStore.CountConfirmed(turn, id);
            if (confirmed == current.Plan.TotalParts) Uploaded(turn, current);
            return new PartConfirmed(id, part.PartNumber, confirmed, current.Plan.TotalParts!.Value, current.Progress(confirmed));
        }));
    }

    private async Task<Answer> RetryPart(Call call)
    {
        var id = call.RouteUuid("upload_id");
        var part = await call.ReadAsync(WireJson.Wire.PartRetry);

        return call.World.Write(turn =>
        {
            // A fresh URL outlives the intent in the example: the intent lives as long as its last URL (assumed).
            var intent = IntentStore.Save(turn, OpenPart(turn, id, part.PartNumber) with { ExpiresAt = turn.Now + IntentUrls.Life });
            return Answer.Ok(new PartRetried(id, part.PartNumber, new IntentUrls(store, call).Part(intent, part.PartNumber), intent.ExpiresAt));
        });
    }

    private async Task<Answer> Complete(Call call)
    {
        var id = call.RouteUuid("upload_id");
        await EmptyBodyAsync(call);
        var idempotency = Idempotency.Of(call, []);
        return call.World.Write(turn => idempotency?.Find(turn)) ?? await completion.CompleteAsync(call, id, idempotency);
    }

    private async Task<Answer> Abort(Call call)
    {
        var id = call.RouteUuid("upload_id");
        var reason = call.Query.Text("reason", 255);
        using var alone = await completion.AloneAsync(call, id);

        var intent = call.World.Free(turn =>
        {
            var current = IntentStore.Get(turn, id);
            return current.Aborted ? current : IntentSession.Abort(turn, current, reason);
        });
        await completion.DiscardAsync(call.World, intent);
        return Answer.Ok(new DirectUploadAborted(id, true, intent.AbortReason));
    }

    private static IntentRecord Uploaded(Turn turn, IntentRecord intent)
    {
        if (intent.Status != IntentStatus.Pending) return intent;
        IntentSession.Arrive(turn, intent.Id);
        return IntentStore.Save(turn, intent with { Status = IntentStatus.Uploaded, ConfirmedAt = turn.Now });
    }

    private static IntentRecord OpenPart(Turn turn, string id, int part)
    {
        var intent = IntentStore.Get(turn, id).Open();
        if (!intent.IsMultipart) throw ApiError.Conflict("Upload is single_shot: it has no parts");
        return part >= 1 && part <= intent.Plan.TotalParts ? intent : throw ApiError.Invalid("part_number", $"must be between 1 and {intent.Plan.TotalParts}");
    }

    /// <summary>Gives up the bytes of intents whose URLs have expired: those that nobody completed, and those that came after their end.</summary>
    private async Task SweepAsync(Call call)
    {
        foreach (var expired in call.World.Write(turn => IntentStore.Expired(turn, SweepAtOnce).ConvertAll(intent => Swept(turn, intent))))
        {
            using var alone = await completion.AloneAsync(call, expired.Id);
            await completion.DiscardAsync(call.World, expired);
        }
    }

    private static IntentRecord Swept(Turn turn, IntentRecord intent)
    {
        Credits.Release(turn, intent.Id);
        IntentSession.Expire(turn, intent);
        return IntentStore.Save(turn, intent with { Swept = true });
    }

    private static async Task EmptyBodyAsync(Call call)
    {
        if (call.Http.Request.ContentLength is 0 || (call.Http.Request.ContentLength is null && call.Http.Request.ContentType is null)) return;
        var body = await call.ReadAsync(WireJson.Wire.JsonElement);
        if (body.ValueKind != JsonValueKind.Object || body.EnumerateObject().Any()) throw ApiError.Invalid("body", "must be empty");
    }
}
