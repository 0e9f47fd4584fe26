using FluentAssertions;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Tests.Search;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary><c>files.similar</c> with <c>--search semantic</c>: what is said about images is compared by meaning.</summary>
public sealed class SimilarByMeaningTests
{
    private static readonly string[] Descriptions =
    [
        "A rusty steel girder below the deck, with flaking paint.",
        "Corroded iron beam whose coating peels off.",
        "A cat sleeps on a kitchen sofa.",
        "Kitten resting in an armchair.",
    ];

    [Fact]
    public async Task Images_are_found_whose_descriptions_mean_the_same_in_other_words()
    {
        await using var api = await SemanticProgram.StartAsync(options => options with { Previews = false });
        var ids = await UploadAsync(api);

        (await FindSimilarAsync(api, ids[0])).Should().Equal(ids[1]);
        (await FindSimilarAsync(api, ids[2])).Should().Equal(ids[3]);
    }

    [Fact]
    public async Task A_changed_description_changes_what_is_similar()
    {
        await using var api = await SemanticProgram.StartAsync(options => options with { Previews = false });
        var ids = await UploadAsync(api);
        await FindSimilarAsync(api, ids[0]);

        await api.PatchAsync($"/api/v2/files/{ids[1]}", new { user_description = "A bowl of vegetable soup." });
        await api.PatchAsync($"/api/v2/files/{ids[3]}", new { user_description = "Oxidised metal column of a bridge." });

        (await FindSimilarAsync(api, ids[0])).Should().Equal(ids[3]);
    }

    [Fact]
    public async Task Vectors_of_images_are_stored_in_the_data_folder()
    {
        using var folder = new DataDirectory();
        string[] ids;
        await using (var first = await SemanticProgram.StartAsync(options => options with { Previews = false, Data = folder.Location }))
        {
            ids = await UploadAsync(first);
            await FindSimilarAsync(first, ids[0]);
        }

        CountVectors(folder).Should().Be(Descriptions.Length);
        await using var again = await SemanticProgram.StartAsync(options => options with { Previews = false, Data = folder.Location });
        (await FindSimilarAsync(again, ids[0])).Should().Equal(ids[1]);
        await again.DeleteAsync($"/api/v2/files/{ids[1]}");
        (await FindSimilarAsync(again, ids[0])).Should().BeEmpty();
    }

    private static async Task<string[]> UploadAsync(TestApi api)
    {
        var ids = new List<string>();
        foreach (var (i, description) in Descriptions.Index())
        {
            await api.PostAsync("/_emulator/stubs", new { filename = $"{i}.jpg", description, tags = Array.Empty<string>() });
            ids.Add(await api.UploadAndGetIdAsync(Samples.Photo(i), $"{i}.jpg"));
        }
        return [.. ids];
    }

    private static async Task<string?[]> FindSimilarAsync(TestApi api, string id)
    {
        var found = await api.GetAsync($"/api/v2/files/{id}/similar");
        found.Status.Should().Be(200, found.Text);
        return [.. found["items"].EnumerateArray().Select(item => item.Text("image_id"))];
    }

    private static long CountVectors(DataDirectory folder)
    {
        var file = Directory.EnumerateFiles(Path.Combine(folder.Location, "tenants"), "*.db", SearchOption.AllDirectories).Single();
        using var db = Database.OpenAnyVersion(file);
        return db.QueryNumber("SELECT COUNT(*) FROM image_vectors")!.Value;
    }
}
