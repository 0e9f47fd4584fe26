using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Seeding.Remote;

/// <summary>The projects and folders of a dataset at the target: found by name and mark, made when they are missing.</summary>
internal sealed class RemotePlaces(ScopixClient client, RemoteSeed request, RemotePlan plan, RemoteReport report)
{
    private const int Page = 100;

    private readonly Dictionary<string, string> _ids = [];

    /// <summary>The target's id of a project or folder of the dataset; null for none.</summary>
    public string? IdOf(string? id) => id is null ? null : _ids.GetValueOrDefault(id);

    /// <summary>Finds them all.</summary>
    public async Task FindAsync(CancellationToken cancel)
    {
        _ids.Clear();
        var projects = await ProjectsAsync(client, cancel);
        foreach (var project in plan.Projects)
            if (projects.FirstOrDefault(one => IsOurs(one, request.Mark) && Names(project).Contains(one.Name, StringComparer.OrdinalIgnoreCase)) is { } found) _ids[project.Id] = found.Id;
        var folders = (await client.Folders.ListAsync(cancel: cancel)).Items;
        foreach (var folder in plan.Folders.Where(folder => folder.ParentId is null || _ids.ContainsKey(folder.ParentId)))
            if (folders.FirstOrDefault(one => one.ParentId == IdOf(folder.ParentId) && one.Name.Equals(Name(folder), StringComparison.OrdinalIgnoreCase)) is { } found) _ids[folder.Id] = found.Id;
    }

    /// <summary>Tells what is there.</summary>
    public void Tell()
    {
        report.There("folders", plan.Folders.Count(folder => _ids.ContainsKey(folder.Id)));
        report.There("projects", plan.Projects.Count(project => _ids.ContainsKey(project.Id)));
    }

    /// <summary>Makes what is missing: or only counts it.</summary>
    public async Task MakeAsync(CancellationToken cancel)
    {
        foreach (var project in plan.Projects.Where(project => !_ids.ContainsKey(project.Id)))
        {
            if (!request.DryRun) _ids[project.Id] = await MakeAsync(project, cancel);
            report.Done("projects");
        }
        foreach (var folder in plan.Folders.Where(folder => !_ids.ContainsKey(folder.Id)))
        {
            if (!request.DryRun) _ids[folder.Id] = (await client.Folders.CreateAsync(Name(folder), IdOf(folder.ParentId), IdOf(folder.ProjectId), cancel)).Id;
            report.Done("folders");
        }
    }

    /// <summary>True for a project that a run made.</summary>
    public static bool IsOurs(Project project, string mark) => project.Description?.EndsWith(mark, StringComparison.Ordinal) == true;

    /// <summary>All projects of the tenant.</summary>
    public static async Task<List<Project>> ProjectsAsync(ScopixClient client, CancellationToken cancel)
    {
        var all = new List<Project>();
        for (var more = true; more;)
        {
            var page = await client.Projects.ListAsync(Page, all.Count, cancel);
            all.AddRange(page.Items);
            more = page.HasMore && page.Items.Count > 0;
        }
        return all;
    }

    private async Task<string> MakeAsync(SeedProject project, CancellationToken cancel)
    {
        var wanted = new NewProject { Name = project.Name, Description = $"{project.Description} {request.Mark}".Trim(), Color = project.Color, ProjectType = project.Type };
        try
        {
            return (await client.Projects.CreateAsync(wanted, cancel)).Id;
        }
        catch (ConflictException taken) when (taken.Code == "PROJECT_NAME_EXISTS") // somebody else's
        {
            return (await client.Projects.CreateAsync(wanted with { Name = Names(project)[1] }, cancel)).Id;
        }
    }

    private string Name(SeedFolder folder) => folder.ParentId is null ? plan.TopName(folder, request.Mark) : folder.Name;

    private string[] Names(SeedProject project) => [project.Name, $"{project.Name} {request.Mark}"];
}
