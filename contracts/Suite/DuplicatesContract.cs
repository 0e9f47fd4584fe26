namespace Scopix.Contracts;

/// <summary>files.check_duplicates.</summary>
public sealed class DuplicatesContract(Target target)
{
    private const string Section = "seed 001, Export, Quota & Deduplication";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task Known_hashes_are_told_from_unknown_ones()
    {
        var (known, unknown) = (Samples.Png(), Samples.Png("never-uploaded.png"));
        await _api.UploadedAsync(known);

        var answer = await CheckAsync(_api, known.Hash, unknown.Hash);

        Documented(Section).Answers(200, answer);
        Fits("check-duplicates-answer", answer);
        Documented(Section).Sequence([known.Hash], Hashes(answer, "duplicates"), "duplicates");
        Documented(Section).Sequence([unknown.Hash], Hashes(answer, "unique"), "unique");
    }

    [Fact]
    public async Task A_deleted_file_is_not_known_any_more()
    {
        var sample = Samples.Png();
        var id = await _api.UploadedAsync(sample);
        await _api.DoneAsync(id);
        await _api.DeleteAsync($"/files/{id}");

        var answer = await CheckAsync(_api, sample.Hash);

        Public("OpenAPI file of March 2026").Sequence([], Hashes(answer, "duplicates"), "duplicates");
    }

    [Fact]
    public async Task Another_tenants_files_are_not_known()
    {
        var stranger = target.Stranger;
        var sample = Samples.Png();
        await _api.UploadedAsync(sample);

        var answer = await CheckAsync(stranger, sample.Hash);

        Documented(Section).Sequence([], Hashes(answer, "duplicates"), "duplicates");
    }

    [Fact]
    public async Task One_to_250_hashes_are_taken()
    {
        var (one, most) = (await CheckAsync(_api, Many(1)), await CheckAsync(_api, Many(250)));
        var (none, beyond) = (await CheckAsync(_api), await CheckAsync(_api, Many(251)));

        Documented(Section).Answers(200, one);
        Documented(Section).Answers(200, most);
        Documented(Section).Equal(250, most.Json.List("unique").Count, "unique");
        Documented(Section).Refuses(none, 422, "hashes");
        Documented(Section).Refuses(beyond, 422, "hashes");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"hashes":["abc"]}""")]
    [InlineData("""{"hashes":[null]}""")]
    [InlineData("""{"hashes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}""")]
    public async Task Anything_but_SHA_256_hashes_is_refused(string json)
    {
        var answer = await _api.SendAsync(HttpMethod.Post, "/files/check-duplicates", Api.JsonBody(json));

        Documented(Section).Refuses(answer, 422, "hashes");
    }

    private static Task<Answer> CheckAsync(Api api, params string[] hashes) => api.PostAsync("/files/check-duplicates", new { hashes });

    private static IEnumerable<string?> Hashes(Answer answer, string part) => answer.Json.List(part).Select(h => h.GetString());

    private static string[] Many(int hashes) => [.. Enumerable.Range(1, hashes).Select(i => $"{i:x64}")];
}
