using Scopix.Emulator.Journal;

namespace Scopix.Emulator.Coverage;

/// <summary>Requests that were refused before their route was looked for, as a rate limit does.</summary>
public static class Unmatched
{
    /// <summary>The operation of a request: the one that answered it, or the one that its verb and path name; null for none.</summary>
    public static string? OperationOf(JournalEntry entry)
    {
        if (entry.Operation is null && entry.Status is not (404 or 405)) entry.Operation = Contract.Match(entry.Method, entry.Path)?.Id;
        return entry.Operation;
    }
}
