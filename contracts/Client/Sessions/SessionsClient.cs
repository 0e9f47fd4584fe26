using System.Runtime.CompilerServices;

namespace Scopix.Client;

/// <summary>Sessions of batch uploads (seed 001, Upload Sessions &amp; Status).</summary>
public sealed class SessionsClient
{
    private readonly HttpSender _transport;

    internal SessionsClient(HttpSender transport) => _transport = transport;

    /// <summary>A page of sessions, the newest first.</summary>
    /// <param name="status">Only those in this state.</param>
    /// <param name="uploadMethod"><c>streaming</c> or <c>presigned</c>.</param>
    /// <param name="limit">1–100; 20 when null.</param>
    /// <param name="offset">Sessions to skip.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<SessionList> ListAsync(SessionState? status = null, string? uploadMethod = null, int? limit = null, int? offset = null,
        CancellationToken cancel = default) =>
        _transport.GetAsync(
            "sessions.list",
            new RequestPath("/files/sessions").Add("status", status?.Value).Add("upload_method", uploadMethod).Add("limit", limit)
                .Add("offset", offset).ToString(),
            ClientJson.Default.SessionList, cancel);

    /// <summary>All sessions; pages are requested as needed.</summary>
    public async IAsyncEnumerable<SessionListItem> ListAllAsync(
        SessionState? status = null, string? uploadMethod = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var (offset, more) = (0, true); more;)
        {
            var page = await ListAsync(status, uploadMethod, 100, offset, cancel);
            foreach (var session in page.Items) yield return session;
            (offset, more) = (offset + page.Items.Count, page.HasMore && page.Items.Count > 0);
        }
    }

    /// <summary>The progress of a session.</summary>
    public Task<SessionStatus> GetStatusAsync(string sessionId, CancellationToken cancel = default) =>
        _transport.GetAsync("sessions.status", BuildPath(sessionId, "/status"), ClientJson.Default.SessionStatus, cancel);

    /// <summary>A page of the results of its files.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="includeFailed">Whether to include failed files; true when null.</param>
    /// <param name="limit">1–500; 100 when null.</param>
    /// <param name="offset">Files to skip.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<SessionResults> GetResultsAsync(
        string sessionId, bool? includeFailed = null, int? limit = null, int? offset = null, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "sessions.results",
            new RequestPath($"/files/sessions/{RequestPath.EscapeSegment(sessionId)}/results").Add("include_failed", includeFailed)
                .Add("limit", limit).Add("offset", offset).ToString(),
            ClientJson.Default.SessionResults, cancel);

    /// <summary>All results of its files; pages are requested as needed.</summary>
    public async IAsyncEnumerable<SessionResult> ListAllResultsAsync(
        string sessionId, bool? includeFailed = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var (offset, more) = (0, true); more;)
        {
            var page = await GetResultsAsync(sessionId, includeFailed, 500, offset, cancel);
            foreach (var result in page.Results) yield return result;
            (offset, more) = (offset + page.Results.Count, page.HasMore && page.Results.Count > 0);
        }
    }

    /// <summary>Cancels a session; files that are finished keep their results.</summary>
    /// <exception cref="ValidationException">The session has ended already.</exception>
    public Task<SessionStatus> CancelAsync(string sessionId, CancellationToken cancel = default) =>
        _transport.SendAsync(ApiRequest.Post("sessions.cancel", BuildPath(sessionId, "/cancel")), ClientJson.Default.SessionStatus, cancel);

    /// <summary>The counts of a session.</summary>
    public Task<SessionSummary> GetSummaryAsync(string sessionId, CancellationToken cancel = default) =>
        _transport.GetAsync("sessions.summary", BuildPath(sessionId, "/summary"), ClientJson.Default.SessionSummary, cancel);

    /// <summary>Uploads without progress for so many minutes (1 or more; 30 when null), at most 1–500 (100 when null).</summary>
    public Task<StuckUploadList> ListStuckUploadsAsync(int? stuckMinutes = null, int? limit = null, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "sessions.stuck", new RequestPath("/files/sessions/stuck").Add("stuck_minutes", stuckMinutes).Add("limit", limit).ToString(),
            ClientJson.Default.StuckUploadList, cancel);

    /// <summary>Waits until a session has ended.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="onProgress">Receives the status after every poll.</param>
    /// <param name="within">How long to wait; <see cref="ScopixClientOptions.PollingTimeout"/> when null.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ScopixTimeoutException">It does not end in time; the exception has the last state seen.</exception>
    public Task<SessionStatus> WaitAsync(
        string sessionId, IProgress<SessionStatus>? onProgress = null, TimeSpan? within = null, CancellationToken cancel = default) =>
        Polling.PollUntilAsync(_transport.Options, within, "The session", async stop =>
        {
            var seen = await GetStatusAsync(sessionId, stop);
            onProgress?.Report(seen);
            return seen;
        }, session => session.Status.IsTerminal, cancel);

    /// <summary>
    /// Reads the messages of a session's channel until it is closed. Only the channel's name is documented; its address and
    /// messages are those of the emulator.
    /// </summary>
    public IAsyncEnumerable<SessionMessage> WatchAsync(string sessionId, CancellationToken cancel = default) =>
        SessionMessageReader.ReadMessagesAsync(_transport, sessionId, cancel);

    private static string BuildPath(string sessionId, string rest) =>
        $"/api/v2/files/sessions/{RequestPath.EscapeSegment(sessionId)}{rest}";
}
