using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Projects;

/// <summary>
/// Projects: list, create (public: scopix.ai/docs/api/reference/projects), get, update, delete (the page names their rules, not
/// their routes: assumed).
/// </summary>
public static class ProjectsApi
{
    /// <summary>The route table.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.Operation("projects.list", "GET", "/projects", List, Evidence.Public);
        api.Operation("projects.create", "POST", "/projects", Create, Evidence.Public);
        api.Operation("projects.get", "GET", "/projects/{project_id}", Get, Evidence.Assumed);
        api.Operation("projects.update", "PATCH", "/projects/{project_id}", Update, Evidence.Assumed);
        api.Operation("projects.delete", "DELETE", "/projects/{project_id}", Delete, Evidence.Assumed);
    }

    private static Answer List(Call call)
    {
        var (limit, offset) = (call.Query.Number("limit", 1, 100) ?? 50, call.Query.Number("offset", 0) ?? 0);

        var (projects, total) = call.World.Write(turn => (ProjectStore.Page(turn, limit, offset), ProjectStore.Count(turn)));

        return Answer.Ok(new ProjectList(projects, total, limit, offset, offset + projects.Length < total));
    }

    private static async Task<Answer> Create(Call call)
    {
        var asked = await call.ReadAsync(WireJson.Wire.CreateProject);
        asked.Check();

        return Answer.Created(call.World.Write(turn =>
        {
            if (ProjectStore.Count(turn) >= ProjectStore.Most) throw ApiError.ProjectLimit(ProjectStore.Most);
            RefuseTakenName(turn, asked.Name, null);
            return ProjectStore.Insert(turn, asked);
        }));
    }

    private static Answer Get(Call call)
    {
        var id = call.RouteUuid("project_id");

        return Answer.Ok(call.World.Write(turn => ProjectStore.Get(turn, id)));
    }

    private static async Task<Answer> Update(Call call)
    {
        var id = call.RouteUuid("project_id");
        var changes = await call.ReadAsync(WireJson.Wire.UpdateProject);
        changes.Check();

        return Answer.Ok(call.World.Write(turn =>
        {
            var project = ProjectStore.Get(turn, id);
            if (changes.Name is { } name)
            {
                if (project.IsDefault && name != project.Name) throw ApiError.Conflict("The Default project cannot be renamed");
                RefuseTakenName(turn, name, id);
            }
            ProjectStore.Update(turn, id, changes);
            return ProjectStore.Get(turn, id);
        }));
    }

    private static Answer Delete(Call call)
    {
        var id = call.RouteUuid("project_id");

        call.World.Write(turn =>
        {
            var project = ProjectStore.Get(turn, id);
            if (project.IsDefault) throw ApiError.Conflict("The Default project cannot be deleted");
            if (project.FileCount + project.FolderCount > 0) throw ApiError.Conflict("The project is not empty: move or delete its files and folders first");
            return ProjectStore.Remove(turn, id);
        });

        return Answer.Ok(new ProjectDeleted(id, "Project deleted successfully"));
    }

    private static void RefuseTakenName(Turn turn, string name, string? own)
    {
        if (ProjectStore.IdByName(turn, name) is { } other && other != own) throw ApiError.ProjectNameExists(name);
    }
}
