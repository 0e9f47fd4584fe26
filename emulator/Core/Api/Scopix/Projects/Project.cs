namespace Scopix.Emulator.Api.Scopix.Projects;

/// <summary>A project (public: scopix.ai/docs/api/reference/projects).</summary>
internal sealed record ProjectResource(
    string Id, string Name, string? Description, string? Icon, string? Color, string ProjectType, bool IsDefault, int FolderCount,
    int FileCount, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A page of projects; the Default project is always the first.</summary>
internal sealed record ProjectList(ProjectResource[] Items, int TotalCount, int Limit, int Offset, bool HasMore);

/// <summary>The response of a deletion (assumed, like that of a file).</summary>
internal sealed record DeleteProjectResponse(string Id, string Message);

/// <param name="Name">1–255 characters without <c>/</c>, <c>\</c> and NUL; unique, ignoring case.</param>
/// <param name="Description">At most 2,000 characters.</param>
/// <param name="Icon">At most 50 characters.</param>
/// <param name="Color">Hex, at most 7 characters: <c>#RGB</c> or <c>#RRGGBB</c>.</param>
/// <param name="ProjectType"><c>general</c> or <c>real_estate</c>.</param>
internal sealed record CreateProject(
    string Name, string? Description = null, string? Icon = null, string? Color = null, string? ProjectType = null)
{
    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public void Validate()
    {
        ProjectRules.CheckName(Name);
        ProjectRules.Check(Description, Icon, Color);
        if (ProjectType is not (null or "general" or "real_estate"))
            throw ApiError.Invalid("project_type", "must be one of general, real_estate");
    }
}

/// <summary>Changes of a project; absent and null fields are not changed (assumed).</summary>
internal sealed record UpdateProject(string? Name = null, string? Description = null, string? Icon = null, string? Color = null)
{
    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public void Validate()
    {
        if (Name is not null) ProjectRules.CheckName(Name);
        ProjectRules.Check(Description, Icon, Color);
    }
}

internal static class ProjectRules
{
    public static void CheckName(string name) => CheckName(name, "name");

    /// <param name="field">The field that has the name.</param>
    public static void CheckName(string name, string field)
    {
        RequestParameters.RequireText(field, name, 255);
        if (name.Contains('/') || name.Contains('\\')) throw ApiError.Invalid(field, "must not contain / or \\");
    }

    public static void Check(string? description, string? icon, string? color)
    {
        RequestParameters.ValidateText("description", description ?? "", 2_000, "body");
        RequestParameters.ValidateText("icon", icon ?? "", 50, "body");
        if (color is not null && !(color is ['#', .. { Length: 3 or 6 } digits] && digits.All(char.IsAsciiHexDigit)))
            throw ApiError.Invalid("color", "must be #RGB or #RRGGBB");
    }
}
