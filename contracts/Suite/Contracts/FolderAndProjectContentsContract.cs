namespace Scopix.Contracts;

/// <summary>Folders and projects of a tenant where all are known: order and pages of lists, counts, changes read back.</summary>
public sealed class FolderAndProjectContentsContract(Target target)
{
    private const string Folders = "https://aionvision.tech/docs/api/reference/folders";
    private const string Projects = "https://scopix.ai/docs/api/reference/projects";

    private readonly ApiClient _api = target.IsolatedTenant;

    [Fact]
    public async Task A_tree_of_folders_is_listed_counted_and_read()
    {
        var (outer, project) =
            (await CreateAsync("/folders", new { name = "outer" }), await CreateAsync("/projects", new { name = "survey" }));
        var deep = await CreateAsync("/folders", new { name = "b", parent_id = outer });
        var path = await _api.GetAsync($"/folders/{deep}/breadcrumbs");
        var initial = (await _api.GetAsync("/folders"), await _api.GetAsync($"/folders/{outer}"));
        var other = await CreateAsync("/folders", new { name = "a", parent_id = outer });
        var ownFolder = await CreateAsync("/folders", new { name = "own", project_id = project });
        var file = await _api.UploadAndGetIdAsync(Samples.CreatePng("a.png"), ("folder_id", outer));
        var second = await _api.UploadAndGetIdAsync(Samples.CreatePng("b.png"), ("folder_id", outer));
        foreach (var id in new[] { file, second }) await _api.WaitUntilProcessedAsync(id);

        var (list, contents) = (await _api.GetAsync("/folders"), await _api.GetAsync($"/folders/{outer}"));

        foreach (var (response, schema) in new[] { (list, "folder-list"), (contents, "folder-contents"),
            (path, "folder-path") }) ExpectSchema(schema, response);
        Public(Folders).ExpectEqual(2, initial.Item1.Json.GetNumber("total_count"), "folders before");
        Public(Folders).ExpectEqual(1, initial.Item2.Json.GetArray("subfolders").Count, "subfolders before");
        Public(Folders).ExpectEqual(4, list.Json.GetNumber("total_count"), "folders");
        Assumed("by depth and name")
            .ExpectSequence(["outer", "own", "a", "b"], list.Json.GetTexts("items", "name"), "the order of the list");
        Public(Folders).ExpectSequence([0, 0, 1, 1], list.Json.GetArray("items").Select(f => f.GetNumber("depth")), "depth");
        Public(Folders).ExpectSequence([2, 0, 0, 0], list.Json.GetArray("items").Select(f => f.GetNumber("file_count")), "file_count");
        Public(Folders).ExpectSequence([null, null, outer, outer], list.Json.GetTexts("items", "parent_id"), "parent_id");
        Public(Folders).ExpectSequence(["a", "b"], contents.Json.GetTexts("subfolders", "name"), "the subfolders");
        Public(Folders).ExpectEqual(2, contents.Json.GetNumber("total_files"), "total_files");
        Public(Folders).ExpectSequence(new[] { file, second }.Order(), contents.Json.GetTexts("files", "id").Order(), "the files");
        Assumed("the newest file is first").ExpectSequence([second, file], contents.Json.GetTexts("files", "id"), "the order of the files");
        Public(Folders).ExpectSequence([outer], contents.Json.GetTexts("breadcrumbs", "id"), "the path to the folder");
        Public(Folders).ExpectSequence([0, 1], path.Json.GetArray("breadcrumbs").Select(f => f.GetNumber("depth")),
            "the depths on the path");
        Public(Folders).ExpectEqual(project, (await _api.GetAsync($"/folders/{ownFolder}")).Json.GetText("folder.project_id"),
            "project_id");
        Public(Projects).ExpectStatus(409, await _api.DeleteAsync($"/projects/{project}"));
        Public(Projects).ExpectEqual(1, (await _api.GetAsync($"/projects/{project}")).Json.GetNumber("folder_count"), "folder_count");

        var moved = await _api.PostAsync($"/folders/{other}/move", new { new_parent_id = deep });
        ExpectSchema("folder", moved);
        ExpectEveryProperty("folder", moved.Json);
        Public(Folders)
            .ExpectEqual($"{other} {deep} 2 0 0",
                $"{moved.Json.GetText("id")} {moved.Json.GetText("parent_id")} {moved.Json.GetNumber("depth")} "
                + $"{moved.Json.GetNumber("file_count")} {moved.Json.GetNumber("subfolder_count")}", "the moved folder");
        Public(Folders).ExpectRefusal(await _api.PostAsync($"/folders/{outer}/move", new { new_parent_id = other }), 422, "new_parent_id");
        var longer = await _api.GetAsync($"/folders/{other}/breadcrumbs");
        await _api.PostAsync($"/folders/{other}/move", new { new_parent_id = outer });
        Public(Folders)
            .ExpectSequence([outer, deep], (await _api.GetAsync($"/folders/{deep}")).Json.GetTexts("breadcrumbs", "id"),
                "the way in a folder's contents");
        Public(Folders).ExpectSequence([outer, deep, other], longer.Json.GetTexts("breadcrumbs", "id"),
            "the path before the folder is moved back");
        Public(Folders)
            .ExpectSequence([outer, other], (await _api.GetAsync($"/folders/{other}/breadcrumbs")).Json.GetTexts("breadcrumbs", "id"),
                "the way after");
    }

