using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>The stems of images are cached; every answer must be that of a plain computation from the files as they are.</summary>
public sealed class SimilarImageScoreTests
{
    private static readonly string[] Words =
    [
        "rusty", "rust", "beams", "beam", "the", "of", "Wall", "walls", "cafe\u0301", "caf\u00E9", "\u00DFtra\u00DFe",
        "\u039A\u03CC\u03C3\u03BC\u03BF\u03C2", "42", "B2", "\u2167", "under_score", "don't", "a-b", "\uE000x", "\u6771\u4EAC",
        "\U0001F3D7", "valves", "valve", "pump", "painted", "painting", "inspections", "inspect", "as", "x",
    ];

    private readonly Random _random = new(16);
    private readonly List<string> _ids = [];

    [Fact]
    public async Task Scores_are_those_of_a_plain_computation_after_every_kind_of_change()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        for (var n = 0; n < 30; n++) await UploadAsync(api);
        var found = await CompareAsync(api, _ids);
        await api.SaveSnapshotAsync("before");

        for (var n = 0; n < 8; n++)
        {
            await (n switch
            {
                0 => UploadAsync(api),
                1 => api.DeleteAsync($"/api/v2/files/{_ids[3]}"),
                2 => api.PostAsync($"/_emulator/files/{_ids[3]}/restore"),
                3 => api.PatchAsync($"/api/v2/files/{_ids[4]}", new { user_description = CreateText(9) }),
                4 => api.PatchAsync($"/api/v2/files/{_ids[5]}", new { tags = (string[])[CreateText(1), "valve"] }),
                5 => api.PatchAsync($"/api/v2/files/{_ids[6]}", new { title = CreateText(3) }),
                6 => api.PostAsync($"{SnapshotRequests.SnapshotsPath}/before/restore"),
                _ => UploadAsync(api),
            });
            found += await CompareAsync(api, [_ids[0], _ids[4], _ids[^1]]);
        }

        found.Should().BeGreaterThan(200, "there is something to compare");
    }

    [Fact]
    public async Task Words_count_from_the_moment_at_which_the_description_is_revealed()
    {
        await using var api = await TestApi.StartAsync(
            options => options with { Previews = false, Pipeline = PipelineMode.Realistic });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        for (var n = 0; n < 5; n++) await UploadAsync(api, "title=Valve");
        var before = await GetScoresAsync(api, _ids[0], 50);
        await CompareAsync(api, _ids);

        await api.AdvanceAsync(TimeSpan.FromHours(1));
        var after = await GetScoresAsync(api, _ids[0], 50);

        await CompareAsync(api, _ids);
        before.Should().Contain((_ids[3], 1), "both have the category and the title alone");
        after.Should().NotContain(other => other.Score == 1);
    }

    [Fact]
    public async Task The_newest_two_thousand_images_are_compared_also_with_an_older_one()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        (await api.PostAsync("/_emulator/seed", new { dataset = "scale", count = 2_050 })).EnsureStatus(201);
        var images = new List<JsonElement>();
        for (var page = 0; page < 21; page++) images.AddRange((await api.ListFilesAsync($"limit=100&offset={100 * page}")).Items());
        _ids.AddRange(images.OrderBy(image => image.GetProperty("created_at").GetDateTimeOffset()).Select(image => image.Text("id")!));

        foreach (var reference in (string[])[_ids[0], _ids[60], _ids[^1]])
            (await GetScoresAsync(api, reference, 20)).Should().HaveCount(20).And
                .Equal(PlainTextSimilarity.Find([.. images], _ids, reference, 20));
    }

    private async Task<int> CompareAsync(TestApi api, IEnumerable<string> references)
    {
        var list = await api.ListFilesAsync("limit=100&media_types=image");
        var details = new List<JsonElement>();
        foreach (var id in list.Ids()) details.Add((await api.GetFileAsync(id)).Json);
        var compared = 0;
        foreach (var reference in references.Intersect(list.Ids()))
        {
            var expected = PlainTextSimilarity.Find([.. details], _ids, reference, 50);
            (await GetScoresAsync(api, reference, 50)).Should().Equal(expected);
            compared += expected.Length;
        }
        return compared;
    }

    private static async Task<(string Id, double Score)[]> GetScoresAsync(TestApi api, string id, int limit)
    {
        var similar = (await api.GetAsync($"/api/v2/files/{id}/similar?limit={limit}")).Items();
        similar.Should().OnlyContain(other =>
            other.GetProperty("vector_similarity").GetDouble() == other.GetProperty("relevance_score").GetDouble());
        return [.. similar.Select(other => (other.Text("image_id")!, other.GetProperty("relevance_score").GetDouble()))];
    }

    private async Task UploadAsync(TestApi api, params string[] fields)
    {
        var n = _ids.Count;
        var (description, tags) = (CreateText(12), (string[])[CreateText(1)]);
        await api.PostAsync("/_emulator/stubs", new { filename = $"{n}.jpg", description, tags });
        if (n % 3 == 0) fields = [.. fields, "content_category=facility_assessment"];
        _ids.Add(await api.UploadAndGetIdAsync(Samples.Photo(n), $"{n}.jpg", fields));
    }

    private string CreateText(int words) => string.Join(' ', _random.GetItems(Words, words));
}
