using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Upgrades;

/// <summary>Steps from one version of the tables to the next: those of the emulator and steps of the tests.</summary>
public sealed class SchemaStepTests
{
    private static readonly SchemaStep WorkingStep = new(
        7, "add files.language", "ALTER TABLE files ADD COLUMN language TEXT; UPDATE files SET language = 'en'",
        "CREATE INDEX files_language ON files(language)");

    private static readonly SchemaStep FailingStep =
        new(8, "count what is not there", "INSERT INTO ledger SELECT 0, kind, 0, NULL FROM nowhere");

    /// <summary>
    /// The SHA-256 of the tables of each released version. A different hash means that the tables were changed in place:
    /// folders of that version exist, so put the change into a step of <see cref="DatabaseSchema.Steps"/> and add its hash here.
    /// </summary>
    private static readonly Dictionary<int, string> Released = new()
    {
        [6] = "2f713176ac2daffb1433edb0643c6bffe29821aa044a3afa498acdb8f782e0c6",
        [7] = "eb58a8091cdb48069f578dee6f968a647d48964d331fe9801adacd32a8ac1c99",
        [8] = "5ca2269b0275f2ddda06d5efc589dd2a7396a3865478119ee11262b65e02c2fe",
    };

    [Fact]
    public void The_tables_of_a_version_never_change_and_every_step_has_its_version()
    {
        var tables = Enumerable.Range(DatabaseSchema.OldestVersion, DatabaseSchema.Steps.Length + 1)
            .ToDictionary(version => version, version =>
        {
            using var db = Database.CreateWithVersion(version);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', DatabaseSchema.Describe(db)))));
        });

        tables.Should().Equal(Released);
        DatabaseSchema.Steps.Select(step => step.Version).Should().Equal(tables.Keys.Skip(1));
    }

    [Fact]
    public async Task A_step_changes_every_database_of_a_folder_and_keeps_a_copy_of_each()
    {
        using var folder = Release010.CopyDataFolder();
        var (before, newer) = (HashDatabases(folder), DatabaseSchema.Version + 1);
        var steps = Enumerable.Range(8, newer - 7).Select(version => new SchemaStep(version, "change nothing", "")).Prepend(WorkingStep);

        DataFolder.Open(folder.Location, new SchemaUpgrade([.. steps])).Dispose();

        foreach (var file in Databases(folder))
        {
            using var db = Database.OpenAnyVersion(file);
            DatabaseSchema.ReadVersion(db).Should().Be(newer);
            db.QueryNumber("SELECT COUNT(*) FROM files WHERE language IS NOT 'en'").Should().Be(0);
            var copy = Path.Combine(folder.Location, $"before-{newer}", Path.GetRelativePath(folder.Location, file));
            ComputeHash(copy).Should().Be(before[file]);
        }
        File.ReadAllText(Path.Combine(folder.Location, "emulator.lock")).Should().Be($"{newer}");
        File
            .ReadAllText(
                Directory.GetFiles(folder.Location, "snapshot.json", SearchOption.AllDirectories)
                    .Single(file => !file.Contains($"before-{newer}", StringComparison.Ordinal)))
            .Should().Contain($"\"schema\":{newer}");
        var today = async () => await TestApi.StartAsync(options => options with { Data = folder.Location });
        (await today.Should().ThrowAsync<InvalidDataException>()).WithMessage(
            $"The data folder {folder.Location} is of version {newer}, which is newer than version {newer - 1} of this emulator*");
    }

    [Fact]
    public async Task A_step_that_fails_is_named_and_leaves_the_folder_as_it_was()
    {
        using var folder = Release010.CopyDataFolder();
        var before = HashDatabases(folder);

        var open = () => DataFolder.Open(folder.Location, new SchemaUpgrade([WorkingStep, FailingStep]));

        open.Should().Throw<InvalidDataException>()
            .WithMessage("*cannot be upgraded to version 8: *.db: Step 8 (count what is not there) failed: *nowhere*Nothing was changed.");
        HashDatabases(folder).Should().BeEquivalentTo(before);
        File.ReadAllText(Path.Combine(folder.Location, "emulator.lock")).Should().Be("6");
        Directory.EnumerateDirectories(folder.Location).Select(Path.GetFileName).Should().BeEquivalentTo("objects", "snapshots", "tenants");
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(13);
    }

    [Fact]
    public void A_step_that_fails_in_the_second_database_takes_the_first_one_back()
    {
        using var folder = Release010.CopyDataFolder();
        var before = HashDatabases(folder);
        var failsForOneTenant = new SchemaStep(7, "refuse what LlamaCloud has",
            "CREATE TABLE llama_only(name TEXT CHECK (name <> 'invoice.pdf')); INSERT INTO llama_only SELECT name FROM llama_files");

        var open = () => DataFolder.Open(folder.Location, new SchemaUpgrade([failsForOneTenant]));

        open.Should().Throw<InvalidDataException>()
            .WithMessage("*tenants*c3e59781d31b312a.db: Step 7 (refuse what LlamaCloud has) failed*");
        HashDatabases(folder).Should().BeEquivalentTo(before);
    }

    [Fact]
    public void An_upgrade_that_was_killed_is_finished_by_the_next_start()
    {
        using var folder = Release010.CopyDataFolder();
        new SchemaUpgrade([WorkingStep]).Apply(Databases(folder)[0]);

        DataFolder.Open(folder.Location, new SchemaUpgrade([WorkingStep])).Dispose();

        foreach (var file in Databases(folder))
        {
            using var db = Database.OpenAnyVersion(file);
            DatabaseSchema.ReadVersion(db).Should().Be(7);
        }
    }

    [Theory]
    [InlineData("5", "*is of version 5; this emulator reads version 6*")]
    [InlineData("99", "*is of version 99, which is newer than version 6 of this emulator: use a newer emulator*")]
    [InlineData("six", "*does not say its version*")]
    public void A_version_that_cannot_be_read_is_refused_and_the_folder_stays_as_it_is(string version, string message)
    {
        using var folder = Release010.CopyDataFolder();
        var before = HashDatabases(folder);
        File.WriteAllText(Path.Combine(folder.Location, "emulator.lock"), version);

        var open = () => DataFolder.Open(folder.Location, new SchemaUpgrade([]));

        open.Should().Throw<InvalidDataException>().WithMessage(message);
        HashDatabases(folder).Should().BeEquivalentTo(before);
        File.ReadAllText(Path.Combine(folder.Location, "emulator.lock")).Should().Be(version);
    }

    /// <summary>The databases of a folder, tenants' and snapshots', without the copies that an upgrade has made.</summary>
    internal static string[] Databases(DataDirectory folder) =>
        [.. new[] { "snapshots", "tenants" }
            .SelectMany(part => Directory.EnumerateFiles(Path.Combine(folder.Location, part), "*.db", SearchOption.AllDirectories))
            .Order()];

    private static Dictionary<string, string> HashDatabases(DataDirectory folder) =>
        Databases(folder).ToDictionary(file => file, ComputeHash);

    private static string ComputeHash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
