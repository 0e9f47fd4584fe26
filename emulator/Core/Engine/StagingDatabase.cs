namespace Scopix.Emulator.Engine;

/// <summary>A database that is filled beside a tenant's own and takes its place when it is whole; until then nobody sees it.</summary>
internal sealed class StagingDatabase : IDisposable
{
    /// <summary>What the name of a new tenant's database ends with until it is whole.</summary>
    public const string NewTenantSuffix = ".made";

    private static readonly string[] Suffixes = [".seeding", ".emptied", ".restored", NewTenantSuffix, NewTenantSuffix + "-wal",
        NewTenantSuffix + "-shm"];

    private readonly string? _path;
    private readonly string _suffix;
    private bool _isComplete;
    private bool _isInPlace;

    /// <summary>An empty database beside one.</summary>
    /// <param name="path">The tenant's database file; null keeps both in memory.</param>
    /// <param name="kind">What its file's name ends with: two of one kind cannot be.</param>
    public StagingDatabase(string? path, string kind = ".seeding")
    {
        (_path, _suffix) = (path, kind);
        if (FilePath is not null) File.Delete(FilePath);
        Db = new Database(FilePath, bulk: true);
    }

    private StagingDatabase(string? path, string kind, string from)
    {
        (_path, _suffix, _isComplete) = (path, kind, true);
        if (FilePath is { } beside) File.Copy(from, beside, overwrite: true);
        Db = FilePath is null ? Database.LoadIntoMemory(from) : new Database(FilePath, bulk: true);
    }

    /// <summary>The database to be filled.</summary>
    public Database Db { get; }

    private string? FilePath => _path is null ? null : _path + _suffix;

    /// <summary>A copy of a database file beside one; it is whole.</summary>
    /// <param name="path">The tenant's database file; null keeps the copy in memory.</param>
    /// <param name="from">What is copied; nobody changes it.</param>
    public static StagingDatabase CreateCopy(string? path, string from) => new(path, ".restored", from);

    /// <summary>Removes what a killed process has left beside a database.</summary>
    public static void DeleteLeftovers(string? path)
    {
        if (path is null) return;
        foreach (var kind in Suffixes) File.Delete(path + kind);
    }

    /// <summary>Says that everything is in it: what is found by is made now, which is several times as fast as on the way.</summary>
    public void Complete()
    {
        DatabaseSchema.CreateIndexes(Db);
        _isComplete = true;
    }

    /// <summary>
    /// The completed database in its tenant's place. The old one must be closed; a process killed meanwhile leaves one of the two.
    /// </summary>
    public Database MoveIntoPlace()
    {
        if (!_isComplete) throw new InvalidOperationException("It has no indexes: call Complete first.");
        _isInPlace = true;
        if (_path is null) return Db;
        Db.Dispose();
        foreach (var rest in (string[])["-wal", "-shm"]) File.Delete(_path + rest);
        File.Move(FilePath!, _path, overwrite: true);
        return new Database(_path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isInPlace) return;
        Db.Dispose();
        if (FilePath is not null) File.Delete(FilePath);
    }
}
