using Scopix.Emulator.Http;

namespace Scopix.Emulator.State;

/// <summary>A world's database as a file: made, opened, replaced, put aside.</summary>
public sealed partial class World
{
    /// <summary>Puts a damaged database aside and begins with an empty one; key and storage identity stay.</summary>
    public void BeginAnew()
    {
        lock (_gate)
        {
            Generation++;
            _db?.Dispose();
            _db = null;
            DamagedDatabase.PutAside(_path!);
            (_ids.Count, _nextDue) = (0, null);
            Create(_path!, Storage.SecretKey);
            _db = new Database(_path);
        }
    }

    /// <summary>Whether the database is as SQLite wrote it; a world in memory always is.</summary>
    public bool IsWhole()
    {
        lock (_gate) return _path is null || _db is null || DamagedDatabase.IssueOf(_db) is null;
    }

    /// <summary>Takes an empty database that knows the key in place of the present one: a process killed meanwhile leaves one of the two.</summary>
    private bool Empty(ClockState clock)
    {
        using var fresh = _path is null ? null : new DatabaseAside(_path, ".emptied");
        fresh?.Complete();
        if (fresh is not null) Meta.Begin(fresh.Db, Storage.SecretKey, 0, Key, clock);
        _db?.Dispose();
        _db = null; // what fails from here on is opened anew by whoever comes next
        _db = fresh?.Take();
        return true;
    }

    private bool Keep(KeyRecord key)
    {
        Meta.Keep(Present().Db, key, Clock.State);
        return true;
    }

    private string Restore(string secret)
    {
        DatabaseAside.Discard(_path);
        if (!File.Exists(_path)) Create(_path!, secret);
        DamagedDatabase.RefuseEmpty(_path!);
        _db = Database.OfTenant(_path!);
        if (DamagedDatabase.IssueOf(_db) is { } issue)
        {
            _db.Dispose();
            throw new InvalidDataException(issue);
        }
        _ids.Count = Meta.Ids(_db);
        _nextDue = _db.Number(NextDue);
        if (Meta.Of(_db, "key") is { } key) Key = JsonSerializer.Deserialize(key, WireJson.Wire.KeyRecord)!;
        if (Meta.Of(_db, "clock") is { } clock) Clock.State = JsonSerializer.Deserialize(clock, WireJson.Wire.ClockState)!;
        if (Meta.Of(_db, "secret") is { } kept) return kept;
        Meta.Begin(_db, secret, _ids.Count, Key, Clock.State);
        return secret;
    }

    /// <summary>Makes the database under another name first: a file of that name is whole, or somebody has damaged it.</summary>
    private void Create(string path, string secret)
    {
        Reserve.RefuseGrowth();
        var made = path + DatabaseAside.Made;
        using (var db = new Database(made)) Meta.Begin(db, secret, 0, Key, Clock.State);
        File.Move(made, path);
    }
}
