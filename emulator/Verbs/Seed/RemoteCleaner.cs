using Scopix.Client;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>
/// Removes what was loaded: files and links by their tag, folders by mark and place, projects by mark. What others put into these
/// folders moves to the folder above, and a project that holds anything stays.
/// </summary>
internal sealed class RemoteCleaner(
    ScopixClient client, RemoteSeedOptions options, RemotePlan plan, RemoteReport report, Action<string, int, int> reportProgress)
{
    private const int MaxBatchSize = 100;

    /// <summary>Removes it, of whatever seed; subfolders only of this one.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await RemoveFilesAsync(cancel);
        await RemoveFoldersAsync(cancel);
        foreach (var project in (await RemoteProjectsAndFolders.ListProjectsAsync(client, cancel)).Where(
            one => RemoteProjectsAndFolders.HasMark(one, options.Mark)))
            await RemoveAsync("projects", $"the project {project.Name}", () => client.Projects.DeleteAsync(project.Id, cancel));
    }

    private async Task RemoveFilesAsync(CancellationToken cancel)
    {
        var tagged = await RemoteTarget.ListTaggedAsync(client, options.Tag, cancel);
        var done = 0;
        foreach (var some in tagged.Chunk(MaxBatchSize))
        {
            var result = options.IsDryRun
                ? new BatchDeleteResult() : await client.Files.BatchDeleteAsync([.. some.Select(file => file.Id)], cancel);
            foreach (var file in some)
            {
                if (result.Failed.FirstOrDefault(one => one.Id == file.Id) is { } failed)
                    report.AddFailure(file.Filename ?? file.Id, failed.Message ?? failed.Status);
                else if (result.Skipped.Any(one => one.Id == file.Id)) await RemoveFileAsync(file, cancel);
                else report.AddDone(GetKind(file));
            }
            reportProgress(options.IsDryRun ? "Counting" : "Removing", done += some.Length, tagged.Count);
        }
    }

    /// <summary>A batch skips what is still processing; alone, all but a document that is being read can be deleted.</summary>
    private async Task RemoveFileAsync(FileSummary file, CancellationToken cancel)
    {
        try
        {
            await client.Files.DeleteAsync(file.Id, cancel);
            report.AddDone(GetKind(file));
        }
        catch (ConflictException busy)
        {
            report.AddFailure(file.Filename ?? file.Id, busy.Message);
        }
    }

    private static string GetKind(FileSummary file) => file.MediaType == MediaType.Link ? "links" : "files";

    private async Task RemoveFoldersAsync(CancellationToken cancel)
    {
        var containers = new RemoteProjectsAndFolders(client, options, plan, report);
        await containers.FindAsync(cancel);
        var all = (await client.Folders.ListAsync(cancel: cancel)).Items;
        var ours = plan.Folders.Select(folder => containers.FindId(folder.Id)).OfType<string>().Reverse()
            .Union(all.Where(folder => folder.ParentId is null && folder.Name.EndsWith(options.Mark, StringComparison.Ordinal))
                .Select(folder => folder.Id));
        foreach (var folder in ours.Select(id => all.First(one => one.Id == id)))
            await RemoveAsync("folders", $"the folder {folder.Name}", async () =>
            {
                if (await client.Folders.DeleteAsync(folder.Id, FolderDeletion.MoveToParent, cancel) is { FilesAffected: > 0 }
                    or { SubfoldersAffected: > 0 })
                    report.AddRetained($"what others put into {folder.Name}: it is one folder up");
            });
    }

    private async Task RemoveAsync(string kind, string what, Func<Task> remove)
    {
        try
        {
            if (!options.IsDryRun) await remove();
            report.AddDone(kind);
        }
        catch (NotFoundException)
        {
            report.AddDone(kind); // gone with an answer that was lost
        }
        catch (ConflictException used)
        {
            report.AddRetained($"{what}: {used.Message}");
        }
    }
}