    [Fact]
    public async Task The_files_of_a_folder_are_paged()
    {
        var folder = await CreateAsync("/folders", new { name = "paged" });
        var ids = new List<string>();
        foreach (var name in new[] { "a.png", "b.png", "c.png" })
            ids.Insert(0, await _api.UploadAndGetIdAsync(Samples.CreatePng(name), ("folder_id", folder)));

        var first = await _api.GetAsync($"/folders/{folder}?limit=2&offset=0");
        var last = await _api.GetAsync($"/folders/{folder}?limit=2&offset=2");

        foreach (var page in new[] { first, last }) ExpectSchema("folder-contents", page);
        Public(Folders).ExpectSequence(ids.Take(2), first.Json.GetTexts("files", "id"), "files");
        Public(Folders).ExpectSequence(ids.Skip(2), last.Json.GetTexts("files", "id"), "files");
        Public(Folders).ExpectSequence([true, false], new[] { first, last }.Select(p => p.Json.GetFlag("has_more_files")),
            "has_more_files");
        foreach (var page in new[] { first, last }) Public(Folders).ExpectEqual(3, page.Json.GetNumber("total_files"), "total_files");
    }

    [Fact]
    public async Task A_folder_is_deleted_with_its_content_on_request()
    {
        var folder = await CreateAsync("/folders", new { name = "all" });
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("folder_id", folder));
        await _api.WaitUntilProcessedAsync(id);

        var deleted = await _api.DeleteAsync($"/folders/{folder}?mode=delete_all");

