using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.State;

/// <summary>Brings a database of an earlier version to the present one, step by step, in one transaction.</summary>
/// <param name="steps">The steps since <see cref="Schema.Oldest"/>, in order.</param>
public sealed class Upgrade(IReadOnlyList<SchemaStep> steps)
{
    /// <summary>The upgrade to what this emulator reads.</summary>
    public static Upgrade Present { get; } = new(Schema.Steps);

    /// <summary>The version that it leads to.</summary>
    public int Version => Schema.Oldest + steps.Count;

    /// <summary>What is wrong with a version, as the end of a sentence; null when a database of it is read.</summary>
    public string? Refusal(long version) =>
        version > Version ? $"is of version {version}, which is newer than version {Version} of this emulator: use a newer emulator"
        : version < Schema.Oldest ? $"is of version {version}; this emulator reads {Range}"
        : null;

    private string Range => Version == Schema.Oldest ? $"version {Version}" : $"versions {Schema.Oldest} to {Version}";

    /// <summary>Upgrades a database file that nobody else uses; a failure leaves it as it was.</summary>
    /// <exception cref="InvalidDataException">It is of a version that is not read, or a step fails; the message names the step.</exception>
    public void Apply(string path)
    {
        using var db = Database.OpenAsItIs(path);
        var version = Schema.VersionOf(db);
        if (Refusal(version) is { } refusal) throw new InvalidDataException($"The database {Path.GetFileName(path)} {refusal}.");
        if (version == Version) return;
        db.Script("BEGIN IMMEDIATE");
        foreach (var step in steps.Where(step => step.Version > version)) Take(db, step);
        db.Script("COMMIT");
    }

    private static void Take(Database db, SchemaStep step)
    {
        try
        {
            db.Script($"{step.Tables};\n{step.Finders};\nPRAGMA user_version = {step.Version}");
        }
        catch (SqliteException error)
        {
            db.Rollback();
            throw new InvalidDataException($"Step {step.Version} ({step.Name}) failed: {error.Message}", error);
        }
    }
}
