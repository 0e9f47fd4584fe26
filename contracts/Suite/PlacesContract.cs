namespace Scopix.Contracts;

/// <summary>Folders and projects of a tenant whose every one is known: lists in order and in pages, counts, changes read back.</summary>
public sealed class PlacesContract(Target target)
{
    private const string Folders = "https://aionvision.tech/docs/api/reference/folders";
    private const string Projects = "https://scopix.ai/docs/api/reference/projects";

    private readonly Api _api = target.Alone;

    [Fact]
    public async Task A_tree_of_folders_is_listed_counted_and_read()
    {
        var (outer, project) = (await MadeAsync("/folders", new { name = "outer" }), await MadeAsync("/projects", new { name = "survey" }));
        var deep = await MadeAsync("/folders", new { name = "b", parent_id = outer });
        var path = await _api.GetAsync($"/folders/{deep}/breadcrumbs");
        var few = (await _api.GetAsync("/folders"), await _api.GetAsync($"/folders/{outer}"));
        var other = await MadeAsync("/folders", new { name = "a", parent_id = outer });
        var own = await MadeAsync("/folders", new { name = "own", project_id = project });
        var file = await _api.UploadedAsync(Samples.Png("a.png"), ("folder_id", outer));
        var second = await _api.UploadedAsync(Samples.Png("b.png"), ("folder_id", outer));
        foreach (var id in new[] { file, second }) await _api.DoneAsync(id);

        var (list, contents) = (await _api.GetAsync("/folders"), await _api.GetAsync($"/folders/{outer}"));

        foreach (var (answer, schema) in new[] { (list, "folder-list"), (contents, "folder-contents"), (path, "folder-path") }) Fits(schema, answer);
        Public(Folders).Equal(2, few.Item1.Json.Number("total_count"), "folders before");
        Public(Folders).Equal(1, few.Item2.Json.List("subfolders").Count, "subfolders before");
        Public(Folders).Equal(4, list.Json.Number("total_count"), "folders");
        Assumed("by depth and name").Sequence(["outer", "own", "a", "b"], list.Json.Each("items", "name"), "the order of the list");
        Public(Folders).Sequence([0, 0, 1, 1], list.Json.List("items").Select(f => f.Number("depth")), "depth");
        Public(Folders).Sequence([2, 0, 0, 0], list.Json.List("items").Select(f => f.Number("file_count")), "file_count");
        Public(Folders).Sequence([null, null, outer, outer], list.Json.Each("items", "parent_id"), "parent_id");
        Public(Folders).Sequence(["a", "b"], contents.Json.Each("subfolders", "name"), "the subfolders");
        Public(Folders).Equal(2, contents.Json.Number("total_files"), "total_files");
        Public(Folders).Sequence(new[] { file, second }.Order(), contents.Json.Each("files", "id").Order(), "the files");
        Assumed("the newest first").Sequence([second, file], contents.Json.Each("files", "id"), "the order of the files");
        Public(Folders).Sequence([outer], contents.Json.Each("breadcrumbs", "id"), "the way to it");
        Public(Folders).Sequence([0, 1], path.Json.List("breadcrumbs").Select(f => f.Number("depth")), "depths on the way");
        Public(Folders).Equal(project, (await _api.GetAsync($"/folders/{own}")).Json.Text("folder.project_id"), "project_id");
        Public(Projects).Answers(409, await _api.DeleteAsync($"/projects/{project}"));
        Public(Projects).Equal(1, (await _api.GetAsync($"/projects/{project}")).Json.Number("folder_count"), "folder_count");

        var moved = await _api.PostAsync($"/folders/{other}/move", new { new_parent_id = deep });
        Fits("folder", moved);
        NamesEveryProperty("folder", moved.Json);
        Public(Folders).Equal($"{other} {deep} 2 0 0", $"{moved.Json.Text("id")} {moved.Json.Text("parent_id")} {moved.Json.Number("depth")} {moved.Json.Number("file_count")} {moved.Json.Number("subfolder_count")}", "the moved folder");
        Public(Folders).Refuses(await _api.PostAsync($"/folders/{outer}/move", new { new_parent_id = other }), 422, "new_parent_id");
        var longer = await _api.GetAsync($"/folders/{other}/breadcrumbs");
        await _api.PostAsync($"/folders/{other}/move", new { new_parent_id = outer });
        Public(Folders).Sequence([outer, deep], (await _api.GetAsync($"/folders/{deep}")).Json.Each("breadcrumbs", "id"), "the way in a folder's contents");
        Public(Folders).Sequence([outer, deep, other], longer.Json.Each("breadcrumbs", "id"), "the way before it is moved back");
        Public(Folders).Sequence([outer, other], (await _api.GetAsync($"/folders/{other}/breadcrumbs")).Json.Each("breadcrumbs", "id"), "the way after");
    }

