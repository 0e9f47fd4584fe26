using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Engine;

/// <summary>Upgrades a database of an earlier version step by step in one transaction.</summary>
internal sealed class SchemaUpgrade(IReadOnlyList<SchemaStep> steps)
{
    public static SchemaUpgrade Current { get; } = new(DatabaseSchema.Steps);

    public int Version => DatabaseSchema.OldestVersion + steps.Count;

    /// <summary>Why a version is not supported, as the end of a sentence; null when it is.</summary>
    public string? DescribeUnsupported(long version) =>
        version > Version ? $"is of version {version}, which is newer than version {Version} of this emulator: use a newer emulator"
        : version < DatabaseSchema.OldestVersion ? $"is of version {version}; this emulator reads {SupportedVersions}"
        : null;

    private string SupportedVersions => Version == DatabaseSchema.OldestVersion
        ? $"version {Version}" : $"versions {DatabaseSchema.OldestVersion} to {Version}";

    /// <summary>Upgrades a database file that no other process uses; a failure leaves it unchanged.</summary>
    /// <exception cref="InvalidDataException">The version is not supported, or a step fails; the message names the step.</exception>
    public void Apply(string path)
    {
        using var db = Database.OpenAnyVersion(path);
        var version = DatabaseSchema.ReadVersion(db);
        if (DescribeUnsupported(version) is { } refusal)
            throw new InvalidDataException($"The database {Path.GetFileName(path)} {refusal}.");
        if (version == Version) return;
        db.ExecuteScript("BEGIN IMMEDIATE");
        foreach (var step in steps.Where(step => step.Version > version)) ApplyStep(db, step);
        db.ExecuteScript("COMMIT");
    }

    private static void ApplyStep(Database db, SchemaStep step)
    {
        try
        {
            db.ExecuteScript($"{step.Tables};\n{step.IndexesAndTriggers};\nPRAGMA user_version = {step.Version}");
        }
        catch (SqliteException error)
        {
            db.Rollback();
            throw new InvalidDataException($"Step {step.Version} ({step.Name}) failed: {error.Message}", error);
        }
    }
}