        ExpectSchema("folder-deleted", deleted);
        Public(Folders).ExpectEqual("delete_all", deleted.Json.GetText("mode"), "mode");
        Public(Folders).ExpectStatus(404, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task Refused_folder_operations_return_the_error_envelope()
    {
        var first = await CreateAsync("/folders", new { name = "first" });
        var second = await CreateAsync("/folders", new { name = "second" });
        var below = await CreateAsync("/folders", new { name = "first", parent_id = second });

        var responses = new (ApiResponse Response, int Status)[]
        {
            (await _api.PostAsync("/folders", new { name = "first" }), 409), (await _api.PostAsync("/folders", new { name = "" }), 422),
            (await _api.PatchAsync($"/folders/{second}", """{"name":"first"}"""), 409),
            (await _api.PatchAsync($"/folders/{second}", """{"name":""}"""), 422),
            (await _api.PostAsync($"/folders/{below}/move", new { new_parent_id = (string?)null }), 409),
            (await _api.PostAsync("/folders/move-files",
                new { file_ids = new[] { first }, folder_id = Samples.UnknownId }), 404),
            (await _api.PostAsync("/folders/move-files", new { file_ids = Array.Empty<string>() }), 422),
            (await _api.GetAsync("/folders?project_id=none"), 422),
        };

        foreach (var (response, status) in responses)
        {
            Public(Folders).ExpectStatus(status, response);
            ExpectSchema("error", response);
        }
    }

    [Fact]
    public async Task Projects_are_listed_in_pages_and_changed()
    {
        var before = await _api.GetAsync("/projects");
        var id = await CreateAsync("/projects",
            new { name = "Quay", description = "Walls", icon = "anchor", color = "#1E88E5", project_type = "real_estate" });
        await CreateAsync("/projects", new { name = "Aisle" });

        var (all, first, rest) =
            (await _api.GetAsync("/projects"), await _api.GetAsync("/projects?limit=2"), await _api.GetAsync("/projects?limit=2&offset=2"));
        var read = await _api.GetAsync($"/projects/{id}");
        var changed = await _api.PatchAsync($"/projects/{id}", """{"name":"Quay 2","icon":"ship","color":"#000000"}""");
        var after = await _api.GetAsync($"/projects/{id}");

        foreach (var page in new[] { all, first, rest }) ExpectSchema("project-list", page);
        Public(Projects).ExpectEqual(1, before.Json.GetNumber("total_count"), "projects before");
        Public(Projects).ExpectEqual(3, all.Json.GetNumber("total_count"), "projects");
        Public(Projects).ExpectEqual("Default", all.Json.GetTexts("items", "name")[0], "the first project");
        Public(Projects)
            .ExpectSequence(all.Json.GetTexts("items", "id"), first.Json.GetTexts("items", "id").Concat(rest.Json.GetTexts("items", "id")),
                "both pages");
        Public(Projects)
            .Expect(first.Json.GetFlag("has_more") && !rest.Json.GetFlag("has_more") && !all.Json.GetFlag("has_more"), "has_more");
        Public(Projects).ExpectEqual(3, first.Json.GetNumber("total_count"), "total_count of a page");
        Public(Projects)
            .ExpectSequence(["general", "general", "real_estate"], all.Json.GetTexts("items", "project_type").Order(), "project_type");
        foreach (var (response, expected) in new[] { (read, "Quay Walls anchor #1E88E5 real_estate"),
            (changed, "Quay 2 Walls ship #000000 real_estate"), (after, "Quay 2 Walls ship #000000 real_estate") })
        {
            ExpectSchema("project", response);
            ExpectEveryProperty("project", response.Json);
            var values = string.Join(' ',
                new[] { "name", "description", "icon", "color", "project_type" }.Select(n => response.Json.GetText(n)));
            Public(Projects).ExpectEqual(expected, values, "the values that were set");
            Public(Projects)
                .ExpectEqual("0 0", $"{response.Json.GetNumber("file_count")} {response.Json.GetNumber("folder_count")}", "counts");
        }

        var deleted = await _api.DeleteAsync($"/projects/{id}");
        ExpectSchema("project-deleted", deleted);
        Assumed("the page documents no route of a single project").ExpectEqual(id, deleted.Json.GetText("id"), "id");
        Assumed("the page documents no route of a single project").ExpectStatus(404, await _api.GetAsync($"/projects/{id}"));
        var refused = await _api.DeleteAsync($"/projects/{all.Json.GetTexts("items", "id")[0]}");
        Public(Projects).ExpectRefusal(refused, 409, code: "HTTP_409");
    }

    private async Task<string> CreateAsync(string path, object body)
    {
        var created = await _api.PostAsync(path, body);
        Public(path == "/folders" ? Folders : Projects).ExpectStatus(201, created);
        ExpectSchema(path[1..^1], created);
        if (path == "/folders") Public(Folders)
            .ExpectEqual(created.Json.IsNull("parent_id") ? 0 : 1, created.Json.GetNumber("depth"), "depth");
        return created.Json.GetText("id")!;
    }
}
