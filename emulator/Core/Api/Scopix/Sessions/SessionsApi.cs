using Scopix.Emulator.Api.Scopix.DirectUploads;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Videos;

namespace Scopix.Emulator.Api.Scopix.Sessions;

/// <summary>Upload sessions: progress, results, cancellation, stuck files (seed 001, Upload Sessions &amp; Status).</summary>
internal sealed class SessionsApi(IObjectStore store, EmbeddedStore local, DirectUploadCompletion completion)
{
    private readonly DirectUploadProgress _uploadProgress = new(store);

    private static readonly string[] AllStatuses = ["pending", "uploading", "processing", "completed", "failed", "expired", "cancelled"];

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("sessions.list", "GET", "/files/sessions", List, Evidence.Assumed);
        api.MapOperation("sessions.stuck", "GET", "/files/sessions/stuck", Stuck, Evidence.Public);
        api.MapOperation("sessions.status", "GET", "/files/sessions/{session_id}/status", Status, Evidence.Assumed);
        api.MapOperation("sessions.results", "GET", "/files/sessions/{session_id}/results", Results, Evidence.Assumed);
        api.MapOperation("sessions.cancel", "POST", "/files/sessions/{session_id}/cancel", Cancel, Evidence.Assumed);
        api.MapOperation("sessions.summary", "GET", "/files/sessions/{session_id}/summary", Summary, Evidence.Public);
    }

    private async Task<ApiResponse> List(RequestContext context)
    {
        var status = context.Query.Choice("status", AllStatuses);
        var method = context.Query.Choice("upload_method", "streaming", "presigned");
        var (limit, offset) = (context.Query.Number("limit", 1, 100) ?? 20, context.Query.Number("offset", 0) ?? 0);

        var all = context.Tenant.Read(transaction => SessionStore.ListAll(transaction, method));
        var sessions = status is "pending" or "uploading"
            ? (await _uploadProgress.RefreshAsync(context.Tenant, all, context.Cancel)).FindAll(session => session.Status == status)
            : all.FindAll(session => status is null || session.Status == status);

        var page = await _uploadProgress.RefreshAsync(context.Tenant, sessions.Skip(offset).Take(limit), context.Cancel);
        return ApiResponse.Ok(new SessionList(
            [.. page.Select(SessionResource.From)], sessions.Count, limit, offset, offset + page.Count < sessions.Count),
            ScopixJsonContext.Shared.SessionList);
    }

    private static ApiResponse Stuck(RequestContext context)
    {
        var threshold = TimeSpan.FromMinutes(context.Query.Number("stuck_minutes", 1, 525_600) ?? 30);
        var limit = context.Query.Number("limit", 1, 500) ?? 100;

        return ApiResponse.Ok(context.Tenant.Read(transaction => new StuckUploadsResponse(
            (int)FileStore.CountStuck(transaction, transaction.Now - threshold),
            [.. FileStore.ListStuck(transaction, transaction.Now - threshold, limit)
                .Select(file => UploadStatusResponse.From(file, transaction.Now, threshold))])),
            ScopixJsonContext.Shared.StuckUploadsResponse);
    }

    private async Task<ApiResponse> Status(RequestContext context)
    {
        var refreshed = await GetRefreshedSessionAsync(context);

        return ApiResponse.Ok(context.Tenant.Read(transaction =>
            GetProgress(transaction, SessionStore.Get(transaction, refreshed.Id).WithStorageProgress(refreshed))),
            ScopixJsonContext.Shared.SessionStatusResponse);
    }

    private ApiResponse Results(RequestContext context)
    {
        var id = context.GetRouteUuid("session_id");
        var failed = context.Query.Bool("include_failed") ?? true;
        var (limit, offset) = (context.Query.Number("limit", 1, 500) ?? 100, context.Query.Number("offset", 0) ?? 0);
        var urls = new FileUrls(store, local, context);

        return ApiResponse.Ok(context.Tenant.Read(transaction =>
        {
            var session = SessionStore.Get(transaction, id);
            var items = SessionStore.ListItems(transaction, session)
                .Where(item => ComponentStatus.IsTerminal(item.Status) && (failed || item.Status != ComponentStatus.Failed)).ToArray();
            SessionResultResource[] page = [.. items.Skip(offset).Take(limit)
                .Select(item => SessionResultResource.From(item, FindFile(transaction, item), urls))];
            return new SessionResultsResponse(
                id, page, items.Length, offset, limit, offset + page.Length < items.Length,
                new SessionFileCounts(session.Total, session.Completed, session.Failed, session.Skipped));
        }), ScopixJsonContext.Shared.SessionResultsResponse);
    }

    private async Task<ApiResponse> Cancel(RequestContext context)
    {
        var id = context.GetRouteUuid("session_id");
        using var lockScope = await completion.LockAsync(context, id); // a direct upload's session has its id

        var (progress, aborted) = context.Tenant.Write(transaction =>
        {
            var intent = Cancel(transaction, id);
            return (GetProgress(transaction, SessionStore.Get(transaction, id)), intent);
        });
        if (aborted is not null) await completion.DiscardAsync(context.Tenant, aborted);
        return ApiResponse.Ok(progress, ScopixJsonContext.Shared.SessionStatusResponse);
    }

    private async Task<ApiResponse> Summary(RequestContext context)
    {
        var refreshed = await GetRefreshedSessionAsync(context);

        return ApiResponse.Ok(context.Tenant.Read(transaction =>
        {
            var session = SessionStore.Get(transaction, refreshed.Id).WithStorageProgress(refreshed);
            return SessionSummaryResponse.From(session,
                [.. SessionStore.ListItems(transaction, session).Select(item => (item, FindFile(transaction, item)))], transaction.Now);
        }), ScopixJsonContext.Shared.SessionSummaryResponse);
    }

    private async Task<SessionRecord> GetRefreshedSessionAsync(RequestContext context)
    {
        var id = context.GetRouteUuid("session_id");
        var session = context.Tenant.Read(transaction => SessionStore.Get(transaction, id));
        return (await _uploadProgress.RefreshAsync(context.Tenant, [session], context.Cancel))[0];
    }

    /// <summary>Cancels a session: skips unfinished stages, or aborts the direct upload.</summary>
    /// <returns>The aborted direct upload, whose bytes the caller discards; null when there is none.</returns>
    /// <exception cref="ApiError">There is no such session (404), or it has ended (400).</exception>
    internal static IntentRecord? Cancel(Transaction transaction, string id)
    {
        var session = SessionStore.Get(transaction, id);
        if (session.Status is not ("processing" or "pending" or "uploading"))
            throw ApiError.BadRequest($"Session is already {session.Status}");
        if (IntentStore.Find(transaction, id) is { IsOpen: true } intent)
            return DirectUploadSession.Abort(transaction, intent, "Session cancelled");
        SessionStore.Cancel(transaction, session);
        foreach (var item in SessionStore.ListItems(transaction, session).Where(item => item.Status == ComponentStatus.Pending))
            if (FindFile(transaction, item) is { } file) SaveStopped(transaction, SkipUnfinishedStages(file, transaction.Now));
        return null;
    }

    internal static SessionStatusResponse GetProgress(Transaction transaction, SessionRecord session) =>
        SessionStatusResponse.From(session, SessionStore.ListItems(transaction, session), item => FindFile(transaction, item));

    private static FileRecord? FindFile(Transaction transaction, SessionItem item) =>
        item.FileId is null ? null : FileStore.Find(transaction, item.FileId);

    /// <summary>Saves a stopped file, and releases the credits that are reserved for it (public: the older OpenAPI file).</summary>
    private static void SaveStopped(Transaction transaction, FileRecord stopped)
    {
        FileStore.Save(transaction, stopped);
        VideoAnalysis.SettleCredits(transaction, stopped);
    }

    private static FileRecord SkipUnfinishedStages(FileRecord file, DateTimeOffset now) => file with
    {
        Stages = [.. file.Stages.Select(stage => ComponentStatus.IsTerminal(stage.Status)
            ? stage
            : stage with { Status = ComponentStatus.Skipped, EndedAt = now })],
    };
}
