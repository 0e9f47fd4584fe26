using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Images;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

public sealed class SimilarImageTests
{
    [Fact]
    public async Task Images_with_similar_descriptions_come_first()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        await StubAsync(api, "a*", "A rusty steel beam with surface corrosion.", "beam", "corrosion");
        await StubAsync(api, "b*", "Steel beam with corrosion on its surface.", "beam", "corrosion");
        await StubAsync(api, "c*", "A steel beam, freshly painted.", "beam", "paint");
        await StubAsync(api, "d*", "Cat sleeping on kitchen sofa", "cat");
        var ids = new List<string>();
        foreach (var name in (string[])["a.jpg", "b.jpg", "c.jpg", "d.jpg"])
            ids.Add(await api.UploadAndGetIdAsync(Samples.Photo(ids.Count), name));

        var similar = await api.GetAsync($"/api/v2/files/{ids[0]}/similar");
        var found = similar["items"].EnumerateArray().Select(item => item.GetProperty("image_id").GetString()).ToArray();

        found[..2].Should().Equal(ids[1], ids[2]);
        found.Should().NotContain(ids[0]);
        similar["items"][0].GetProperty("relevance_score").GetDouble().Should().BeGreaterThan(0.7);
        similar["total_count"].GetInt32().Should().Be(found.Length);
    }

    [Fact]
    public async Task What_all_pictures_share_does_not_make_two_of_them_alike()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        foreach (var (name, noun) in ((string, string)[])[("a", "valve"), ("b", "car"), ("d", "fence"), ("e", "door"), ("f", "lamp")])
            await StubAsync(api, name + "*", $"Overview photo of a {noun} at the north side of the pump station.", noun);
        await StubAsync(api, "c*", "Valves with peeling paint", "valve");
        var ids = new List<string>();
        foreach (var name in (string[])["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"])
            ids.Add(await api.UploadAndGetIdAsync(Samples.Photo(ids.Count), name));

        var similar = await api.GetAsync($"/api/v2/files/{ids[0]}/similar");

        similar["items"][0].GetProperty("image_id").GetString().Should().Be(ids[2], "the other valve");
    }

    [Fact]
    public void The_same_words_count_more_than_the_same_colours()
    {
        SimilarImageResource.CombineScores(text: 0.9, colors: 0.1).Should()
            .BeGreaterThan(SimilarImageResource.CombineScores(text: 0.3, colors: 1)).And.BeApproximately(0.7, 0.001);
        SimilarImageResource.CombineScores(1, 1).Should().Be(1);
        SimilarImageResource.CombineScores(0.4, null).Should().BeApproximately(0.4, 0.001);
    }

    [Fact]
    public async Task Deleted_images_documents_and_other_tenants_are_left_out()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        await api.WithKey(null).PostAsync("/_emulator/stubs", new { description = "The same rusty beam.", tags = new[] { "beam" } });
        var (one, two) =
            (await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg"));
        await api.UploadAndGetIdAsync(Samples.Note(), "c.txt");
        await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(3), "d.jpg");

        var before = await api.GetAsync($"/api/v2/files/{one}/similar");
        await api.DeleteAsync($"/api/v2/files/{two}");
        var after = await api.GetAsync($"/api/v2/files/{one}/similar");

        before["items"].EnumerateArray().Select(item => item.GetProperty("image_id").GetString()).Should().Equal(two);
        after.Text.Should().Be($$"""{"reference_image_id":"{{one}}","items":[],"total_count":0}""");
    }

    [Fact]
    public void The_same_colours_are_wholly_alike_and_black_and_white_hardly()
    {
        const string landscape = "L6PZfSi_.AyE_3t7t7R**0o#DgR4", black = "L00000fQfQfQfQfQfQfQfQfQfQfQ",
            white = "L2TSUA_3fQ_3~qj[fQj[fQfQfQfQ";

        ColorSimilarity.Compare(landscape, landscape).Should().Be(1);
        ColorSimilarity.Compare(black, white).Should().BeLessThan(0.1);
        ColorSimilarity.Compare(landscape, null).Should().BeNull();
    }

    private static Task<TestResponse> StubAsync(TestApi api, string filename, string description, params string[] tags) =>
        api.PostAsync("/_emulator/stubs", new { filename, description, tags });
}
