namespace Scopix.Emulator.Engine;

/// <summary>
/// A cache of a database that is told which rows of <c>files</c> were inserted, changed or removed. The tenant's lock is held by every
/// caller.
/// </summary>
internal interface IRowCache
{
    void MarkStale(long row);

    /// <summary>Called when changes were rolled back, and when the database is closed.</summary>
    void Clear();
}
