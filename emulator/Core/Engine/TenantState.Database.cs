namespace Scopix.Emulator.Engine;

internal sealed partial class TenantState
{
    /// <summary>Renames a damaged database and creates an empty one; the key and the storage account stay.</summary>
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

    /// <summary>False when the database file is damaged. A database in memory is always intact.</summary>
    public bool IsDatabaseIntact()
    {
        lock (_lock) return _path is null || _db is null || DamagedDatabase.FindDamage(_db) is null;
    }

    /// <summary>Replaces the database by an empty one with the same key; a process killed meanwhile leaves one of the two.</summary>
    private void ReplaceWithEmptyDatabase(ClockState clock)
    {
        using var staging = _path is null ? null : new StagingDatabase(_path, ".emptied");
        staging?.Complete();
        if (staging is not null) TenantMetadata.SaveAll(staging.Db, Storage.SecretKey, 0, Key, clock);
        _db?.Dispose();
        _db = null; // after a failure from here on, the next transaction opens the database again
        _db = staging?.MoveIntoPlace();
    }

    private void Replace(StagingDatabase staging, long issuedIdCount, ClockState clock)
    {
        if (_path is not null) TenantMetadata.SaveAll(staging.Db, Storage.SecretKey, issuedIdCount, Key, clock);
        _db!.Dispose();
        _db = null;
        _db = staging.MoveIntoPlace();
        _nextDueMicroseconds = _db.QueryNumber(NextDueQuery);
    }

    private void WriteKeyAndClock(KeyRecord key) => TenantMetadata.Save(CreateTransaction().Db, key, Clock.State);

    /// <summary>Opens the database file, or creates it, and returns the storage secret.</summary>
    private string OpenDatabase(string secret)
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
        if (TenantMetadata.FindValue(_db, "secret") is { } savedSecret) return savedSecret;
        TenantMetadata.SaveAll(_db, secret, _ids.IssuedCount, Key, Clock.State);
        return secret;
    }

    /// <summary>Creates the database under another name first, so that an incomplete file never has the database's name.</summary>
    private void CreateDatabase(string path, string secret)
    {
        Reserve.ThrowIfUsedUp();
        var newFile = path + StagingDatabase.NewTenantSuffix;
        using (var db = new Database(newFile)) TenantMetadata.SaveAll(db, secret, 0, Key, Clock.State);
        File.Move(newFile, path);
    }
}
