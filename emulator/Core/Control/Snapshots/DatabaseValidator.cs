using Microsoft.Data.Sqlite;
using Scopix.Emulator.Api.Scopix;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>
/// The rules for the <c>database.db</c> of an imported snapshot: nothing in it may make a later request fail or refer to another tenant.
/// </summary>
internal static class DatabaseValidator
{
    /// <exception cref="ApiError">422: the database breaks a rule.</exception>
    public static void Validate(string path, SnapshotRecord record)
    {
        try
        {
            using var db = Database.OpenReadOnly(path);
            db.ExecuteScript("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
            CheckTables(db);
            CheckTimestamps(db);
            if (!DatabaseSchema.AreCountsCorrect(db)) throw InvalidDatabase("has counts that do not match its files");
            CheckDocuments(db);
            CheckObjectKeys(db, record);
            ReferenceValidator.Validate(db);
            VectorValidator.Validate(db);
        }
        catch (Exception error)
            when (error is SqliteException or InvalidDataException or UnsupportedSchemaVersionException or InvalidCastException
                or InvalidOperationException)
        {
            throw InvalidDatabase("is damaged, or not the database of a snapshot");
        }
        catch (JsonException)
        {
            throw InvalidDatabase("has a record that cannot be read");
        }
    }

    /// <summary>Upgrades a database of an earlier schema version, which must have exactly the tables of that version.</summary>
    /// <exception cref="ApiError">422: it does not, or it cannot be upgraded.</exception>
    public static void UpgradeToCurrent(string path, SnapshotRecord record)
    {
        if (record.Schema == DatabaseSchema.Version) return;
        try
        {
            using (var db = Database.OpenAnyVersion(path))
            using (var expected = Database.CreateWithVersion(record.Schema))
            {
                db.ExecuteScript("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
                if (DatabaseSchema.ReadVersion(db) != record.Schema)
                    throw InvalidDatabase($"does not have schema {record.Schema}, which snapshot.json has");
                CheckTables(db, expected);
            }
            SchemaUpgrade.Current.Apply(path);
        }
        catch (Exception error) when (error is SqliteException or InvalidDataException or UnsupportedSchemaVersionException)
        {
            throw InvalidDatabase($"cannot be upgraded to schema {DatabaseSchema.Version}: {error.Message}");
        }
    }

    private static void CheckTables(Database db)
    {
        using var expected = new Database(path: null);
        CheckTables(db, expected);
        if (db.QueryNumber("SELECT 1 FROM meta LIMIT 1") is not null) throw InvalidDatabase("must not contain the identity of a tenant");
    }

    private static void CheckTables(Database db, Database expected)
    {
        if (!DatabaseSchema.Describe(db).SequenceEqual(DatabaseSchema.Describe(expected)))
            throw InvalidDatabase("does not have exactly the tables of its schema");
        if (db.QueryText("PRAGMA integrity_check(1)") != "ok") throw InvalidDatabase("is damaged");
    }

    private static void CheckTimestamps(Database db)
    {
        var columns = db.Query(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.sql NOT LIKE "
            + "'CREATE VIRTUAL%' AND (c.name = 'at' OR c.name LIKE '%\\_at' ESCAPE '\\')",
            row => (Table: row.GetString(0), Column: row.GetString(1)));
        foreach (var (table, column) in columns)
            if (db.QueryNumber(
                $"SELECT 1 FROM {table} WHERE {column} IS NOT NULL AND (typeof({column}) <> 'integer' OR {column} NOT BETWEEN 0 AND "
                + $"{Database.MaxMicroseconds}) LIMIT 1") is not null)
                throw InvalidDatabase($"has an invalid time in {table}.{column}");
    }

    private static void CheckDocuments(Database db)
    {
        foreach (var doc in db.Query("SELECT doc FROM files", row => row.GetString(0)))
            _ = JsonSerializer.Deserialize(doc, FileJsonContext.Instance.FileRecord) ?? throw new JsonException();
        foreach (var doc in db.Query("SELECT doc FROM intents", row => row.GetString(0)))
            _ = JsonSerializer.Deserialize(doc, ScopixJsonContext.Shared.IntentRecord) ?? throw new JsonException();
        foreach (var doc in db.Query("SELECT doc FROM data_exports", row => row.GetString(0)))
            _ = JsonSerializer.Deserialize(doc, ScopixJsonContext.Shared.DataExportRecord) ?? throw new JsonException();
        const string Mismatch = "id <> doc ->> 'id' OR hash <> doc ->> 'hash' OR media_type <> doc ->> 'media_type'";
        if (db.QueryNumber($"SELECT 1 FROM files WHERE {Mismatch} LIMIT 1") is not null)
            throw InvalidDatabase("has a file whose columns do not match its record");
        if (db.QueryNumber("SELECT 1 FROM idempotency WHERE NOT json_valid(answer) OR status NOT BETWEEN 200 AND 299 LIMIT 1") is not null)
            throw InvalidDatabase("has an idempotency key with an invalid response");
    }

    private static void CheckObjectKeys(Database db, SnapshotRecord record)
    {
        var others = db.Query("SELECT key FROM expiring_objects", row => row.GetString(0));
        foreach (var key in ContentKeys.ReadObjectKeys(db).Concat(others))
            if (!ObjectKey.IsValid(key) || key.Split('/') is not [not "staging", var tenant, _, ..] || tenant != record.Tenant)
                throw InvalidDatabase("refers to an object of another tenant");
        if (record.Exports.Any(export => !others.Contains(export.Key))) throw InvalidDatabase("has no row for an export in snapshot.json");
    }

    private static ApiError InvalidDatabase(string issue) => ApiError.Invalid("database.db", issue);
}
