namespace Scopix.Emulator.Engine;

/// <summary>A world's database as a file: made, opened, replaced, put aside.</summary>
internal sealed partial class TenantState
{
    /// <summary>Puts a damaged database aside and begins with an empty one; key and storage identity stay.</summary>
    public void ReplaceDamagedDatabase()
    {
        lock (_lock)
        {
            Generation++;
            _db?.Dispose();
            _db = null;
            DamagedDatabase.RenameDamaged(_path!);
            (_ids.IssuedCount, _nextDueMicroseconds) = (0, null);
            CreateDatabase(_path!, Storage.SecretKey);
            _db = new Database(_path);
        }
    }

    /// <summary>Whether the database is as SQLite wrote it; a world in memory always is.</summary>
    public bool IsDatabaseIntact()
    {
        lock (_lock) return _path is null || _db is null || DamagedDatabase.FindDamage(_db) is null;
    }

    /// <summary>
    /// Takes an empty database that knows the key in place of the present one: a process killed meanwhile leaves one of the two.
    /// </summary>
    private bool ReplaceWithEmptyDatabase(ClockState clock)
    {
        using var staging = _path is null ? null : new StagingDatabase(_path, ".emptied");
        staging?.Complete();
        if (staging is not null) TenantMetadata.SaveAll(staging.Db, Storage.SecretKey, 0, Key, clock);
        _db?.Dispose();
        _db = null; // what fails from here on is opened anew by whoever comes next
        _db = staging?.MoveIntoPlace();
        return true;
    }

    private bool WriteKeyAndClock(KeyRecord key)
    {
        TenantMetadata.Save(CreateTransaction().Db, key, Clock.State);
        return true;
    }

    private string Restore(string secret)
    {
        StagingDatabase.DeleteLeftovers(_path);
        if (!File.Exists(_path)) CreateDatabase(_path!, secret);
        DamagedDatabase.ThrowIfTruncated(_path!);
        _db = Database.OpenTenantDatabase(_path!);
        if (DamagedDatabase.FindDamage(_db) is { } issue)
        {
            _db.Dispose();
            throw new InvalidDataException(issue);
        }
        _ids.IssuedCount = TenantMetadata.ReadIssuedIdCount(_db);
        _nextDueMicroseconds = _db.QueryNumber(NextDueQuery);
        if (TenantMetadata.FindValue(_db, "key") is { } key) Key = JsonSerializer.Deserialize(key, EngineJsonContext.Shared.KeyRecord)!;
        if (TenantMetadata.FindValue(_db, "clock") is { } clock)
            Clock.State = JsonSerializer.Deserialize(clock, EngineJsonContext.Shared.ClockState)!;
        if (TenantMetadata.FindValue(_db, "secret") is { } kept) return kept;
        TenantMetadata.SaveAll(_db, secret, _ids.IssuedCount, Key, Clock.State);
        return secret;
    }

    /// <summary>Makes the database under another name first: a file of that name is whole, or somebody has damaged it.</summary>
    private void CreateDatabase(string path, string secret)
    {
        Reserve.ThrowIfUsedUp();
        var made = path + StagingDatabase.NewTenantSuffix;
        using (var db = new Database(made)) TenantMetadata.SaveAll(db, secret, 0, Key, Clock.State);
        File.Move(made, path);
    }
}
