namespace Scopix.Contracts;

/// <summary>A file of LlamaCloud is the same in every response, and a change is seen in the next one.</summary>
public sealed class LlamaRecordsContract(Target target)
{
    private readonly ApiClient _api = target.Llama;

    [Fact]
    public async Task Every_operation_shows_a_file_as_its_upload_did()
    {
        var marker = Samples.CreateMarker("same");
        var created = await target.CreateAsync(Samples.CreateText("same.txt"), ("external_file_id", marker), ("purpose", "extract"));
        var id = created.Json.GetText("id");

        var retrieved = await _api.GetAsync($"/beta/files/{id}");
        var list = await _api.GetAsync($"/beta/files?external_file_id={marker}");
        var query = await QueryAsync(new { external_file_id = marker });

        Documented(LlamaFiles.SeedSource).ExpectStatus(200, created);
        ExpectSame(created, retrieved, retrieved.Json, "");
        foreach (var page in new[] { list, query }) ExpectSame(created, page, page.Json.GetArray("items")[0], "items.");
    }

    [Fact]
    public async Task A_deleted_file_is_gone_from_the_next_response()
    {
        var marker = Samples.CreateMarker("gone");
        var id = (await target.CreateSuccessfullyAsync(Samples.CreateText(), ("external_file_id", marker))).GetText("id");
        var views = new[] { $"/beta/files/{id}", $"/beta/files/{id}/content" };
        var before = await _api.GetAsync($"/beta/files?external_file_id={marker}");
        var queryBefore = await QueryAsync(new { external_file_id = marker });
        foreach (var view in views) Public(LlamaFiles.SdkSource).ExpectStatus(200, await _api.GetAsync(view));

        await _api.DeleteAsync($"/beta/files/{id}");
        var after = await _api.GetAsync($"/beta/files?external_file_id={marker}");
        var queryAfter = await QueryAsync(new { external_file_id = marker });

        foreach (var page in new[] { before, queryBefore })
            Documented(LlamaFiles.SeedSource).ExpectSequence([id], page.Json.GetTexts("items", "id"), "items");
        foreach (var page in new[] { after, queryAfter })
            Public(LlamaFiles.TroubleshootingSource).ExpectSequence([], page.Json.GetTexts("items", "id"), "items");
        foreach (var view in views) Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(await _api.GetAsync(view), 404);
    }

    [Fact]
    public async Task A_repeated_upload_is_another_file()
    {
        var (sample, marker) = (Samples.CreateText(), Samples.CreateMarker("again"));

        var first = (await target.CreateSuccessfullyAsync(sample, ("external_file_id", marker))).GetText("id");
        var second = (await target.CreateSuccessfullyAsync(sample, ("external_file_id", marker))).GetText("id");
        var list = await _api.GetAsync($"/beta/files?external_file_id={marker}&order_by=created_at%20asc");

        Assumed("external_file_id need not be unique").ExpectSequence([first, second], list.Json.GetTexts("items", "id"), "items");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/content")]
    [InlineData("DELETE", "")]
    public async Task A_project_of_one_file_that_is_not_a_UUID_is_refused(string method, string below)
    {
        var response = await _api.SendAsync(new HttpMethod(method), $"/beta/files/dfl-{Samples.UnknownId}{below}?project_id=mine");

        Public(LlamaFiles.SdkSource + ": UUIDs").ExpectLlamaRefusal(response, 422);
    }

    [Fact]
    public async Task An_unknown_page_token_of_a_query_is_refused()
    {
        var response = await _api.PostAsync("/beta/files/query", new { page_token = "nonsense" });

        Assumed("which status is not published").ExpectLlamaRefusal(response, 400);
    }

    private Task<ApiResponse> QueryAsync(object filter) => _api.PostAsync("/beta/files/query", new { filter });

    private static void ExpectSame(ApiResponse created, ApiResponse response, JsonElement shown, string place)
    {
        Public(LlamaFiles.SdkSource).ExpectStatus(200, response);
        foreach (var property in created.Json.EnumerateObject())
            Public(LlamaFiles.SdkSource)
                .ExpectEqual(property.Value.ToString(), shown.FindText(property.Name), place + property.Name);
    }
}
