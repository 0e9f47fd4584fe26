namespace Scopix.Contracts;

/// <summary>projects.list, create, get, update, delete.</summary>
public sealed class ProjectsContract(Target target)
{
    private const string Page = "https://scopix.ai/docs/api/reference/projects";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task The_Default_project_is_always_there_and_first()
    {
        var list = await _api.GetAsync("/projects?limit=1");

        Public(Page).Answers(200, list);
        Fits("project-list", list);
        Public(Page).Equal("Default", list.Json.List("items")[0].Text("name"), "the first project");
        Public(Page).That(list.Json.List("items")[0].Flag("is_default"), "is_default");
    }

    [Fact]
    public async Task A_project_is_made_read_changed_and_deleted()
    {
        var made = await WriteAsync(new { name = Named("Survey"), description = "Quay walls", icon = "anchor", color = "#1E88E5", project_type = "real_estate" });
        Public(Page).Answers(201, made);
        var id = made.Json.Text("id")!;

        var read = await _api.GetAsync($"/projects/{id}");
        var changed = await _api.PatchAsync($"/projects/{id}", """{"description":"Quay walls, north"}""");
        var taken = await WriteAsync(new { name = Named("SURVEY") });
        var deleted = await _api.DeleteAsync($"/projects/{id}");
        var gone = await _api.GetAsync($"/projects/{id}");

        Fits("project", made);
        Public(Page).Equal("real_estate", made.Json.Text("project_type"), "project_type");
        Public(Page).Equal(0, made.Json.Number("file_count"), "file_count");
        Public(Page).That(!made.Json.Flag("is_default"), "it is not the Default one");
        Assumed("the page names no route to one project").Answers(200, read);
        Assumed("the page names no route to one project").Equal("Quay walls", read.Json.Text("description"), "description");
        Assumed("the page names no route to one project").Equal("Quay walls, north", changed.Json.Text("description"), "description");
        Public(Page).Answers(409, taken);
        Public(Page).Equal("PROJECT_NAME_EXISTS", taken.Json.Text("error.code"), "names are unique whatever their case");
        Assumed("the page names no route to one project").Answers(200, deleted);
        Assumed("the page names no route to one project").Answers(404, gone);
    }

    [Fact]
    public async Task What_is_out_of_a_projects_limits_is_refused()
    {
        object[] wrong =
        [
            new { name = "" }, new { name = new string('x', 256) }, new { name = "a/b" }, new { name = "a\\b" },
            new { name = Named("x"), description = new string('x', 2001) }, new { name = Named("x"), icon = new string('x', 51) },
            new { name = Named("x"), color = "#12345678" }, new { name = Named("x"), project_type = "mining" },
        ];

        foreach (var body in wrong) Public(Page).Answers(422, await WriteAsync(body));
    }

    private Task<Answer> WriteAsync(object body)
    {
        Target.Writes();
        return _api.PostAsync("/projects", body);
    }

    private static string Named(string name) => $"{Api.Tag} {Target.Run} {name}";
}
