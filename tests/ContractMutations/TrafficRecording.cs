using System.Collections.Concurrent;

namespace Scopix.ContractMutations;

/// <summary>All exchanges of a clean run of the suite.</summary>
public sealed class TrafficRecording
{
    private const int MaxBodyLength = 400_000;
    private readonly ConcurrentQueue<RecordedExchange> _exchanges = new();
    private ILookup<string, RecordedExchange> _byOperation = Array.Empty<RecordedExchange>().ToLookup(s => "");
    private Dictionary<(string, string, bool, int), int> _statuses = [];
    private Dictionary<string, int> _sizes = [];

    /// <summary>Forwards a request and records the exchange.</summary>
    public async Task<RecordedResponse> RecordAsync(InterceptedRequest intercepted)
    {
        var sent = intercepted.Request.Content is { } content && content.Headers.ContentLength < MaxBodyLength
            ? await content.ReadAsStringAsync() : null;
        var response = await intercepted.SendAsync();
        var kept = response.Bytes.Length > MaxBodyLength ? response.WithBytes([]) : response;
        _exchanges.Enqueue(
            new(intercepted.Operation, intercepted.IsStorage, intercepted.Test, intercepted.Ordinal, intercepted.Request.Method.Method,
                intercepted.Url, intercepted.Key, sent, kept));
        return response;
    }

    /// <summary>Indexes the recorded exchanges.</summary>
    public void BuildIndex()
    {
        _byOperation = _exchanges.ToLookup(s => s.Operation);
        _statuses = _exchanges.GroupBy(s => (s.Test, s.Operation, s.IsStorage, s.Ordinal))
            .ToDictionary(g => g.Key, g => g.First().Response.Status);
        _sizes = _exchanges.GroupBy(s => s.Test).ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>The exchanges of an operation and of the storage URLs it returned.</summary>
    public IEnumerable<RecordedExchange> ExchangesOf(string operation) => _byOperation[operation];

    /// <summary>Finds the recorded status of the same request of the same test.</summary>
    public int? FindStatus(InterceptedRequest intercepted) =>
        _statuses.TryGetValue((intercepted.Test, intercepted.Operation, intercepted.IsStorage, intercepted.Ordinal), out var status)
            ? status : null;

    /// <summary>Finds a successful response of the operation.</summary>
    public RecordedResponse? FindSuccess(string operation, bool isStorage = false) =>
        ExchangesOf(operation)
            .FirstOrDefault(s => s.IsStorage == isStorage && s.Response.IsSuccess && s.Response.Bytes.Length > 0)?.Response
        ?? ExchangesOf(operation).FirstOrDefault(s => s.IsStorage == isStorage && s.Response.IsSuccess)?.Response;

    /// <summary>The tests whose exchanges a mutant would have changed, those with the fewest requests first.</summary>
    public IReadOnlyList<string> TestsFor(Mutant mutant) =>
        [.. ExchangesOf(mutant.Operation).Where(s => s.Test.Length > 0).GroupBy(s => s.Test).Where(g => g.Any(mutant.AppliesTo))
            .Select(g => g.Key).OrderBy(t => _sizes[t]).ThenBy(t => t)];
}
