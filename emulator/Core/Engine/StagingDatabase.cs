namespace Scopix.Emulator.Engine;

/// <summary>A database that is filled beside a tenant's own and replaces it when it is complete.</summary>
internal sealed class StagingDatabase : IDisposable
{
    /// <summary>The suffix of a new tenant's database file until it is complete.</summary>
    public const string NewTenantSuffix = ".made";

    /// <summary>The suffix of a database that is filled by an import.</summary>
    public const string ImportSuffix = ".importing";

    private static readonly string[] Suffixes = [".seeding", ImportSuffix, ".emptied", ".restored", NewTenantSuffix,
        NewTenantSuffix + "-wal", NewTenantSuffix + "-shm"];

    private readonly string? _path;
    private readonly string _suffix;
    private bool _isComplete;
    private bool _isInPlace;

    /// <summary>Creates an empty staging database.</summary>
    /// <param name="path">The tenant's database file; null when it is in memory.</param>
    /// <param name="kind">The suffix of its file; only one of each kind can exist at a time.</param>
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

    public Database Db { get; }

    private string? FilePath => _path is null ? null : _path + _suffix;

    /// <summary>Creates a complete staging database from a database file.</summary>
    /// <param name="path">The tenant's database file; null when it is in memory.</param>
    /// <param name="from">The file to copy, which no process changes.</param>
    public static StagingDatabase CreateCopy(string? path, string from) => new(path, ".restored", from);

    public static void DeleteLeftovers(string? path)
    {
        if (path is null) return;
        foreach (var kind in Suffixes) File.Delete(path + kind);
    }

    /// <summary>Creates the indexes, which is several times faster than to update them row by row.</summary>
    public void Complete()
    {
        DatabaseSchema.CreateIndexes(Db);
        _isComplete = true;
    }

    /// <summary>
    /// Moves the complete database into the tenant's place. The old one must be closed; a process killed meanwhile leaves one of
    /// the two.
    /// </summary>
    public Database MoveIntoPlace()
    {
        if (!_isComplete) throw new InvalidOperationException("The staging database has no indexes: call Complete first.");
        _isInPlace = true;
        if (_path is null) return Db;
        Db.Dispose();
        foreach (var suffix in (string[])["-wal", "-shm"]) File.Delete(_path + suffix);
        File.Move(FilePath!, _path, overwrite: true);
        return new Database(_path);
    }

    public void Dispose()
    {
        if (_isInPlace) return;
        Db.Dispose();
        if (FilePath is not null) File.Delete(FilePath);
    }
}
