namespace Scopix.Client;

/// <summary>Project workspaces (public: Projects; get, update and delete are assumed).</summary>
public sealed class ProjectsClient
{
    private readonly HttpSender _transport;

    internal ProjectsClient(HttpSender transport) => _transport = transport;

    /// <summary>A page of projects (1–100; 50 when null).</summary>
    public Task<ProjectList> ListAsync(int? limit = null, int? offset = null, CancellationToken cancel = default) =>
        _transport.GetAsync("projects.list", new RequestPath("/projects").Add("limit", limit).Add("offset", offset).ToString(),
            ClientJson.Default.ProjectList, cancel);

    /// <summary>Creates a project.</summary>
    /// <exception cref="ConflictException"><c>PROJECT_NAME_EXISTS</c> or <c>PROJECT_LIMIT_REACHED</c>.</exception>
    public Task<Project> CreateAsync(CreateProjectRequest project, CancellationToken cancel = default) =>
        _transport.SendAsync(ApiRequest.Post("projects.create", "/api/v2/projects", project, ClientJson.Default.CreateProjectRequest),
            ClientJson.Default.Project, cancel);

    /// <summary>A project.</summary>
    public Task<Project> GetAsync(string projectId, CancellationToken cancel = default) =>
        _transport.GetAsync("projects.get", "/api/v2/projects/" + RequestPath.EscapeSegment(projectId), ClientJson.Default.Project, cancel);

    /// <summary>Changes the properties that are not null.</summary>
    public Task<Project> UpdateAsync(
        string projectId, string? name = null, string? description = null, string? icon = null, string? color = null,
        CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Patch("projects.update", "/api/v2/projects/" + RequestPath.EscapeSegment(projectId),
                new UpdateProjectRequest(name, description, icon, color), ClientJson.Default.UpdateProjectRequest),
            ClientJson.Default.Project, cancel);

    /// <summary>Deletes a project.</summary>
    public Task<DeleteProjectResult> DeleteAsync(string projectId, CancellationToken cancel = default) =>
        _transport.SendAsync(
            new ApiRequest("projects.delete", HttpMethod.Delete, "/api/v2/projects/" + RequestPath.EscapeSegment(projectId)),
            ClientJson.Default.DeleteProjectResult, cancel);
}

/// <summary>A project to create.</summary>
public sealed record CreateProjectRequest
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Icon { get; init; }

    public string? Color { get; init; }

    /// <summary><c>general</c> or <c>real_estate</c>.</summary>
    public string? ProjectType { get; init; }
}

internal sealed record UpdateProjectRequest(string? Name, string? Description, string? Icon, string? Color);
