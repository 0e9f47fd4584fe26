using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Api.Scopix.Projects;

namespace Scopix.Emulator.Control.Init;

/// <summary>Folders by their paths and projects by their names: found, or created.</summary>
internal static class InitFolders
{
    /// <exception cref="ApiError">422: a name is invalid, or there are too many levels.</exception>
    public static void Check(string field, string path)
    {
        var names = path.Split('/');
        if (names.Length > FolderRules.MaxLevels) throw ApiError.Invalid(field, $"folders are at most {FolderRules.MaxLevels} levels deep");
        foreach (var name in names) RequestParameters.RequireText(field, name, 255);
    }

    /// <exception cref="ApiError">422: the name is invalid.</exception>
    public static void CheckProject(string name) => ProjectRules.CheckName(name, "project");

    /// <summary>The id of the folder.</summary>
    /// <param name="project">The id of the project of a new top folder.</param>
    /// <exception cref="ApiError">409: there are too many folders.</exception>
    public static string GetOrCreate(Transaction transaction, string path, string? project)
    {
        FolderResource? folder = null;
        foreach (var name in path.Split('/'))
        {
            if (FolderStore.FindIdByName(transaction, name, folder?.Id) is { } id)
            {
                folder = FolderStore.Get(transaction, id);
                continue;
            }
            if (FolderStore.Count(transaction) >= FolderStore.MaxFolders)
                throw ApiError.Conflict($"At most {FolderStore.MaxFolders} folders");
            folder = FolderStore.Insert(transaction, name, folder?.Id, folder is null ? project : folder.ProjectId);
        }
        return folder!.Id;
    }

    /// <summary>The id of the project.</summary>
    /// <exception cref="ApiError">409: there are too many projects.</exception>
    public static string GetOrCreateProject(Transaction transaction, CreateProject project)
    {
        var count = ProjectStore.Count(transaction); // creates the default project
        if (ProjectStore.FindIdByName(transaction, project.Name) is { } id) return id;
        return count < ProjectStore.MaxProjects ? ProjectStore.Insert(transaction, project).Id
            : throw ApiError.ProjectLimitReached(ProjectStore.MaxProjects);
    }
}
