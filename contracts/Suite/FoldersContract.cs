namespace Scopix.Contracts;

/// <summary>folders.list, create, get, breadcrumbs, rename, move, delete, move_files.</summary>
public sealed class FoldersContract(Target target)
{
    private const string Page = "https://aionvision.tech/docs/api/reference/folders";
    private const string Older = "api/folders.md (public repository AionVision/AionVision)";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task Folders_are_listed_flat()
    {
        var list = await _api.GetAsync("/folders");

        Public(Page).Answers(200, list);
        Fits("folder-list", list);
        Public(Page).Equal(list.Json.List("items").Count, (int)list.Json.Number("total_count"), "total_count");
    }

    [Fact]
    public async Task A_folder_is_made_found_renamed_moved_and_deleted()
    {
        var (outer, inner) = (await MadeAsync("outer", null), "");
        try
        {
            inner = await MadeAsync("inner", outer);
            var contents = await _api.GetAsync($"/folders/{outer}");
            var path = await _api.GetAsync($"/folders/{inner}/breadcrumbs");
            var renamed = await _api.PatchAsync($"/folders/{inner}", $$"""{"name":"{{Named("renamed")}}"}""");
            var moved = await WriteAsync($"/folders/{inner}/move", new { new_parent_id = (string?)null });

            Public(Page).Answers(200, contents);
            Fits("folder-contents", contents);
            Public(Page).Equal(inner, contents.Json.List("subfolders")[0].Text("id"), "the subfolder");
            Public(Page).Equal(1, contents.Json.Number("folder.subfolder_count"), "subfolder_count");
            Public(Older).Answers(200, path);
            Fits("folder-path", path);
            Public(Older).Sequence([outer, inner], path.Json.Each("breadcrumbs", "id"), "the way from the top");
            Public(Older).Answers(200, renamed);
            Fits("folder", renamed);
            Public(Older).Equal(Named("renamed"), renamed.Json.Text("name"), "name");
            Public(Older).Answers(200, moved);
            Public(Page).That(moved.Json.IsNull("parent_id"), "moved to the top");
        }
        finally
        {
            if (inner.Length > 0) await _api.DeleteAsync($"/folders/{inner}?mode=delete_all");
            await _api.DeleteAsync($"/folders/{outer}?mode=delete_all");
        }
        Public(Older).Answers(404, await _api.GetAsync($"/folders/{outer}"));
    }

    [Fact]
    public async Task Files_are_moved_into_a_folder_and_go_to_its_parent_when_it_is_deleted()
    {
        var id = await _api.UploadedAsync(Samples.Png());
        var folder = await MadeAsync("files", null);

        var moved = await WriteAsync("/folders/move-files", new { file_ids = new[] { id, "00000000-0000-4000-8000-000000000000" }, folder_id = folder });
        var listed = await _api.GetAsync($"/files?folder_id={folder}");
        var deleted = await _api.DeleteAsync($"/folders/{folder}");
        var after = await _api.GetAsync($"/files?folder_id={folder}");

        Public(Older).Answers(200, moved);
        Fits("files-moved", moved);
        Public(Older).Equal(1, moved.Json.Number("moved"), "moved");
        Public(Older).Equal(2, moved.Json.Number("total_requested"), "total_requested");
        Public(Older).Sequence([id], listed.Json.Each("items", "id"), "the folder's files");
        Public(Older).Answers(200, deleted);
        Fits("folder-deleted", deleted);
        Public(Older).Equal("move_to_parent", deleted.Json.Text("mode"), "the default mode");
        Public(Older).Equal(1, deleted.Json.Number("files_affected"), "files_affected");
        Public(Older).Equal(0, after.Json.Number("total_count"), "the files that are still in it");
    }

    [Fact]
    public async Task What_breaks_a_folders_rules_is_refused()
    {
        var (first, second) = (await MadeAsync("first", null), await MadeAsync("second", null));
        try
        {
            Public(Older).Answers(409, await WriteAsync("/folders", new { name = Named("first") }));
            Public(Older).Answers(409, await _api.PatchAsync($"/folders/{second}", $$"""{"name":"{{Named("first")}}"}"""));
            Public(Older).Answers(422, await WriteAsync($"/folders/{first}/move", new { new_parent_id = first }));
            Public(Older).Answers(404, await WriteAsync($"/folders/{first}/move", new { new_parent_id = "00000000-0000-4000-8000-000000000000" }));
            Public(Older).Answers(422, await WriteAsync("/folders", new { name = "" }));
            Public(Older).Answers(422, await WriteAsync("/folders", new { name = new string('x', 256) }));
            Public(Older).Answers(422, await WriteAsync("/folders/move-files", new { file_ids = Array.Empty<string>(), folder_id = (string?)null }));
        }
        finally
        {
            await _api.DeleteAsync($"/folders/{first}");
            await _api.DeleteAsync($"/folders/{second}");
        }
    }

    [Fact]
    public async Task Another_tenants_folder_is_not_there()
    {
        var folder = await MadeAsync("private", null);
        try
        {
            Assumed("as for files").Answers(404, await target.Stranger.GetAsync($"/folders/{folder}"));
        }
        finally
        {
            await _api.DeleteAsync($"/folders/{folder}");
        }
    }

    private async Task<string> MadeAsync(string name, string? parent)
    {
        var made = await WriteAsync("/folders", new { name = Named(name), parent_id = parent });
        Public(Older).Answers(201, made);
        Fits("folder", made);
        Public(Older).Equal(Named(name), made.Json.Text("name"), "name");
        return made.Json.Text("id")!;
    }

    private Task<Answer> WriteAsync(string path, object body)
    {
        Target.Writes();
        return _api.PostAsync(path, body);
    }

    private static string Named(string name) => $"{Api.Tag} {Target.Run} {name}";
}
