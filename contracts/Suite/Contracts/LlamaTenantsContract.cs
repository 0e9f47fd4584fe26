namespace Scopix.Contracts;

/// <summary>What is separate in LlamaCloud: the files of other keys, and of other projects.</summary>
public sealed class LlamaTenantsContract(Target target)
{
    private const string KeySource = "LlamaCloud's documents: an API key belongs to a user and a project";

    private readonly ApiClient _api = target.Llama;

    private static string OtherKey => Target.IsLive ? Target.Skip("needs a key of another project") : "llx-another-tenant-of-the-suite";

    [Fact]
    public async Task A_key_of_another_tenant_reads_and_deletes_nothing()
    {
        var otherTenant = target.LlamaWithKey(OtherKey);
        var marker = Samples.CreateMarker("other");
        var id = (await target.CreateSuccessfullyAsync(Samples.CreateText(), ("external_file_id", marker))).GetText("id")!;

        var list = await otherTenant.GetAsync($"/beta/files?external_file_id={marker}");
        var query = await otherTenant.PostAsync("/beta/files/query", new { filter = new { external_file_id = marker } });
        var refused = new[]
        {
            await otherTenant.GetAsync($"/beta/files/{id}"), await otherTenant.GetAsync($"/beta/files/{id}/content"),
            await otherTenant.DeleteAsync($"/beta/files/{id}"),
        };

        Public(KeySource).ExpectSequence([], list.Json.GetTexts("items", "id"), "items");
        Public(KeySource).ExpectSequence([], query.Json.GetTexts("items", "id"), "items");
        foreach (var response in refused) Public(LlamaFiles.TroubleshootingSource).ExpectLlamaRefusal(response, 404);
        Public(KeySource).ExpectStatus(200, await _api.GetAsync($"/beta/files/{id}"));
    }

    [Fact]
    public async Task A_file_that_another_key_uploads_is_not_there()
    {
        var otherTenant = target.LlamaWithKey(OtherKey);
        var marker = Samples.CreateMarker("theirs");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("parse"), "purpose" }, { new StringContent(marker), "external_file_id" },
            { new ByteArrayContent([1, 2, 3]), "file", "a.txt" },
        };

        var created = await otherTenant.SendAsync(HttpMethod.Post, "/beta/files", form);
        var list = await _api.GetAsync($"/beta/files?external_file_id={marker}");

        Documented(LlamaFiles.SeedSource).ExpectStatus(200, created);
        Public(KeySource).ExpectSequence([], list.Json.GetTexts("items", "id"), "items");
    }

    [Fact]
    public async Task Every_operation_looks_into_the_project_of_the_request()
    {
        if (Target.IsLive) Target.Skip("needs a second project");
        var (project, marker) = ("3f0a52c1-2d7b-4a5e-9c0e-5b1f6c1d0a77", Samples.CreateMarker("project"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("parse"), "purpose" }, { new StringContent(marker), "external_file_id" },
            { new ByteArrayContent([1, 2, 3]), "file", "a.txt" },
        };

        var created = await _api.SendAsync(HttpMethod.Post, $"/beta/files?project_id={project}", form);
        var id = created.Json.GetText("id");
        var list = await _api.GetAsync($"/beta/files?external_file_id={marker}&project_id={project}");
        var ownList = await _api.GetAsync($"/beta/files?external_file_id={marker}");
        var query = await QueryAsync($"?project_id={project}", new { external_file_id = marker });
        var filtered = await QueryAsync("", new { external_file_id = marker, project_id = project });
        var ownQuery = await QueryAsync("", new { external_file_id = marker });
        var file = await _api.GetAsync($"/beta/files/{id}?project_id={project}");
        var content = await _api.GetAsync($"/beta/files/{id}/content?project_id={project}");
        var deletedElsewhere = await _api.DeleteAsync($"/beta/files/{id}");
        var deleted = await _api.DeleteAsync($"/beta/files/{id}?project_id={project}");

        Public(LlamaFiles.SdkSource).ExpectEqual(project, created.Json.GetText("project_id"), "project_id");
        foreach (var page in new[] { list, query, filtered })
            Public(LlamaFiles.SdkSource).ExpectSequence([id], page.Json.GetTexts("items", "id"), "items");
        foreach (var page in new[] { ownList, ownQuery })
            Assumed("without project_id, the key's own project").ExpectSequence([], page.Json.GetTexts("items", "id"), "items");
        Public(LlamaFiles.SdkSource).ExpectStatus(200, file);
        Public(LlamaFiles.SdkSource).ExpectStatus(200, content);
        Assumed("without project_id, the key's own project").ExpectLlamaRefusal(deletedElsewhere, 404);
        Public(LlamaFiles.SdkSource).ExpectStatus(204, deleted);
    }

    private Task<ApiResponse> QueryAsync(string parameters, object filter) =>
        _api.PostAsync($"/beta/files/query{parameters}", new { filter });
}
