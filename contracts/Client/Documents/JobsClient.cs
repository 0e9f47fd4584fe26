namespace Scopix.Client;

/// <summary>Jobs of analyses (seed 001, Semantic Search &amp; Analyze).</summary>
public sealed class JobsClient
{
    private readonly HttpSender _transport;

    internal JobsClient(HttpSender transport) => _transport = transport;

    /// <summary>The state of a job.</summary>
    public Task<AnalysisResult> GetAsync(string jobId, CancellationToken cancel = default) =>
        _transport.GetAsync("jobs.get", "/api/v2/job/" + RequestPath.EscapeSegment(jobId), ClientJson.Default.AnalysisResult, cancel);

    /// <summary>Waits until a job has ended.</summary>
    /// <exception cref="ScopixTimeoutException">It does not end in time.</exception>
    public Task<AnalysisResult> WaitAsync(string jobId, TimeSpan? within = null, CancellationToken cancel = default) =>
        Polling.PollUntilAsync(_transport.Options, within, "The analysis", stop => GetAsync(jobId, stop),
            job => job.Status != ResultStatus.Processing, cancel);
}