    [Fact]
    public async Task A_folder_is_deleted_with_everything_in_it_when_asked()
    {
        var folder = await MadeAsync("/folders", new { name = "all" });
        var id = await _api.UploadedAsync(Samples.Png(), ("folder_id", folder));
        await _api.DoneAsync(id);

        var deleted = await _api.DeleteAsync($"/folders/{folder}?mode=delete_all");

        Fits("folder-deleted", deleted);
        Public(Folders).Equal("delete_all", deleted.Json.Text("mode"), "mode");
        Public(Folders).Answers(404, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task What_is_refused_of_folders_is_told_in_full()
    {
        var first = await MadeAsync("/folders", new { name = "first" });
        var second = await MadeAsync("/folders", new { name = "second" });
        var below = await MadeAsync("/folders", new { name = "first", parent_id = second });

        var answers = new (Answer Answer, int Status)[]
        {
            (await _api.PostAsync("/folders", new { name = "first" }), 409), (await _api.PostAsync("/folders", new { name = "" }), 422),
            (await _api.PatchAsync($"/folders/{second}", """{"name":"first"}"""), 409), (await _api.PatchAsync($"/folders/{second}", """{"name":""}"""), 422),
            (await _api.PostAsync($"/folders/{below}/move", new { new_parent_id = (string?)null }), 409),
            (await _api.PostAsync("/folders/move-files", new { file_ids = new[] { first }, folder_id = "00000000-0000-4000-8000-000000000000" }), 404),
            (await _api.PostAsync("/folders/move-files", new { file_ids = Array.Empty<string>() }), 422), (await _api.GetAsync("/folders?project_id=none"), 422),
        };

        foreach (var (answer, status) in answers)
        {
            Public(Folders).Answers(status, answer);
            Fits("error", answer);
        }
    }

    [Fact]
    public async Task Projects_are_listed_in_pages_and_changed()
    {
        var before = await _api.GetAsync("/projects");
        var id = await MadeAsync("/projects", new { name = "Quay", description = "Walls", icon = "anchor", color = "#1E88E5", project_type = "real_estate" });
        await MadeAsync("/projects", new { name = "Aisle" });

        var (all, first, rest) = (await _api.GetAsync("/projects"), await _api.GetAsync("/projects?limit=2"), await _api.GetAsync("/projects?limit=2&offset=2"));
        var read = await _api.GetAsync($"/projects/{id}");
        var changed = await _api.PatchAsync($"/projects/{id}", """{"name":"Quay 2","icon":"ship","color":"#000000"}""");
        var after = await _api.GetAsync($"/projects/{id}");

        foreach (var page in new[] { all, first, rest }) Fits("project-list", page);
        Public(Projects).Equal(1, before.Json.Number("total_count"), "projects before");
        Public(Projects).Equal(3, all.Json.Number("total_count"), "projects");
        Public(Projects).Equal("Default", all.Json.Each("items", "name")[0], "the first");
        Public(Projects).Sequence(all.Json.Each("items", "id"), first.Json.Each("items", "id").Concat(rest.Json.Each("items", "id")), "both pages");
        Public(Projects).That(first.Json.Flag("has_more") && !rest.Json.Flag("has_more") && !all.Json.Flag("has_more"), "has_more");
        Public(Projects).Equal(3, first.Json.Number("total_count"), "total_count of a page");
        Public(Projects).Sequence(["general", "general", "real_estate"], all.Json.Each("items", "project_type").Order(), "project_type");
        foreach (var (answer, expected) in new[] { (read, "Quay Walls anchor #1E88E5 real_estate"), (changed, "Quay 2 Walls ship #000000 real_estate"), (after, "Quay 2 Walls ship #000000 real_estate") })
        {
            Fits("project", answer);
            NamesEveryProperty("project", answer.Json);
            var said = string.Join(' ', new[] { "name", "description", "icon", "color", "project_type" }.Select(n => answer.Json.Text(n)));
            Public(Projects).Equal(expected, said, "what was said of it");
            Public(Projects).Equal("0 0", $"{answer.Json.Number("file_count")} {answer.Json.Number("folder_count")}", "counts");
        }

        var deleted = await _api.DeleteAsync($"/projects/{id}");
        Fits("project-deleted", deleted);
        Assumed("the page names no route to one project").Equal(id, deleted.Json.Text("id"), "id");
        Assumed("the page names no route to one project").Answers(404, await _api.GetAsync($"/projects/{id}"));
        var refused = await _api.DeleteAsync($"/projects/{all.Json.Each("items", "id")[0]}");
        Public(Projects).Refuses(refused, 409, code: "HTTP_409");
    }

    private async Task<string> MadeAsync(string path, object body)
    {
        var made = await _api.PostAsync(path, body);
        Public(path == "/folders" ? Folders : Projects).Answers(201, made);
        Fits(path[1..^1], made);
        if (path == "/folders") Public(Folders).Equal(made.Json.IsNull("parent_id") ? 0 : 1, made.Json.Number("depth"), "depth");
        return made.Json.Text("id")!;
    }
}
