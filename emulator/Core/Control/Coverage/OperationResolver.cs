using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Coverage;

/// <summary>
/// Finds the operation of a request: the one that handled it, or, if the request was refused before routing (by a rate limit, for example),
/// the one with its method and path.
/// </summary>
internal static class OperationResolver
{
    public static string? Resolve(JournalEntry entry)
    {
        if (entry.Operation is null && entry.Status is not (404 or 405))
            entry.Operation = OperationContract.Match(entry.Method, entry.Path)?.Id;
        return entry.Operation;
    }
}
