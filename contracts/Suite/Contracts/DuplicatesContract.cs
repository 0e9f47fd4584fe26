namespace Scopix.Contracts;

/// <summary>files.check_duplicates.</summary>
public sealed class DuplicatesContract(Target target)
{
    private const string Section = "seed 001, Export, Quota & Deduplication";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Known_hashes_are_separated_from_unknown_ones()
    {
        var (known, unknown) = (Samples.CreatePng(), Samples.CreatePng("never-uploaded.png"));
        await _api.UploadAndGetIdAsync(known);

        var response = await CheckAsync(_api, known.Hash, unknown.Hash);

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("check-duplicates-answer", response);
        Documented(Section).ExpectSequence([known.Hash], GetHashes(response, "duplicates"), "duplicates");
        Documented(Section).ExpectSequence([unknown.Hash], GetHashes(response, "unique"), "unique");
    }

    [Fact]
    public async Task The_hash_of_a_deleted_file_is_unknown()
    {
        var sample = Samples.CreatePng();
        var id = await _api.UploadAndGetIdAsync(sample);
        await _api.WaitUntilProcessedAsync(id);
        await _api.DeleteAsync($"/files/{id}");

        var response = await CheckAsync(_api, sample.Hash);

        Public("OpenAPI file of March 2026").ExpectSequence([], GetHashes(response, "duplicates"), "duplicates");
    }

    [Fact]
    public async Task The_hash_of_another_tenants_file_is_unknown()
    {
        var otherTenant = target.OtherTenant;
        var sample = Samples.CreatePng();
        await _api.UploadAndGetIdAsync(sample);

        var response = await CheckAsync(otherTenant, sample.Hash);

        Documented(Section).ExpectSequence([], GetHashes(response, "duplicates"), "duplicates");
    }

    [Fact]
    public async Task One_to_250_hashes_are_accepted()
    {
        var (minimum, maximum) = (await CheckAsync(_api, CreateHashes(1)), await CheckAsync(_api, CreateHashes(250)));
        var (none, beyond) = (await CheckAsync(_api), await CheckAsync(_api, CreateHashes(251)));

        Documented(Section).ExpectStatus(200, minimum);
        Documented(Section).ExpectStatus(200, maximum);
        Documented(Section).ExpectEqual(250, maximum.Json.GetArray("unique").Count, "unique");
        Documented(Section).ExpectRefusal(none, 422, "hashes");
        Documented(Section).ExpectRefusal(beyond, 422, "hashes");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"hashes":["abc"]}""")]
    [InlineData("""{"hashes":[null]}""")]
    [InlineData("""{"hashes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}""")]
    public async Task Anything_but_SHA_256_hashes_is_refused(string json)
    {
        var response = await _api.SendAsync(HttpMethod.Post, "/files/check-duplicates", ApiClient.CreateJsonContent(json));

        Documented(Section).ExpectRefusal(response, 422, "hashes");
    }

    private static Task<ApiResponse> CheckAsync(ApiClient api, params string[] hashes) =>
        api.PostAsync("/files/check-duplicates", new { hashes });

    private static IEnumerable<string?> GetHashes(ApiResponse response, string part) =>
        response.Json.GetArray(part).Select(h => h.GetString());

    private static string[] CreateHashes(int hashes) => [.. Enumerable.Range(1, hashes).Select(i => $"{i:x64}")];
}
