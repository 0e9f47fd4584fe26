using Scopix.Client;

namespace Scopix.Emulator.Seeding.Remote;

/// <summary>
/// Removes what was loaded: files and links by their tag, folders by mark and place, projects by mark. What others put into these
/// folders moves to the folder above, and a project that holds anything stays.
/// </summary>
internal sealed class RemoteCleaner(ScopixClient client, RemoteSeed request, RemotePlan plan, RemoteReport report, Action<string, int, int> tell)
{
    private const int MostAtOnce = 100;

    /// <summary>Removes it, of whatever seed; subfolders only of this one.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await FilesAsync(cancel);
        await FoldersAsync(cancel);
        foreach (var project in (await RemotePlaces.ProjectsAsync(client, cancel)).Where(one => RemotePlaces.IsOurs(one, request.Mark)))
            await RemoveAsync("projects", $"the project {project.Name}", () => client.Projects.DeleteAsync(project.Id, cancel));
    }

    private async Task FilesAsync(CancellationToken cancel)
    {
        var tagged = await RemoteTarget.TaggedAsync(client, request.Tag, cancel);
        var done = 0;
        foreach (var some in tagged.Chunk(MostAtOnce))
        {
            var result = request.DryRun ? new BatchDeleteResult() : await client.Files.BatchDeleteAsync([.. some.Select(file => file.Id)], cancel);
            foreach (var file in some)
            {
                if (result.Failed.FirstOrDefault(one => one.Id == file.Id) is { } failed)
                    report.Failed(file.Filename ?? file.Id, failed.Message ?? failed.Status);
                else if (result.Skipped.Any(one => one.Id == file.Id)) await AloneAsync(file, cancel);
                else report.Done(KindOf(file));
            }
            tell(request.DryRun ? "Counting" : "Removing", done += some.Length, tagged.Count);
        }
    }

    /// <summary>A batch skips what is still processing; alone, all but a document that is being read can be deleted.</summary>
    private async Task AloneAsync(FileSummary file, CancellationToken cancel)
    {
        try
        {
            await client.Files.DeleteAsync(file.Id, cancel);
            report.Done(KindOf(file));
        }
        catch (ConflictException busy)
        {
            report.Failed(file.Filename ?? file.Id, busy.Message);
        }
    }

    private static string KindOf(FileSummary file) => file.MediaType == MediaType.Link ? "links" : "files";

    private async Task FoldersAsync(CancellationToken cancel)
    {
        var places = new RemotePlaces(client, request, plan, report);
        await places.FindAsync(cancel);
        var all = (await client.Folders.ListAsync(cancel: cancel)).Items;
        var ours = plan.Folders.Select(folder => places.IdOf(folder.Id)).OfType<string>().Reverse()
            .Union(all.Where(folder => folder.ParentId is null && folder.Name.EndsWith(request.Mark, StringComparison.Ordinal)).Select(folder => folder.Id));
        foreach (var folder in ours.Select(id => all.First(one => one.Id == id)))
            await RemoveAsync("folders", $"the folder {folder.Name}", async () =>
            {
                if (await client.Folders.DeleteAsync(folder.Id, FolderDeletion.MoveToParent, cancel) is { FilesAffected: > 0 } or { SubfoldersAffected: > 0 })
                    report.Kept($"what others put into {folder.Name}: it is one folder up");
            });
    }

    private async Task RemoveAsync(string kind, string what, Func<Task> remove)
    {
        try
        {
            if (!request.DryRun) await remove();
            report.Done(kind);
        }
        catch (NotFoundException)
        {
            report.Done(kind); // gone with an answer that was lost
        }
        catch (ConflictException used)
        {
            report.Kept($"{what}: {used.Message}");
        }
    }
}
