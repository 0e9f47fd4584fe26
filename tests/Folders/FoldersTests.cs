using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Folders;

public sealed class FoldersTests
{
    [Fact]
    public async Task A_folder_has_the_documented_fields()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");

        var created = await api.PostAsync("/api/v2/folders", new { name = "Quay 4" });
        var id = created["id"].GetString();

        created.Status.Should().Be(201);
        created.Text.Should().Be($$"""
            {"id":"{{id}}","name":"Quay 4","parent_id":null,"project_id":null,"depth":0,"file_count":0,"subfolder_count":0,
            "pipeline_id":null,"pipeline_name":null,"created_at":"2026-03-01T12:00:00Z","updated_at":"2026-03-01T12:00:00Z"}
            """.OnOneLine());
    }

    [Fact]
    public async Task Folders_have_at_most_ten_levels()
    {
        await using var api = await TestApi.StartAsync();
        string? parent = null;
        for (var i = 0; i < 10; i++) parent = await CreateFolderAsync(api, $"level {i}", parent);

        var eleventh = await api.PostAsync("/api/v2/folders", new { name = "too deep", parent_id = parent });
        var path = await api.GetAsync($"/api/v2/folders/{parent}/breadcrumbs");

        eleventh.ShouldFail(422, "VALIDATION_ERROR", "parent_id");
        path["breadcrumbs"].EnumerateArray().Select(crumb => crumb.GetProperty("depth").GetInt32()).Should().Equal(Enumerable.Range(0, 10));
        path["breadcrumbs"][9].GetProperty("name").GetString().Should().Be("level 9");
    }

    [Fact]
    public async Task A_subtree_cannot_be_moved_below_the_tenth_level()
    {
        await using var api = await TestApi.StartAsync();
        string? deep = null;
        for (var i = 0; i < 9; i++) deep = await CreateFolderAsync(api, $"level {i}", deep);
        var top = await CreateFolderAsync(api, "top", null);
        await CreateFolderAsync(api, "below", top);

        var refused = await api.PostAsync($"/api/v2/folders/{top}/move", new { new_parent_id = deep });
        var shallower = (await api.GetAsync($"/api/v2/folders/{deep}"))["folder"].GetProperty("parent_id").GetString();
        var accepted = await api.PostAsync($"/api/v2/folders/{top}/move", new { new_parent_id = shallower });

        refused.ShouldFail(422, "VALIDATION_ERROR", "new_parent_id");
        (accepted.Status, accepted["depth"].GetInt32()).Should().Be((200, 8));
    }

    [Fact]
    public async Task A_folder_cannot_be_moved_into_itself_or_its_descendants()
    {
        await using var api = await TestApi.StartAsync();
        var outer = await CreateFolderAsync(api, "outer", null);
        var inner = await CreateFolderAsync(api, "inner", await CreateFolderAsync(api, "middle", outer));

        (await api.PostAsync($"/api/v2/folders/{outer}/move", new { new_parent_id = outer })).ShouldFail(422, "VALIDATION_ERROR",
            "new_parent_id");
        (await api.PostAsync($"/api/v2/folders/{outer}/move", new { new_parent_id = inner })).ShouldFail(422, "VALIDATION_ERROR",
            "new_parent_id");
    }

    [Fact]
    public async Task Folder_names_are_unique_only_within_their_parent()
    {
        await using var api = await TestApi.StartAsync();
        var (a, b) = (await CreateFolderAsync(api, "Straße", null), await CreateFolderAsync(api, "b", null));
        await CreateFolderAsync(api, "B", a);

        (await api.PostAsync("/api/v2/folders", new { name = "B" })).ShouldFail(409, "HTTP_409");
        (await api.PatchAsync($"/api/v2/folders/{b}", new { name = "straße" })).ShouldFail(409, "HTTP_409");
        (await api.PatchAsync($"/api/v2/folders/{a}", new { name = "STRAßE" })).Status.Should().Be(200);
        (await api.PostAsync($"/api/v2/folders/{b}/move", new { new_parent_id = a })).ShouldFail(409, "HTTP_409");
    }

    [Fact]
    public async Task Moved_files_are_listed_and_counted_in_their_folder()
    {
        await using var api = await TestApi.StartAsync();
        var folder = await CreateFolderAsync(api, "f", null);
        var (one, two) =
            (await api.UploadAndGetIdAsync(Samples.Photo(1), "1.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(2), "2.jpg"));
        var gone = await api.UploadAndGetIdAsync(Samples.Photo(3), "3.jpg");
        await api.DeleteAsync($"/api/v2/files/{gone}");

        var moved = await api
            .PostAsync("/api/v2/folders/move-files",
                new { file_ids = new[] { one, two.ToUpperInvariant(), gone, one }, folder_id = folder });
        var page = await api.GetAsync($"/api/v2/folders/{folder}?limit=1");
        var rest = await api.GetAsync($"/api/v2/folders/{folder}?limit=1&offset=1");
        var listed = await api.GetAsync($"/api/v2/files?folder_id={folder}");

        moved.Text.Should().Be("""{"moved":2,"total_requested":3}""");
        page["files"].EnumerateArray().Select(file => file.GetProperty("id").GetString()).Should().Equal(two);
        (page["total_files"].GetInt32(), page["has_more_files"].GetBoolean(), rest["has_more_files"].GetBoolean()).Should()
            .Be((2, true, false));
        listed["total_count"].GetInt32().Should().Be(2);
        page["folder"].GetProperty("file_count").GetInt32().Should().Be(2);
        (await api.PostAsync("/api/v2/folders/move-files", new { file_ids = new[] { one }, folder_id = Guid.Empty })).ShouldFail(404,
            "HTTP_404");
    }

    [Fact]
    public async Task Deleting_a_folder_moves_its_contents_to_the_parent()
    {
        await using var api = await TestApi.StartAsync();
        var outer = await CreateFolderAsync(api, "outer", null);
        var middle = await CreateFolderAsync(api, "middle", outer);
        var inner = await CreateFolderAsync(api, "inner", middle);
        var file = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", $"folder_id={middle}");

        var deleted = await api.DeleteAsync($"/api/v2/folders/{middle}");
        var moved = await api.GetAsync($"/api/v2/folders/{inner}");

        deleted.Text.Should().Be($$"""{"id":"{{middle}}","files_affected":1,"subfolders_affected":1,"mode":"move_to_parent"}""");
        (await api.GetAsync($"/api/v2/files?folder_id={outer}"))["items"][0].GetProperty("id").GetString().Should().Be(file);
        (moved["folder"].GetProperty("parent_id").GetString(), moved["folder"].GetProperty("depth").GetInt32()).Should().Be((outer, 1));
    }

    [Fact]
    public async Task A_deletion_that_causes_a_name_conflict_changes_nothing()
    {
        await using var api = await TestApi.StartAsync();
        await CreateFolderAsync(api, "same", null);
        var folder = await CreateFolderAsync(api, "folder", null);
        await CreateFolderAsync(api, "same", folder);

        (await api.DeleteAsync($"/api/v2/folders/{folder}")).ShouldFail(409, "HTTP_409");

        (await api.GetAsync($"/api/v2/folders/{folder}"))["folder"].GetProperty("subfolder_count").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Delete_all_deletes_the_subtree_and_its_files()
    {
        await using var api = await TestApi.StartAsync();
        var outer = await CreateFolderAsync(api, "outer", null);
        var inner = await CreateFolderAsync(api, "inner", outer);
        var (kept, deletedFile) = (await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg"),
            await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg", $"folder_id={inner}"));

        var deleted = await api.DeleteAsync($"/api/v2/folders/{outer}?mode=delete_all");

        deleted.Text.Should().Be($$"""{"id":"{{outer}}","files_affected":1,"subfolders_affected":1,"mode":"delete_all"}""");
        ((await api.GetAsync($"/api/v2/files/{kept}")).Status, (await api.GetAsync($"/api/v2/files/{deletedFile}")).Status).Should()
            .Be((200, 404));
        (await api.GetAsync("/api/v2/folders"))["total_count"].GetInt32().Should().Be(0);
        (await api.PostAsync($"/_emulator/files/{deletedFile}/restore")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("POST", "/folders", """{"name":"   "}""", "name")]
    [InlineData("POST", "/folders", """{"name":null}""", "name")]
    [InlineData("POST", "/folders", """{}""", "name")]
    [InlineData("POST", "/folders", """{"name":"a\u0000b"}""", "name")]
    [InlineData("POST", "/folders", """{"name":"a","parent_id":"x"}""", "parent_id")]
    [InlineData("POST", "/folders", """{"name":"a","project_id":"x"}""", "project_id")]
    [InlineData("POST", "/folders/move-files", """{"file_ids":["x"],"folder_id":null}""", "file_ids")]
    [InlineData("POST", "/folders/move-files", """{"file_ids":[null],"folder_id":null}""", "file_ids")]
    [InlineData("POST", "/folders/move-files", """{"file_ids":["00000000-0000-4000-8000-000000000000"],"folder_id":"x"}""", "folder_id")]
    [InlineData("POST", "/folders/00000000-0000-4000-8000-000000000000/move", """{}""", "new_parent_id")]
    [InlineData("DELETE", "/folders/00000000-0000-4000-8000-000000000000?mode=keep", "", "mode")]
    [InlineData("GET", "/folders/x", "", "folder_id")]
    [InlineData("GET", "/folders?project_id=x", "", "project_id")]
    public async Task An_invalid_folder_request_is_refused_with_its_field(string method, string path, string body, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.SendTextAsync(new HttpMethod(method), "/api/v2" + path, body)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    private static async Task<string> CreateFolderAsync(TestApi api, string name, string? parent) =>
        (await api.PostAsync("/api/v2/folders", new { name, parent_id = parent }))["id"].GetString()!;
}
