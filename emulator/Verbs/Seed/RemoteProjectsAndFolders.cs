using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>The projects and folders of a dataset at the target: found by name and mark, made when they are missing.</summary>
internal sealed class RemoteProjectsAndFolders(ScopixClient client, RemoteSeedOptions options, RemotePlan plan, RemoteReport report)
{
    private const int PageSize = 100;

    private readonly Dictionary<string, string> _ids = [];

    /// <summary>The target's id of a project or folder of the dataset; null for none.</summary>
    public string? FindId(string? id) => id is null ? null : _ids.GetValueOrDefault(id);

    /// <summary>Finds them all.</summary>
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

    /// <summary>Tells what is there.</summary>
    public void ReportExisting()
    {
        report.SetExisting("folders", plan.Folders.Count(folder => _ids.ContainsKey(folder.Id)));
        report.SetExisting("projects", plan.Projects.Count(project => _ids.ContainsKey(project.Id)));
    }

    /// <summary>Makes what is missing: or only counts it.</summary>
    public async Task CreateAsync(CancellationToken cancel)
    {
        foreach (var project in plan.Projects.Where(project => !_ids.ContainsKey(project.Id)))
        {
            if (!options.IsDryRun) _ids[project.Id] = await CreateAsync(project, cancel);
            report.AddDone("projects");
        }
        foreach (var folder in plan.Folders.Where(folder => !_ids.ContainsKey(folder.Id)))
        {
            if (!options.IsDryRun)
                _ids[folder.Id] =
                    (await client.Folders.CreateAsync(GetName(folder), FindId(folder.ParentId), FindId(folder.ProjectId), cancel)).Id;
            report.AddDone("folders");
        }
    }

    /// <summary>True for a project that a run made.</summary>
    public static bool HasMark(Project project, string mark) => project.Description?.EndsWith(mark, StringComparison.Ordinal) == true;

    /// <summary>All projects of the tenant.</summary>
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
        var wanted = new CreateProjectRequest { Name = project.Name, Description = $"{project.Description} {options.Mark}".Trim(),
            Color = project.Color, ProjectType = project.Type };
        try
        {
            return (await client.Projects.CreateAsync(wanted, cancel)).Id;
        }
        catch (ConflictException taken) when (taken.Code == "PROJECT_NAME_EXISTS") // somebody else's
        {
            return (await client.Projects.CreateAsync(wanted with { Name = GetPossibleNames(project)[1] }, cancel)).Id;
        }
    }

    private string GetName(SeedFolder folder) => folder.ParentId is null ? plan.GetTopFolderName(folder, options.Mark) : folder.Name;

    private string[] GetPossibleNames(SeedProject project) => [project.Name, $"{project.Name} {options.Mark}"];
}
