using System.Collections.Concurrent;

namespace Scopix.ContractMutations;

/// <summary>Everything that a clean run of the suite sent and got.</summary>
public sealed class Recording
{
    private const int Largest = 400_000;
    private readonly ConcurrentQueue<Seen> _seen = new();
    private ILookup<string, Seen> _byOperation = Array.Empty<Seen>().ToLookup(s => "");
    private Dictionary<(string, string, bool, int), int> _statuses = [];
    private Dictionary<string, int> _sizes = [];

    /// <summary>Notes a passage as it goes through.</summary>
    public async Task<Reply> NoteAsync(Passage passage)
    {
        var sent = passage.Request.Content is { } content && content.Headers.ContentLength < Largest ? await content.ReadAsStringAsync() : null;
        var reply = await passage.SendAsync();
        var kept = reply.Bytes.Length > Largest ? reply.WithBytes([]) : reply;
        _seen.Enqueue(new(passage.Operation, passage.IsStorage, passage.Test, passage.Ordinal, passage.Request.Method.Method, passage.Url, passage.Key, sent, kept));
        return reply;
    }

    /// <summary>Makes the notes findable.</summary>
    public void Close()
    {
        _byOperation = _seen.ToLookup(s => s.Operation);
        _statuses = _seen.GroupBy(s => (s.Test, s.Operation, s.IsStorage, s.Ordinal)).ToDictionary(g => g.Key, g => g.First().Reply.Status);
        _sizes = _seen.GroupBy(s => s.Test).ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>All exchanges of an operation, and of the storage URLs it gave.</summary>
    public IEnumerable<Seen> Of(string operation) => _byOperation[operation];

    /// <summary>The status that the same request of the same test had.</summary>
    public int? StatusOf(Passage passage) =>
        _statuses.TryGetValue((passage.Test, passage.Operation, passage.IsStorage, passage.Ordinal), out var status) ? status : null;

    /// <summary>A success of the operation, as something to answer where it was none.</summary>
    public Reply? SuccessOf(string operation, bool isStorage = false) =>
        Of(operation).FirstOrDefault(s => s.IsStorage == isStorage && s.Reply.IsSuccess && s.Reply.Bytes.Length > 0)?.Reply
        ?? Of(operation).FirstOrDefault(s => s.IsStorage == isStorage && s.Reply.IsSuccess)?.Reply;

    /// <summary>The tests whose exchanges a mutant would have changed, those with the fewest requests first.</summary>
    public IReadOnlyList<string> TestsFor(Mutant mutant) =>
        [.. Of(mutant.Operation).Where(s => s.Test.Length > 0).GroupBy(s => s.Test).Where(g => g.Any(mutant.Concerns)).Select(g => g.Key).OrderBy(t => _sizes[t]).ThenBy(t => t)];
}
