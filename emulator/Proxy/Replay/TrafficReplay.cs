using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Comparing;

namespace Scopix.Emulator.Proxy.Replay;

/// <summary>Sends recorded requests to a server, one after the other, and compares its responses with the recorded ones.</summary>
public sealed class TrafficReplay
{
    /// <summary>After so many requests in a row that got no response, the others are not sent.</summary>
    public const int MaxFailuresInARow = 5;

    private const string WithoutKey = "there is no key for them";
    private const string WithoutResponse = "the server did not respond";
    private const string NotSent = "the replay ended before their turn";

    private readonly ReplayOptions _options;
    private readonly ComparisonReport _report;
    private readonly (ValueMap Scopix, ValueMap Llama) _maps = (new() { IsShared = true }, new() { IsShared = true });
    private int _failures, _failuresInARow;

    private TrafficReplay(ReplayOptions options) =>
        (_options, _report) = (options, new ComparisonReport { FirstSeen = options.FirstDifference });

    /// <summary>Sends the requests of a recording, until the last one, a cancellation or the loss of the server.</summary>
    /// <exception cref="InvalidDataException">The file is no HTTP Archive.</exception>
    /// <exception cref="IOException">The file or a file of the folder cannot be read.</exception>
    public static Task<ReplayResult> RunAsync(ReplayOptions options, CancellationToken cancellation = default) =>
        new TrafficReplay(options).SendAllAsync(cancellation);

    private async Task<ReplayResult> SendAllAsync(CancellationToken cancellation)
    {
        using var recording = HarRecording.Open(_options.File);
        using var client = new CandidateClient(_options.Target, _options.LlamaCloudTarget);
        var comparer = new RequestComparer(client, _report) { MayChangeForeignResources = _options.AllowsChanges };
        foreach (var problem in recording.Problems) _report.Skip(problem);
        var (end, done) = (ReplayEnd.Complete, 0);
        foreach (var exchange in recording.Read(_options.Files))
        {
            using var request = exchange.Request;
            if (_failuresInARow >= MaxFailuresInARow) end = ReplayEnd.ServerLost;
            if (end == ReplayEnd.ServerLost || cancellation.IsCancellationRequested) break;
            await SendAsync(comparer, exchange, cancellation);
            done++;
        }
        if (cancellation.IsCancellationRequested) end = ReplayEnd.Interrupted;
        for (; done < recording.Count; done++) _report.Skip(NotSent);
        return new(_report, _failures, end);
    }

    private async Task SendAsync(RequestComparer comparer, RecordedExchange exchange, CancellationToken cancellation)
    {
        var (request, reference) = (exchange.Request, exchange.Reference);
        var (key, map) = reference.IsLlamaCloud ? (_options.LlamaCloudKey, _maps.Llama) : (_options.Key, _maps.Scopix);
        if (exchange.Problem is not null || (reference.Account is not null && key is null))
        {
            new ComparisonPolicy(map).Miss(request.Operation, reference);
            _report.Skip(exchange.Problem ?? WithoutKey);
            return;
        }
        try
        {
            await comparer.CompareAsync(request, reference, reference.Account is null ? null : key, map, cancellation);
            _failuresInARow = 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _report.Skip(WithoutResponse);
        }
        catch (Exception error) when (error is HttpRequestException or HttpIOException or OperationCanceledException)
        {
            (_failures, _failuresInARow) = (_failures + 1, _failuresInARow + 1);
            new ComparisonPolicy(map).Miss(request.Operation, reference); // it may have been carried out
            _report.Skip(WithoutResponse);
            var reason = error is OperationCanceledException ? "it did not respond in five minutes" : error.Message;
            _options.Failed?.Invoke($"{request.Operation.Method} {reference.Url.AbsolutePath} ({request.Operation.Id}): {reason}");
        }
    }
}
