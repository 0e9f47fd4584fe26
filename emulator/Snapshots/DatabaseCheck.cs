using Microsoft.Data.Sqlite;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>Holds a <c>database.db</c> from outside to what we write: nothing in it may make a later request fail, or name what is not the tenant's.</summary>
public static class DatabaseCheck
{
    /// <summary>Checks a database file.</summary>
    /// <exception cref="ApiError">It is not one of ours: 422.</exception>
    public static void Check(string path, SnapshotRecord record)
    {
        try
        {
            using var db = Database.Open(path);
            db.Script("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
            CheckTables(db);
            CheckMoments(db);
            if (!Schema.CountsAreRight(db)) throw Wrong("has miscounted its files");
            CheckDocuments(db);
            CheckKeys(db, record);
            ReferenceCheck.Check(db);
        }
        catch (Exception error) when (error is SqliteException or InvalidDataException or OtherVersionException or InvalidCastException or InvalidOperationException)
        {
            throw Wrong("is not a database of ours, or damaged");
        }
        catch (JsonException)
        {
            throw Wrong("has a record that cannot be read");
        }
    }

    /// <summary>Brings a database file of an earlier version to the present one; its tables must be just those of that version.</summary>
    /// <exception cref="ApiError">They are not, or it cannot be upgraded: 422.</exception>
    public static void BringUp(string path, SnapshotRecord record)
    {
        if (record.Schema == Schema.Version) return;
        try
        {
            using (var db = Database.OpenAsItIs(path))
            using (var then = Database.OfVersion(record.Schema))
            {
                db.Script("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
                if (Schema.VersionOf(db) != record.Schema) throw Wrong($"is not of schema {record.Schema}, as snapshot.json says");
                CheckTables(db, then);
            }
            Upgrade.Present.Apply(path);
        }
        catch (Exception error) when (error is SqliteException or InvalidDataException or OtherVersionException)
        {
            throw Wrong($"cannot be upgraded to schema {Schema.Version}: {error.Message}");
        }
    }

    private static void CheckTables(Database db)
    {
        using var ours = new Database(path: null);
        CheckTables(db, ours);
        if (db.Number("SELECT 1 FROM meta LIMIT 1") is not null) throw Wrong("holds a tenant's identity");
    }

    private static void CheckTables(Database db, Database ours)
    {
        if (!Schema.Of(db).SequenceEqual(Schema.Of(ours))) throw Wrong("has other tables than ours");
        if (db.Text("PRAGMA integrity_check(1)") != "ok") throw Wrong("is damaged");
    }

    private static void CheckMoments(Database db)
    {
        var moments = db.Query(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND (c.name = 'at' OR c.name LIKE '%\\_at' ESCAPE '\\')",
            row => (Table: row.GetString(0), Column: row.GetString(1)));
        foreach (var (table, column) in moments)
            if (db.Number($"SELECT 1 FROM {table} WHERE {column} IS NOT NULL AND (typeof({column}) <> 'integer' OR {column} NOT BETWEEN 0 AND {Database.LastMicros}) LIMIT 1") is not null)
                throw Wrong($"has an impossible moment in {table}.{column}");
    }

    private static void CheckDocuments(Database db)
    {
        foreach (var doc in db.Query("SELECT doc FROM files", row => row.GetString(0)))
            _ = JsonSerializer.Deserialize(doc, KeptJson.Kept.FileRecord) ?? throw new JsonException();
        foreach (var doc in db.Query("SELECT doc FROM intents", row => row.GetString(0)))
            _ = JsonSerializer.Deserialize(doc, WireJson.Wire.IntentRecord) ?? throw new JsonException();
        foreach (var doc in db.Query("SELECT doc FROM data_exports", row => row.GetString(0)))
            _ = JsonSerializer.Deserialize(doc, WireJson.Wire.DataExportRecord) ?? throw new JsonException();
        if (db.Number("SELECT 1 FROM files WHERE id <> doc ->> 'id' OR hash <> doc ->> 'hash' OR media_type <> doc ->> 'media_type' LIMIT 1") is not null)
            throw Wrong("has a file whose record is another's");
        if (db.Number("SELECT 1 FROM idempotency WHERE NOT json_valid(answer) OR status NOT BETWEEN 200 AND 299 LIMIT 1") is not null)
            throw Wrong("has an answer that cannot be given again");
    }

    private static void CheckKeys(Database db, SnapshotRecord record)
    {
        var others = db.Query("SELECT key FROM expiring_objects", row => row.GetString(0));
        foreach (var key in ContentKeys.ObjectsOf(db).Concat(others))
            if (!ObjectKey.IsValid(key) || key.Split('/') is not [not "staging", var tenant, _, ..] || tenant != record.Tenant)
                throw Wrong("refers to an object that is not the tenant's");
        if (record.Exports.Any(export => !others.Contains(export.Key))) throw Wrong("knows nothing of an export that is there");
    }

    private static ApiError Wrong(string issue) => SnapshotReader.Wrong("database.db", issue);
}
