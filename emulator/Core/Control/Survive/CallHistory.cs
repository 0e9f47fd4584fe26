using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Survive;

/// <summary>The calls of a run, by operation.</summary>
internal sealed class CallHistory
{
    /// <summary>Operations that clients repeat until something has happened, so that the number of their calls means nothing.</summary>
    private static readonly string[] PolledOperations =
    [
        "files.get", "files.processing_status", "files.digitization_status", "uploads.status", "sessions.status", "sessions.summary",
        "direct_uploads.get", "jobs.get", "data.export_status", "llama.files.retrieve",
    ];

    /// <summary>Paths may have the first characters of a file's id alone.</summary>
    private const int ShortIdLength = 8;

    private readonly List<Call> _calls;

    public CallHistory(IEnumerable<JournalEntry> entries)
    {
        _calls = [.. entries.OrderBy(entry => entry.StartTimestamp)
            .Select(entry => new Call(OperationResolver.Resolve(entry)!, entry)).Where(call => call.Operation is not null)];
    }

    /// <summary>The operations in the order of their first calls.</summary>
    public CalledOperation[] Operations =>
    [
        .. _calls.GroupBy(call => call.Operation)
            .Select(calls => new CalledOperation(calls.Key, calls.Count(), Array.TrueForAll([.. calls], call => call.Reads))),
    ];

    /// <summary>
    /// The first calls of an operation, one for each state in which it is called. Of one that the client polls it is one alone, the last,
    /// whose answer is the same in each run.
    /// </summary>
    public IReadOnlyList<JournalEntry> GetDistinctCalls(string operation, int limit)
    {
        var calls = _calls.Where(call => call.Operation == operation).ToList();
        var polls = PolledOperations.Contains(operation) || HasRepetition(operation);
        return [.. (polls ? calls.TakeLast(1) : calls.Take(limit)).Select(call => call.Entry)];
    }

    /// <summary>True when a request reads the file, or something that shows how its processing goes: a list, a session, a job.</summary>
    public bool LooksAt(string file) => _calls.SkipWhile(call => call.Reads).Any(call => call.Reads && call.LooksAtFiles
        && (!call.NamesFile || call.Entry.Path.Contains(file[..ShortIdLength], StringComparison.OrdinalIgnoreCase)));

    /// <summary>True when the same read is sent again and nothing was changed in between.</summary>
    private bool HasRepetition(string operation)
    {
        HashSet<string> seen = [];
        foreach (var call in _calls)
        {
            if (!call.Reads) seen.Clear();
            else if (call.Operation == operation && !seen.Add(call.Entry.RequestTarget)) return true;
        }
        return false;
    }

    private sealed record Call(string Operation, JournalEntry Entry)
    {
        public bool Reads => Entry.Method is "GET" or "HEAD" || Operation is "files.search" or "files.check_duplicates"
            or "llama.files.query" or "files.export" or "telemetry.log";

        public bool NamesFile => OperationContract.Find(Operation)?.Path.Contains("{file_id}", StringComparison.Ordinal) == true;

        public bool LooksAtFiles => !Operation.StartsWith("storage.", StringComparison.Ordinal)
            && Operation.Split('.')[0] is "files" or "uploads" or "sessions" or "jobs" or "videos" or "data";
    }
}
