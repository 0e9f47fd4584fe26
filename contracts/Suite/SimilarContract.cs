namespace Scopix.Contracts;

/// <summary>files.similar.</summary>
public sealed class SimilarContract(Target target)
{
    private const string Section = "seed 001, Image Operations";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task Similar_images_are_ranked_and_never_the_image_itself()
    {
        var api = await target.PicturesAsync();
        var ids = new List<string>();
        foreach (var name in (string[])["a.png", "b.png", "c.png"]) ids.Add(await api.UploadedAsync(Samples.Png(name), ("title", "Rusty beam"), ("tags", $"{Api.Tag},beam,rust")));
        foreach (var id in ids) await api.DoneAsync(id);

        var similar = await api.GetAsync($"/files/{ids[0]}/similar?limit=50");
        var one = await api.GetAsync($"/files/{ids[0]}/similar?limit=1");

        Documented(Section).Answers(200, similar);
        Fits("similar-images", similar);
        Documented(Section).Equal(ids[0], similar.Json.Text("reference_image_id"), "reference_image_id");
        Documented(Section).That(similar.Json.Each("items", "image_id").All(id => id != ids[0]), "not the image itself");
        var scores = similar.Json.List("items").Select(item => item.Number("relevance_score")).ToArray();
        Documented(Section).Sequence(scores.OrderDescending().Select(score => score.ToString("R")), scores.Select(score => score.ToString("R")), "the order");
        Documented(Section).That(one.Json.List("items").Count <= 1, "limit");
    }

    [Fact]
    public async Task Only_images_have_similar_ones_and_the_limit_ends_at_50()
    {
        var (image, text) = (await _api.UploadedAsync(Samples.Png()), await _api.UploadedAsync(Samples.Text()));

        Documented(Section).Answers(400, await _api.GetAsync($"/files/{text}/similar"));
        Documented(Section).Answers(422, await _api.GetAsync($"/files/{image}/similar?limit=0"));
        Documented(Section).Answers(422, await _api.GetAsync($"/files/{image}/similar?limit=51"));
        Public("Error Codes Reference").Answers(404, await target.Stranger.GetAsync($"/files/{image}/similar"));
    }
}
