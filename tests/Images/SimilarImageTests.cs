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
        await AddStubAsync(api, "a*", "A rusty steel beam with surface corrosion.", "beam", "corrosion");
        await AddStubAsync(api, "b*", "Steel beam with corrosion on its surface.", "beam", "corrosion");
        await AddStubAsync(api, "c*", "A steel beam, freshly painted.", "beam", "paint");
        await AddStubAsync(api, "d*", "Cat sleeping on kitchen sofa", "cat");
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
    public async Task Photos_are_not_alike_because_both_are_photos()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        var beach = await api.UploadAndGetIdAsync(Samples.Photo(1), "beach.jpg");
        var others = new List<string>();
        foreach (var name in (string[])["IMG_2041.JPG", "bicycle.jpg", "Pumpe 7.jpg", "beach 2.jpg"])
            others.Add(await api.UploadAndGetIdAsync(Samples.Photo(others.Count + 2), name));

        var similar = await api.GetAsync($"/api/v2/files/{beach}/similar");

        similar["items"].EnumerateArray().Select(item => item.Text("image_id")).Should().Equal(others[3]);
    }

    [Fact]
    public async Task Words_that_all_descriptions_share_do_not_make_images_similar()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        foreach (var (name, noun) in ((string, string)[])[("a", "valve"), ("b", "car"), ("d", "fence"), ("e", "door"), ("f", "lamp")])
            await AddStubAsync(api, name + "*", $"Overview photo of a {noun} at the north side of the pump station.", noun);
        await AddStubAsync(api, "c*", "Valves with peeling paint", "valve");
        var ids = new List<string>();
        foreach (var name in (string[])["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"])
            ids.Add(await api.UploadAndGetIdAsync(Samples.Photo(ids.Count), name));

        var similar = await api.GetAsync($"/api/v2/files/{ids[0]}/similar");

        similar["items"][0].GetProperty("image_id").GetString().Should().Be(ids[2], "the other valve");
    }

    [Fact]
    public void The_same_words_count_more_than_the_same_colours()
    {
        SimilarImage.CombineScores(text: 0.9, colors: 0.1).Should()
            .BeGreaterThan(SimilarImage.CombineScores(text: 0.3, colors: 1)).And.BeApproximately(0.7, 0.001);
        SimilarImage.CombineScores(1, 1).Should().Be(1);
        SimilarImage.CombineScores(0.4, null).Should().BeApproximately(0.4, 0.001);
    }

    [Fact]
    public async Task Deleted_images_documents_and_other_tenants_are_left_out()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        await api.WithKey(null).PostAsync("/_emulator/stubs", new { description = "The same rusty beam.", tags = new[] { "beam" } });
        var (first, second) =
            (await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg"));
        await api.UploadAndGetIdAsync(Samples.Note(), "c.txt");
        await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(3), "d.jpg");

        var before = await api.GetAsync($"/api/v2/files/{first}/similar");
        await api.DeleteAsync($"/api/v2/files/{second}");
        var after = await api.GetAsync($"/api/v2/files/{first}/similar");

        before["items"].EnumerateArray().Select(item => item.GetProperty("image_id").GetString()).Should().Equal(second);
        after.Text.Should().Be($$"""{"reference_image_id":"{{first}}","items":[],"total_count":0}""");
    }

    [Fact]
    public void Equal_colours_are_fully_similar_and_black_and_white_hardly_at_all()
    {
        const string landscape = "L6PZfSi_.AyE_3t7t7R**0o#DgR4", black = "L00000fQfQfQfQfQfQfQfQfQfQfQ",
            white = "L2TSUA_3fQ_3~qj[fQj[fQfQfQfQ";

        ColorSimilarity.Compare(landscape, landscape).Should().Be(1);
        ColorSimilarity.Compare(black, white).Should().BeLessThan(0.1);
        ColorSimilarity.Compare(landscape, null).Should().BeNull();
    }

    private static Task<TestResponse> AddStubAsync(TestApi api, string filename, string description, params string[] tags) =>
        api.PostAsync("/_emulator/stubs", new { filename, description, tags });
}
