namespace Scopix.Contracts;

/// <summary>folders.list, create, get, breadcrumbs, rename, move, delete, move_files.</summary>
public sealed class FoldersContract(Target target)
{
    private const string PageSource = "https://aionvision.tech/docs/api/reference/folders";
    private const string OlderSource = "api/folders.md (public repository AionVision/AionVision)";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Folders_are_listed_flat()
    {
        var list = await _api.GetAsync("/folders");

        Public(PageSource).ExpectStatus(200, list);
        ExpectSchema("folder-list", list);
        Public(PageSource).ExpectEqual(list.Json.GetArray("items").Count, (int)list.Json.GetNumber("total_count"), "total_count");
    }

    [Fact]
    public async Task A_folder_is_created_found_renamed_moved_and_deleted()
    {
        var (outer, inner) = (await CreateFolderAsync("outer", null), "");
        try
        {
            inner = await CreateFolderAsync("inner", outer);
            var contents = await _api.GetAsync($"/folders/{outer}");
            var path = await _api.GetAsync($"/folders/{inner}/breadcrumbs");
            var renamed = await _api.PatchAsync($"/folders/{inner}", $$"""{"name":"{{CreateName("renamed")}}"}""");
            var moved = await WriteAsync($"/folders/{inner}/move", new { new_parent_id = (string?)null });

            Public(PageSource).ExpectStatus(200, contents);
            ExpectSchema("folder-contents", contents);
            Public(PageSource).ExpectEqual(inner, contents.Json.GetArray("subfolders")[0].GetText("id"), "the subfolder");
            Public(PageSource).ExpectEqual(1, contents.Json.GetNumber("folder.subfolder_count"), "subfolder_count");
            Public(OlderSource).ExpectStatus(200, path);
            ExpectSchema("folder-path", path);
            Public(OlderSource).ExpectSequence([outer, inner], path.Json.GetTexts("breadcrumbs", "id"), "the path from the top level");
            Public(OlderSource).ExpectStatus(200, renamed);
            ExpectSchema("folder", renamed);
            Public(OlderSource).ExpectEqual(CreateName("renamed"), renamed.Json.GetText("name"), "name");
            Public(OlderSource).ExpectStatus(200, moved);
            Public(PageSource).Expect(moved.Json.IsNull("parent_id"), "the parent after moving to the top level");
        }
        finally
        {
            if (inner.Length > 0) await _api.DeleteAsync($"/folders/{inner}?mode=delete_all");
            await _api.DeleteAsync($"/folders/{outer}?mode=delete_all");
        }
        Public(OlderSource).ExpectStatus(404, await _api.GetAsync($"/folders/{outer}"));
    }

    [Fact]
    public async Task Files_are_moved_into_a_folder_and_go_to_its_parent_when_it_is_deleted()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        var folder = await CreateFolderAsync("files", null);

        var moved = await WriteAsync("/folders/move-files",
            new { file_ids = new[] { id, Samples.UnknownId }, folder_id = folder });
        var listed = await _api.GetAsync($"/files?folder_id={folder}");
        var deleted = await _api.DeleteAsync($"/folders/{folder}");
        var after = await _api.GetAsync($"/files?folder_id={folder}");

        Public(OlderSource).ExpectStatus(200, moved);
        ExpectSchema("files-moved", moved);
        Public(OlderSource).ExpectEqual(1, moved.Json.GetNumber("moved"), "moved");
        Public(OlderSource).ExpectEqual(2, moved.Json.GetNumber("total_requested"), "total_requested");
        Public(OlderSource).ExpectSequence([id], listed.Json.GetTexts("items", "id"), "the folder's files");
        Public(OlderSource).ExpectStatus(200, deleted);
        ExpectSchema("folder-deleted", deleted);
        Public(OlderSource).ExpectEqual("move_to_parent", deleted.Json.GetText("mode"), "the default mode");
        Public(OlderSource).ExpectEqual(1, deleted.Json.GetNumber("files_affected"), "files_affected");
        Public(OlderSource).ExpectEqual(0, after.Json.GetNumber("total_count"), "the number of files that remain in the folder");
    }

    [Fact]
    public async Task Invalid_folder_operations_are_refused()
    {
        var (first, second) = (await CreateFolderAsync("first", null), await CreateFolderAsync("second", null));
        try
        {
            Public(OlderSource).ExpectStatus(409, await WriteAsync("/folders", new { name = CreateName("first") }));
            Public(OlderSource).ExpectStatus(409, await _api.PatchAsync($"/folders/{second}", $$"""{"name":"{{CreateName("first")}}"}"""));
            Public(OlderSource).ExpectStatus(422, await WriteAsync($"/folders/{first}/move", new { new_parent_id = first }));
            Public(OlderSource)
                .ExpectStatus(404,
                    await WriteAsync($"/folders/{first}/move", new { new_parent_id = Samples.UnknownId }));
            Public(OlderSource).ExpectStatus(422, await WriteAsync("/folders", new { name = "" }));
            Public(OlderSource).ExpectStatus(422, await WriteAsync("/folders", new { name = new string('x', 256) }));
            Public(OlderSource)
                .ExpectStatus(422,
                    await WriteAsync("/folders/move-files", new { file_ids = Array.Empty<string>(), folder_id = (string?)null }));
        }
        finally
        {
            await _api.DeleteAsync($"/folders/{first}");
            await _api.DeleteAsync($"/folders/{second}");
        }
    }

    [Fact]
    public async Task Another_tenants_folder_is_404()
    {
        var folder = await CreateFolderAsync("private", null);
        try
        {
            Assumed("the same rule as for files").ExpectStatus(404, await target.OtherTenant.GetAsync($"/folders/{folder}"));
        }
        finally
        {
            await _api.DeleteAsync($"/folders/{folder}");
        }
    }

    private async Task<string> CreateFolderAsync(string name, string? parent)
    {
        var created = await WriteAsync("/folders", new { name = CreateName(name), parent_id = parent });
        Public(OlderSource).ExpectStatus(201, created);
        ExpectSchema("folder", created);
        Public(OlderSource).ExpectEqual(CreateName(name), created.Json.GetText("name"), "name");
        return created.Json.GetText("id")!;
    }

    private Task<ApiResponse> WriteAsync(string path, object body)
    {
        Target.RequireWriteAccess();
        return _api.PostAsync(path, body);
    }

    private static string CreateName(string name) => $"{ApiClient.TestTag} {Target.Run} {name}";
}
