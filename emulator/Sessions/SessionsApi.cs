using Scopix.Emulator.DirectUploads;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;
using Scopix.Emulator.Uploads;
using Scopix.Emulator.Videos;

namespace Scopix.Emulator.Sessions;

/// <summary>Upload sessions: progress, results, cancelling, what is stuck (seed 001, Upload Sessions &amp; Status).</summary>
public sealed class SessionsApi(IObjectStore store, EmbeddedStore pictures, Completion completion)
{
    private readonly Arrivals _arrivals = new(store);

    private static readonly string[] AllStatuses = ["pending", "uploading", "processing", "completed", "failed", "expired", "cancelled"];

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("sessions.list", "GET", "/files/sessions", List, Evidence.Assumed);
        api.Operation("sessions.stuck", "GET", "/files/sessions/stuck", Stuck, Evidence.Public);
        api.Operation("sessions.status", "GET", "/files/sessions/{session_id}/status", Status, Evidence.Assumed);
        api.Operation("sessions.results", "GET", "/files/sessions/{session_id}/results", Results, Evidence.Assumed);
        api.Operation("sessions.cancel", "POST", "/files/sessions/{session_id}/cancel", Cancel, Evidence.Assumed);
        api.Operation("sessions.summary", "GET", "/files/sessions/{session_id}/summary", Summary, Evidence.Public);
    }

    private async Task<Answer> List(Call call)
    {
        var status = call.Query.Choice("status", AllStatuses);
        var method = call.Query.Choice("upload_method", "streaming", "presigned");
        var (limit, offset) = (call.Query.Number("limit", 1, 100) ?? 20, call.Query.Number("offset", 0) ?? 0);

        var all = call.World.Read(turn => SessionStore.All(turn, method));
        var sessions = status is "pending" or "uploading"
            ? (await _arrivals.SeenAsync(call.World, all, call.Cancel)).FindAll(session => session.Status == status)
            : all.FindAll(session => status is null || session.Status == status);

        var page = await _arrivals.SeenAsync(call.World, sessions.Skip(offset).Take(limit), call.Cancel);
        return Answer.Ok(new SessionList(
            [.. page.Select(SessionSummaryItem.Of)], sessions.Count, limit, offset, offset + page.Count < sessions.Count));
    }

    private static Answer Stuck(Call call)
    {
        var threshold = TimeSpan.FromMinutes(call.Query.Number("stuck_minutes", 1, 525_600) ?? 30);
        var limit = call.Query.Number("limit", 1, 500) ?? 100;

        return Answer.Ok(call.World.Read(turn => new StuckUploads(
            (int)FileStore.CountStuck(turn, turn.Now - threshold),
            [.. FileStore.Stuck(turn, turn.Now - threshold, limit).Select(file => UploadStatus.Of(file, turn.Now, threshold))])));
    }

    private async Task<Answer> Status(Call call)
    {
        var seen = await SeenAsync(call);

        return Answer.Ok(call.World.Read(turn => Progress(turn, SessionStore.Get(turn, seen.Id).As(seen))));
    }

    private Answer Results(Call call)
    {
        var id = call.RouteUuid("session_id");
        var failed = call.Query.Bool("include_failed") ?? true;
        var (limit, offset) = (call.Query.Number("limit", 1, 500) ?? 100, call.Query.Number("offset", 0) ?? 0);
        var links = new FileLinks(store, pictures, call);

        return Answer.Ok(call.World.Read(turn =>
        {
            var session = SessionStore.Get(turn, id);
            var items = SessionStore.Items(turn, session).Where(item => ComponentStatus.IsTerminal(item.Status) && (failed || item.Status != ComponentStatus.Failed)).ToArray();
            SessionResult[] page = [.. items.Skip(offset).Take(limit).Select(item => SessionResult.Of(item, FileOf(turn, item), links))];
            return new SessionResults(
                id, page, items.Length, offset, limit, offset + page.Length < items.Length,
                new ResultCounts(session.Total, session.Completed, session.Failed, session.Skipped));
        }));
    }

    private async Task<Answer> Cancel(Call call)
    {
        var id = call.RouteUuid("session_id");
        using var alone = await completion.AloneAsync(call, id); // a direct upload's session has its id

        var (shown, aborted) = call.World.Write(turn =>
        {
            var intent = Cancel(turn, id);
            return (Progress(turn, SessionStore.Get(turn, id)), intent);
        });
        if (aborted is not null) await completion.DiscardAsync(call.World, aborted);
        return Answer.Ok(shown);
    }

    private async Task<Answer> Summary(Call call)
    {
        var seen = await SeenAsync(call);

        return Answer.Ok(call.World.Read(turn =>
        {
            var session = SessionStore.Get(turn, seen.Id).As(seen);
            return SessionOverview.Of(session, [.. SessionStore.Items(turn, session).Select(item => (item, FileOf(turn, item)))], turn.Now);
        }));
    }

    /// <summary>The session that the path names, as its direct upload stands.</summary>
    private async Task<SessionRecord> SeenAsync(Call call)
    {
        var id = call.RouteUuid("session_id");
        var session = call.World.Read(turn => SessionStore.Get(turn, id));
        return (await _arrivals.SeenAsync(call.World, [session], call.Cancel))[0];
    }

    /// <summary>Cancels a session: what is not finished is skipped, a direct upload is aborted.</summary>
    /// <returns>The aborted upload, whose bytes are to be discarded; null when it was none.</returns>
    /// <exception cref="ApiError">There is none: 404. It is over: 400.</exception>
    internal static IntentRecord? Cancel(Turn turn, string id)
    {
        var session = SessionStore.Get(turn, id);
        if (session.Status is not ("processing" or "pending" or "uploading")) throw ApiError.BadRequest($"Session is already {session.Status}");
        if (IntentStore.Find(turn, id) is { IsOpen: true } intent) return IntentSession.Abort(turn, intent, "Session cancelled");
        SessionStore.Cancel(turn, session);
        foreach (var item in SessionStore.Items(turn, session).Where(item => item.Status == ComponentStatus.Pending))
            if (FileOf(turn, item) is { } file) Stop(turn, Stopped(file, turn.Now));
        return null;
    }

    /// <summary>What sessions.status shows.</summary>
    internal static SessionProgress Progress(Turn turn, SessionRecord session) =>
        SessionProgress.Of(session, SessionStore.Items(turn, session), item => FileOf(turn, item));

    private static FileRecord? FileOf(Turn turn, SessionItem item) => item.FileId is null ? null : FileStore.Find(turn, item.FileId);

    /// <summary>Saves a stopped file; credits that were reserved for it are given back (public: the older OpenAPI file).</summary>
    private static void Stop(Turn turn, FileRecord stopped)
    {
        FileStore.Save(turn, stopped);
        VideoAnalysis.Settle(turn, stopped);
    }

    /// <summary>What was not finished is skipped; what was keeps its result.</summary>
    private static FileRecord Stopped(FileRecord file, DateTimeOffset now) => file with
    {
        Stages = [.. file.Stages.Select(stage => ComponentStatus.IsTerminal(stage.Status)
            ? stage
            : stage with { Status = ComponentStatus.Skipped, EndedAt = now })],
    };
}
