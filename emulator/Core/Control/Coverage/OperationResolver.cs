using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Coverage;

/// <summary>Requests that were refused before their route was looked for, as a rate limit does.</summary>
internal static class OperationResolver
{
    /// <summary>The operation of a request: the one that answered it, or the one that its verb and path name; null for none.</summary>
    public static string? Resolve(JournalEntry entry)
    {
        if (entry.Operation is null && entry.Status is not (404 or 405))
            entry.Operation = OperationContract.Match(entry.Method, entry.Path)?.Id;
        return entry.Operation;
    }
}
