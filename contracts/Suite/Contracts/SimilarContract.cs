namespace Scopix.Contracts;

/// <summary>files.similar.</summary>
public sealed class SimilarContract(Target target)
{
    private const string Section = "seed 001, Image Operations";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Similar_images_are_ranked_and_never_the_image_itself()
    {
        var api = await target.GetWithPreviewsAsync();
        var ids = new List<string>();
        foreach (var name in (string[])["a.png", "b.png", "c.png"])
            ids.Add(await api
                .UploadAndGetIdAsync(Samples.CreatePng(name), ("title", "Rusty beam"), ("tags", $"{ApiClient.TestTag},beam,rust")));
        foreach (var id in ids) await api.WaitUntilProcessedAsync(id);

        var similar = await api.GetAsync($"/files/{ids[0]}/similar?limit=50");
        var one = await api.GetAsync($"/files/{ids[0]}/similar?limit=1");

        Documented(Section).ExpectStatus(200, similar);
        ExpectSchema("similar-images", similar);
        Documented(Section).ExpectEqual(ids[0], similar.Json.GetText("reference_image_id"), "reference_image_id");
        Documented(Section).Expect(similar.Json.GetTexts("items", "image_id").All(id => id != ids[0]), "the image itself is not included");
        var scores = similar.Json.GetArray("items").Select(item => item.GetNumber("relevance_score")).ToArray();
        Documented(Section)
            .ExpectSequence(scores.OrderDescending().Select(score => score.ToString("R")), scores.Select(score => score.ToString("R")),
                "the order");
        Documented(Section).Expect(one.Json.GetArray("items").Count <= 1, "limit");
    }

    [Fact]
    public async Task Only_images_have_similar_ones_and_the_limit_ends_at_50()
    {
        var (image, text) = (await _api.UploadAndGetIdAsync(Samples.CreatePng()), await _api.UploadAndGetIdAsync(Samples.CreateText()));

        Documented(Section).ExpectStatus(400, await _api.GetAsync($"/files/{text}/similar"));
        Documented(Section).ExpectStatus(422, await _api.GetAsync($"/files/{image}/similar?limit=0"));
        Documented(Section).ExpectStatus(422, await _api.GetAsync($"/files/{image}/similar?limit=51"));
        Public("Error Codes Reference").ExpectStatus(404, await target.OtherTenant.GetAsync($"/files/{image}/similar"));
    }
}
