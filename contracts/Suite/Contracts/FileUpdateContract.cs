namespace Scopix.Contracts;

/// <summary>files.update.</summary>
public sealed class FileUpdateContract(Target target)
{
    private const string Section = "seed 001, File Updates & Deletion";
    private const string Limits = "seed 001, Limits & Constraints";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Changed_fields_are_returned_and_read_back()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("title", "Before"));
        await _api.WaitUntilProcessedAsync(id);

        string[] tags = [ApiClient.TestTag, "updated"];
        var response = await UpdateAsync(id, new { title = "After ✓", tags, user_description = "Minor cracks" });

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("update-file-answer", response);
        var details = (await _api.GetAsync($"/files/{id}")).Json;
        foreach (var listed in new[] { response.Json, details })
        {
            Documented(Section).ExpectEqual(id, listed.GetText("id"), "id");
            Documented(Section).ExpectEqual("After ✓", listed.GetText("title"), "title");
            Documented(Section).ExpectSequence(tags, listed.GetArray("tags").Select(t => t.GetString()), "tags");
            Documented(Section).ExpectEqual("Minor cracks", listed.GetText("user_description"), "user_description");
        }

        Documented(Section).ExpectEqual(response.Json.GetText("updated_at"), details.GetText("updated_at"), "updated_at");
    }

    [Fact]
    public async Task Omitted_fields_are_unchanged()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("title", "Kept"));
        await UpdateAsync(id, new { user_description = "Kept too" });

        var response = await UpdateAsync(id, new { tags = new[] { ApiClient.TestTag, "new" } });

        Documented(Section).ExpectEqual("Kept", response.Json.GetText("title"), "title");
        Documented(Section).ExpectEqual("Kept too", response.Json.GetText("user_description"), "user_description");
        Documented(Section).ExpectSequence([ApiClient.TestTag, "new"], response.Json.GetArray("tags").Select(t => t.GetString()), "tags");
    }

    [Fact]
    public async Task A_null_user_description_falls_back_to_the_generated_one()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        var generated = (await _api.WaitUntilProcessedAsync(id)).GetText("upload_description");
        await UpdateAsync(id, new { user_description = "Mine" });

        var response = await _api.PatchAsync($"/files/{id}", """{"user_description":null}""");

        Documented(Section).ExpectStatus(200, response);
        Documented(Section).Expect(response.Json.IsNull("user_description"), "user_description is reset");
        Documented(Section).ExpectEqual(generated, response.Json.GetText("upload_description"), "upload_description");
    }

    [Fact]
    public async Task A_user_description_leaves_the_generated_one_alone()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        var generated = (await _api.WaitUntilProcessedAsync(id)).GetText("upload_description");

        var response = await UpdateAsync(id, new { user_description = "Mine" });

        Documented(Section).ExpectEqual(generated, response.Json.GetText("upload_description"), "upload_description");
    }

    [Fact]
    public async Task A_null_title_or_null_tags_change_nothing()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("title", "Kept"));

        var response = await _api.PatchAsync($"/files/{id}", """{"title":null,"tags":null}""");

        Assumed("null resets only user_description").ExpectStatus(200, response);
        Assumed("null resets only user_description").ExpectEqual("Kept", response.Json.GetText("title"), "title");
        Assumed("null resets only user_description")
            .ExpectSequence([ApiClient.TestTag], response.Json.GetArray("tags").Select(t => t.GetString()), "tags");
    }

    [Fact]
    public async Task New_tags_are_found_and_old_ones_are_not()
    {
        var (before, after) = (Samples.CreateMarker("before"), Samples.CreateMarker("after"));
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("tags", before));

        await UpdateAsync(id, new { tags = new[] { ApiClient.TestTag, after } });

        var (byOldTag, byNewTag) = (await _api.GetAsync($"/files?tags={before}"), await _api.GetAsync($"/files?tags={after}"));
        Documented(Section).ExpectEqual(0, byOldTag.Json.GetNumber("total_count"), "files with the old tag");
        Documented(Section).ExpectSequence([id], byNewTag.Json.GetTexts("items", "id"), "files with the new tag");
    }

    [Fact]
    public async Task Fields_are_accepted_at_their_limit_and_refused_beyond()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        await CheckLimitAsync(id, "title", new { title = new string('t', 255) }, new { title = new string('t', 256) });
        await CheckLimitAsync(id, "tags", new { tags = CreateTags(40) }, new { tags = CreateTags(41) });
        await CheckLimitAsync(id, "tags", new { tags = new[] { new string('t', 50) } }, new { tags = new[] { new string('t', 51) } });
        await CheckLimitAsync(
            id, "user_description", new { user_description = new string('d', 10000) }, new { user_description = new string('d', 10001) });
    }

    [Theory]
    [InlineData("""{"title":5}""", "title")]
    [InlineData("""{"tags":"a,b"}""", "tags")]
    [InlineData("""{"tags":[1]}""", "tags")]
    [InlineData("""{"user_description":{}}""", "user_description")]
    public async Task A_value_of_another_type_is_refused(string json, string field)
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var response = await _api.PatchAsync($"/files/{id}", json);

        Documented(Section).ExpectRefusal(response, 422, field);
    }

    [Fact]
    public async Task An_unknown_file_cannot_be_changed()
    {
        var response = await _api.PatchAsync($"/files/{Samples.UnknownId}", """{"title":"x"}""");

        Public("Error Codes Reference: 404 missing or not yours").ExpectRefusal(response, 404, code: "HTTP_404");
    }

    private Task<ApiResponse> UpdateAsync(string id, object body) => _api.PatchAsync($"/files/{id}", JsonSerializer.Serialize(body));

    private async Task CheckLimitAsync(string id, string field, object edge, object beyond)
    {
        Documented(Limits).ExpectStatus(200, await UpdateAsync(id, edge));
        Documented(Limits).ExpectRefusal(await UpdateAsync(id, beyond), 422, field);
    }

    private static string[] CreateTags(int tags) => [.. Enumerable.Range(1, tags).Select(i => $"tag{i}")];
}
