using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Datasets match their manifests; <c>make manifests</c> rewrites these.</summary>
public class DatasetManifestTests
{
    private const int Scale = 100;

    public static TheoryData<string> Names => [.. DatasetCatalogue.All.Select(info => info.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_dataset_matches_its_manifest_exactly(string name)
    {
        var path = Path.Combine(RepositoryRoot.Path, "fixtures", "manifests", name + ".json");

        var actual = DatasetManifest.Create(name, count: Scale);

        if (Environment.GetEnvironmentVariable("SCOPIX_MANIFESTS") == "write")
            await File.WriteAllTextAsync(path, actual, TestContext.Current.CancellationToken);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Should()
            .Be(actual, "make manifests rewrites it after an intended change");
    }

    [Theory, MemberData(nameof(Names))]
    public void Ids_texts_and_bytes_do_not_depend_on_the_clock(string name)
    {
        var later = DatasetManifest.Create(name, now: DatasetManifest.Now.AddDays(400).AddMinutes(17), count: Scale);

        later.Should().Be(DatasetManifest.Create(name, count: Scale));
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
    public void Steps_are_in_order_lie_in_the_past_and_refer_to_earlier_steps(string name)
    {
        var dataset = DatasetCatalogue.Create(name, 7, DatasetManifest.Now, Scale)!;
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
            else known.Add(step.Id).Should().BeTrue("an id is used once");
            if (step is SeedFolder folder) known.Should().Contain(folder.ParentId).And.Contain(folder.ProjectId);
            foreach (var file in files)
            {
                known.Should().Contain(file.FolderId).And.Contain(file.ProjectId);
                known.Add(file.Id);
            }
        }
    }

    private static List<string> Ids(string name, long seed) => [.. DatasetCatalogue.Create(name, seed, DatasetManifest.Now, Scale)!.Steps
        .Where(step => step is SeedFile or SeedFolder or SeedProject or SeedSession or SeedExport).Select(step => step.Id)];
}
