using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Projects;

public sealed class ProjectsTests
{
    [Fact]
    public async Task Files_and_folders_without_a_project_are_in_the_Default_one()
    {
        await using var api = await TestApi.StartAsync();
        var project = await CreateProjectAsync(api, "Harbour");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg");
        await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg", $"project_id={project}");
        await api.PostAsync("/api/v2/folders", new { name = "loose" });
        var folder = (await api.PostAsync("/api/v2/folders", new { name = "own", project_id = project }))["id"].GetString();
        await api.PostAsync("/api/v2/folders", new { name = "sub", parent_id = folder });

        var list = await api.GetAsync("/api/v2/projects");
        var first = list["items"][0];
        var (unfiled, ownFile) = (await api.GetAsync($"/api/v2/folders?project_id={first.GetProperty("id").GetString()}"),
            await api.GetAsync($"/api/v2/folders?project_id={project}"));

        list["items"].EnumerateArray()
            .Select(item => (item.GetProperty("name").GetString(), item.GetProperty("file_count").GetInt32(),
                item.GetProperty("folder_count").GetInt32()))
            .Should().Equal(("Default", 1, 1), ("Harbour", 1, 2));
        unfiled["items"].EnumerateArray().Select(item => item.GetProperty("name").GetString()).Should().Equal("loose");
        ownFile["items"].EnumerateArray().Select(item => item.GetProperty("name").GetString()).Should().Equal("own", "sub");
    }

    [Fact]
    public async Task There_are_at_most_fifty_projects_including_the_Default_one()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        for (var i = 1; i < 50; i++) await CreateProjectAsync(api, $"p{i}");

        (await api.PostAsync("/api/v2/projects", new { name = "p50" })).ShouldFail(409, "PROJECT_LIMIT_REACHED");

        var page = await api.GetAsync("/api/v2/projects?limit=10&offset=45");
        (page["total_count"].GetInt32(), page["items"].GetArrayLength(), page["has_more"].GetBoolean()).Should().Be((50, 5, false));
    }

    [Fact]
    public async Task The_Default_project_cannot_be_renamed_or_deleted()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        var id = (await api.GetAsync("/api/v2/projects"))["items"][0].GetProperty("id").GetString();

        (await api.PatchAsync($"/api/v2/projects/{id}", new { name = "Mine" })).ShouldFail(409, "HTTP_409");
        (await api.DeleteAsync($"/api/v2/projects/{id}")).ShouldFail(409, "HTTP_409");
        (await api.PatchAsync($"/api/v2/projects/{id}", new { color = "#abc" }))["color"].GetString().Should().Be("#abc");
        (await api.PostAsync("/api/v2/projects", new { name = "default" })).ShouldFail(409, "PROJECT_NAME_EXISTS");
    }

    [Fact]
    public async Task A_project_must_be_empty_to_be_deleted()
    {
        await using var api = await TestApi.StartAsync();
        var project = await CreateProjectAsync(api, "Harbour");
        var file = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", $"project_id={project}");

        var whileNotEmpty = await api.DeleteAsync($"/api/v2/projects/{project}");
        await api.DeleteAsync($"/api/v2/files/{file}");
        var whenEmpty = await api.DeleteAsync($"/api/v2/projects/{project}");

        whileNotEmpty.ShouldFail(409, "HTTP_409");
        whenEmpty.Text.Should().Be($$"""{"id":"{{project}}","message":"Project deleted successfully"}""");
        (await api.GetAsync($"/api/v2/projects/{project}")).ShouldFail(404, "HTTP_404");
    }

    [Fact]
    public async Task Renaming_a_project_to_another_s_name_is_refused_and_changing_only_the_case_is_allowed()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        var (a, _) = (await CreateProjectAsync(api, "Harbour"), await CreateProjectAsync(api, "Élan"));

        (await api.PatchAsync($"/api/v2/projects/{a}", new { name = "éLAN" })).ShouldFail(409, "PROJECT_NAME_EXISTS");
        (await api.PatchAsync($"/api/v2/projects/{a}", new { name = "HARBOUR" }))["name"].GetString().Should().Be("HARBOUR");
    }

    [Fact]
    public async Task Another_tenants_project_is_a_404()
    {
        await using var api = await TestApi.StartAsync();
        var project = await CreateProjectAsync(api, "Harbour");
        var otherTenant = api.WithKey(TestApi.CreateKey(1));

        (await otherTenant.GetAsync($"/api/v2/projects/{project}")).ShouldFail(404, "HTTP_404");
        (await otherTenant.DeleteAsync($"/api/v2/projects/{project}")).ShouldFail(404, "HTTP_404");
        (await otherTenant.PostAsync("/api/v2/folders", new { name = "x", project_id = project })).ShouldFail(404, "HTTP_404");
    }

    [Fact]
    public async Task Projects_and_folders_survive_a_restart()
    {
        using var data = new DataDirectory();
        string project;
        await using (var api = await TestApi.StartAsync(options => options with { Data = data.Location }))
        {
            project = await CreateProjectAsync(api, "Harbour");
            await api.PostAsync("/api/v2/folders", new { name = "kept", project_id = project });
        }

        await using var again = await TestApi.StartAsync(options => options with { Data = data.Location });

        (await again.GetAsync($"/api/v2/projects/{project}"))["folder_count"].GetInt32().Should().Be(1);
    }

    private static async Task<string> CreateProjectAsync(
        TestApi api, string name) => (await api.PostAsync("/api/v2/projects", new { name }))["id"].GetString()!;
}
