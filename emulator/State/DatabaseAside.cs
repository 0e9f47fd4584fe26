namespace Scopix.Emulator.State;

/// <summary>A database that is filled beside a tenant's own and takes its place when it is whole; until then nobody sees it.</summary>
public sealed class DatabaseAside : IDisposable
{
    /// <summary>What the name of a new tenant's database ends with until it is whole.</summary>
    public const string Made = ".made";

    private static readonly string[] Kinds = [".seeding", ".emptied", ".restored", Made, Made + "-wal", Made + "-shm"];

    private readonly string? _path;
    private readonly string _kind;
    private bool _whole;
    private bool _taken;

    /// <summary>An empty database beside one.</summary>
    /// <param name="path">The tenant's database file; null keeps both in memory.</param>
    /// <param name="kind">What its file's name ends with: two of one kind cannot be.</param>
    public DatabaseAside(string? path, string kind = ".seeding")
    {
        (_path, _kind) = (path, kind);
        if (Beside is not null) File.Delete(Beside);
        Db = new Database(Beside, bulk: true);
    }

    private DatabaseAside(string? path, string kind, string from)
    {
        (_path, _kind, _whole) = (path, kind, true);
        if (Beside is { } beside) File.Copy(from, beside, overwrite: true);
        Db = Beside is null ? Database.Load(from) : new Database(Beside, bulk: true);
    }

    /// <summary>The database to be filled.</summary>
    public Database Db { get; }

    private string? Beside => _path is null ? null : _path + _kind;

    /// <summary>A copy of a database file beside one; it is whole.</summary>
    /// <param name="path">The tenant's database file; null keeps the copy in memory.</param>
    /// <param name="from">What is copied; nobody changes it.</param>
    public static DatabaseAside CopyOf(string? path, string from) => new(path, ".restored", from);

    /// <summary>Removes what a killed process has left beside a database.</summary>
    public static void Discard(string? path)
    {
        if (path is null) return;
        foreach (var kind in Kinds) File.Delete(path + kind);
    }

    /// <summary>Says that everything is in it: what is found by is made now, which is several times as fast as on the way.</summary>
    public void Complete()
    {
        Schema.Index(Db);
        _whole = true;
    }

    /// <summary>The completed database in its tenant's place. The old one must be closed; a process killed meanwhile leaves one of the two.</summary>
    public Database Take()
    {
        if (!_whole) throw new InvalidOperationException("It has no indexes: call Complete first.");
        _taken = true;
        if (_path is null) return Db;
        Db.Dispose();
        foreach (var rest in (string[])["-wal", "-shm"]) File.Delete(_path + rest);
        File.Move(Beside!, _path, overwrite: true);
        return new Database(_path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_taken) return;
        Db.Dispose();
        if (Beside is not null) File.Delete(Beside);
    }
}
