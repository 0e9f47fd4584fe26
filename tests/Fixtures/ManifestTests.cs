using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Datasets are what they have always been: <c>make manifests</c> writes them down anew.</summary>
public class ManifestTests
{
    private const int Scale = 100;

    public static TheoryData<string> Names => [.. DatasetCatalogue.All.Select(info => info.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_dataset_is_byte_for_byte_what_its_manifest_says(string name)
    {
        var path = Path.Combine(RepositoryRoot.Path, "fixtures", "manifests", name + ".json");

        var made = Manifest.Create(name, count: Scale);

        if (Environment.GetEnvironmentVariable("SCOPIX_MANIFESTS") == "write")
            await File.WriteAllTextAsync(path, made, TestContext.Current.CancellationToken);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Should()
            .Be(made, "make manifests writes it anew when the change is meant");
    }

    [Theory, MemberData(nameof(Names))]
    public void Ids_words_and_bytes_do_not_follow_the_clock(string name)
    {
        var later = Manifest.Create(name, now: Manifest.Now.AddDays(400).AddMinutes(17), count: Scale);

        later.Should().Be(Manifest.Create(name, count: Scale));
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("scale")]
    public void Another_seed_has_no_id_in_common(string name)
    {
        var (one, other) = (Ids(name, 42), Ids(name, 43));

        other.Should().HaveCountGreaterThan(50).And.NotIntersectWith(one);
    }

    [Theory, MemberData(nameof(Names))]
    public void Steps_come_in_order_before_the_present_and_name_what_was_there(string name)
    {
        var dataset = DatasetCatalogue.Create(name, 7, Manifest.Now, Scale)!;
        var (last, known) = (DateTimeOffset.MinValue, new HashSet<string?> { null });

        foreach (var step in dataset.Steps)
        {
            step.At.Should().BeOnOrAfter(last).And.BeOnOrBefore(dataset.Now);
            last = step.At;
            SeedFile[] files = step switch
            {
                SeedFile one => [one],
                SeedSession session => [.. session.Entries.Select(entry => entry.File).OfType<SeedFile>()],
                _ => []
            };
            if (step is SeedEdit or SeedReview or SeedDeletion or SeedCancellation) known.Should().Contain(step.Id);
            else known.Add(step.Id).Should().BeTrue("an id is given once");
            if (step is SeedFolder folder) known.Should().Contain(folder.ParentId).And.Contain(folder.ProjectId);
            foreach (var file in files)
            {
                known.Should().Contain(file.FolderId).And.Contain(file.ProjectId);
                known.Add(file.Id);
            }
        }
    }

    private static List<string> Ids(string name, long seed) => [.. DatasetCatalogue.Create(name, seed, Manifest.Now, Scale)!.Steps
        .Where(step => step is SeedFile or SeedFolder or SeedProject or SeedSession or SeedExport).Select(step => step.Id)];
}
