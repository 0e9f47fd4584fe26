using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>Finds a dataset's projects and folders at the target by name and mark, and creates missing ones.</summary>
internal sealed class RemoteProjectsAndFolders(ScopixClient client, RemoteSeedOptions options, RemotePlan plan, RemoteReport report)
{
    private const int PageSize = 100;

    private readonly Dictionary<string, string> _ids = [];

    /// <summary>The target's id of a project or folder of the dataset; null when it does not exist.</summary>
    public string? FindId(string? id) => id is null ? null : _ids.GetValueOrDefault(id);

    public async Task FindAsync(CancellationToken cancel)
    {
        _ids.Clear();
        var projects = await ListProjectsAsync(client, cancel);
        foreach (var project in plan.Projects)
            if (projects.FirstOrDefault(
                one => HasMark(one, options.Mark)
                    && GetPossibleNames(project).Contains(one.Name, StringComparer.OrdinalIgnoreCase)) is { } found)
                _ids[project.Id] = found.Id;
        var folders = (await client.Folders.ListAsync(cancel: cancel)).Items;
        foreach (var folder in plan.Folders.Where(folder => folder.ParentId is null || _ids.ContainsKey(folder.ParentId)))
            if (folders.FirstOrDefault(
                one => one.ParentId == FindId(folder.ParentId)
                    && one.Name.Equals(GetName(folder), StringComparison.OrdinalIgnoreCase)) is { } found) _ids[folder.Id] = found.Id;
    }

    public void ReportExisting()
    {
        report.SetExisting("folders", plan.Folders.Count(folder => _ids.ContainsKey(folder.Id)));
        report.SetExisting("projects", plan.Projects.Count(project => _ids.ContainsKey(project.Id)));
    }

    /// <summary>Creates missing projects and folders; in a dry run it counts them.</summary>
    public async Task CreateAsync(CancellationToken cancel)
    {
        foreach (var project in plan.Projects.Where(project => !_ids.ContainsKey(project.Id)))
        {
            if (!options.IsDryRun) _ids[project.Id] = await CreateAsync(project, cancel);
            report.AddCompleted("projects");
        }
        foreach (var folder in plan.Folders.Where(folder => !_ids.ContainsKey(folder.Id)))
        {
            if (!options.IsDryRun)
                _ids[folder.Id] =
                    (await client.Folders.CreateAsync(GetName(folder), FindId(folder.ParentId), FindId(folder.ProjectId), cancel)).Id;
            report.AddCompleted("folders");
        }
    }

    public static bool HasMark(Project project, string mark) => project.Description?.EndsWith(mark, StringComparison.Ordinal) == true;

    public static async Task<List<Project>> ListProjectsAsync(ScopixClient client, CancellationToken cancel)
    {
        var all = new List<Project>();
        for (var more = true; more;)
        {
            var page = await client.Projects.ListAsync(PageSize, all.Count, cancel);
            all.AddRange(page.Items);
            more = page.HasMore && page.Items.Count > 0;
        }
        return all;
    }

    private async Task<string> CreateAsync(SeedProject project, CancellationToken cancel)
    {
        var wanted = new CreateProjectRequest
        {
            Name = project.Name,
            Description = $"{project.Description} {options.Mark}".Trim(),
            Color = project.Color,
            ProjectType = project.Type
        };
        try
        {
            return (await client.Projects.CreateAsync(wanted, cancel)).Id;
        }
        catch (ConflictException taken) when (taken.Code == "PROJECT_NAME_EXISTS") // another project of the account has the name
        {
            return (await client.Projects.CreateAsync(wanted with { Name = GetPossibleNames(project)[1] }, cancel)).Id;
        }
    }

    private string GetName(SeedFolder folder) => folder.ParentId is null ? plan.GetTopFolderName(folder, options.Mark) : folder.Name;

    private string[] GetPossibleNames(SeedProject project) => [project.Name, $"{project.Name} {options.Mark}"];
}
