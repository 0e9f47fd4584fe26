namespace Scopix.Emulator.Api.Scopix.Projects;

/// <summary>
/// Projects: list, create (public: scopix.ai/docs/api/reference/projects), get, update, delete (the page names their rules, not
/// their routes: assumed).
/// </summary>
internal static class ProjectsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("projects.list", "GET", "/projects", List, Evidence.Public);
        api.MapOperation("projects.create", "POST", "/projects", Create, Evidence.Public);
        api.MapOperation("projects.get", "GET", "/projects/{project_id}", Get, Evidence.Assumed);
        api.MapOperation("projects.update", "PATCH", "/projects/{project_id}", Update, Evidence.Assumed);
        api.MapOperation("projects.delete", "DELETE", "/projects/{project_id}", Delete, Evidence.Assumed);
    }

    private static ApiResponse List(RequestContext context)
    {
        var (limit, offset) = (context.Query.Number("limit", 1, 100) ?? 50, context.Query.Number("offset", 0) ?? 0);

        var (projects, total) =
            context.Tenant.Write(transaction => (ProjectStore.ReadPage(transaction, limit, offset), ProjectStore.Count(transaction)));

        return ApiResponse.Ok(new ProjectList(projects, total, limit, offset, offset + projects.Length < total),
            ScopixJsonContext.Shared.ProjectList);
    }

    private static async Task<ApiResponse> Create(RequestContext context)
    {
        var request = await context.ReadJsonAsync(ScopixJsonContext.Shared.CreateProject);
        request.Validate();

        return ApiResponse.Created(context.Tenant.Write(transaction =>
        {
            if (ProjectStore.Count(transaction) >= ProjectStore.MaxProjects) throw ApiError.ProjectLimitReached(ProjectStore.MaxProjects);
            RefuseTakenName(transaction, request.Name, null);
            return ProjectStore.Insert(transaction, request);
        }), ScopixJsonContext.Shared.ProjectResource);
    }

    private static ApiResponse Get(RequestContext context)
    {
        var id = context.GetRouteUuid("project_id");

        return ApiResponse.Ok(context.Tenant.Write(transaction => ProjectStore.Get(transaction, id)),
            ScopixJsonContext.Shared.ProjectResource);
    }

    private static async Task<ApiResponse> Update(RequestContext context)
    {
        var id = context.GetRouteUuid("project_id");
        var changes = await context.ReadJsonAsync(ScopixJsonContext.Shared.UpdateProject);
        changes.Validate();

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var project = ProjectStore.Get(transaction, id);
            if (changes.Name is { } name)
            {
                if (project.IsDefault && name != project.Name) throw ApiError.Conflict("The Default project cannot be renamed");
                RefuseTakenName(transaction, name, id);
            }
            ProjectStore.Update(transaction, id, changes);
            return ProjectStore.Get(transaction, id);
        }), ScopixJsonContext.Shared.ProjectResource);
    }

    private static ApiResponse Delete(RequestContext context)
    {
        var id = context.GetRouteUuid("project_id");

        context.Tenant.Write(transaction =>
        {
            var project = ProjectStore.Get(transaction, id);
            if (project.IsDefault) throw ApiError.Conflict("The Default project cannot be deleted");
            if (project.FileCount + project.FolderCount > 0)
                throw ApiError.Conflict("The project is not empty: move or delete its files and folders first");
            return ProjectStore.Remove(transaction, id);
        });

        return ApiResponse.Ok(new DeleteProjectResponse(id, "Project deleted successfully"),
            ScopixJsonContext.Shared.DeleteProjectResponse);
    }

    private static void RefuseTakenName(Transaction transaction, string name, string? own)
    {
        if (ProjectStore.FindIdByName(transaction, name) is { } other && other != own) throw ApiError.ProjectNameExists(name);
    }
}
