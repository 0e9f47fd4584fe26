namespace Scopix.Contracts;

/// <summary>projects.list, create, get, update, delete.</summary>
public sealed class ProjectsContract(Target target)
{
    private const string PageSource = "https://scopix.ai/docs/api/reference/projects";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task The_Default_project_always_exists_and_is_first()
    {
        var list = await _api.GetAsync("/projects?limit=1");

        Public(PageSource).ExpectStatus(200, list);
        ExpectSchema("project-list", list);
        Public(PageSource).ExpectEqual("Default", list.Json.GetArray("items")[0].GetText("name"), "the first project");
        Public(PageSource).Expect(list.Json.GetArray("items")[0].GetFlag("is_default"), "is_default");
    }

    [Fact]
    public async Task A_project_is_created_read_changed_and_deleted()
    {
        var created = await WriteAsync(
            new
            {
                name = CreateName("Survey"),
                description = "Quay walls",
                icon = "anchor",
                color = "#1E88E5",
                project_type = "real_estate"
            });
        Public(PageSource).ExpectStatus(201, created);
        var id = created.Json.GetText("id")!;

        var read = await _api.GetAsync($"/projects/{id}");
        var changed = await _api.PatchAsync($"/projects/{id}", """{"description":"Quay walls, north"}""");
        var conflict = await WriteAsync(new { name = CreateName("SURVEY") });
        var deleted = await _api.DeleteAsync($"/projects/{id}");
        var afterDeletion = await _api.GetAsync($"/projects/{id}");

        ExpectSchema("project", created);
        Public(PageSource).ExpectEqual("real_estate", created.Json.GetText("project_type"), "project_type");
        Public(PageSource).ExpectEqual(0, created.Json.GetNumber("file_count"), "file_count");
        Public(PageSource).Expect(!created.Json.GetFlag("is_default"), "a new project is not the Default one");
        Assumed("the page documents no route of a single project").ExpectStatus(200, read);
        Assumed("the page documents no route of a single project")
            .ExpectEqual("Quay walls", read.Json.GetText("description"), "description");
        Assumed("the page documents no route of a single project")
            .ExpectEqual("Quay walls, north", changed.Json.GetText("description"), "description");
        Public(PageSource).ExpectStatus(409, conflict);
        Public(PageSource).ExpectEqual("PROJECT_NAME_EXISTS", conflict.Json.GetText("error.code"), "names are unique whatever their case");
        Assumed("the page documents no route of a single project").ExpectStatus(200, deleted);
        Assumed("the page documents no route of a single project").ExpectStatus(404, afterDeletion);
    }

    [Fact]
    public async Task Values_beyond_a_projects_limits_are_refused()
    {
        object[] invalidBodies =
        [
            new { name = "" }, new { name = new string('x', 256) }, new { name = "a/b" }, new { name = "a\\b" },
            new { name = CreateName("x"), description = new string('x', 2001) }, new { name = CreateName("x"), icon = new string('x', 51) },
            new { name = CreateName("x"), color = "#12345678" }, new { name = CreateName("x"), project_type = "mining" },
        ];

        foreach (var body in invalidBodies) Public(PageSource).ExpectStatus(422, await WriteAsync(body));
    }

    private Task<ApiResponse> WriteAsync(object body)
    {
        Target.RequireWriteAccess();
        return _api.PostAsync("/projects", body);
    }

    private static string CreateName(string name) => $"{ApiClient.TestTag} {Target.Run} {name}";
}
