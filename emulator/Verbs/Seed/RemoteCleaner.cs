using Scopix.Client;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>
/// Removes a loaded dataset: files and links by their tag, folders by mark and place, projects by mark. Other content of these
/// folders moves to the parent folder, and a project that is not empty stays.
/// </summary>
internal sealed class RemoteCleaner(
    ScopixClient client, RemoteSeedOptions options, RemotePlan plan, RemoteReport report, Action<string, int, int> reportProgress)
{
    private const int MaxBatchSize = 100;

    /// <summary>Removes the dataset of any seed; subfolders only of this seed.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await RemoveFilesAsync(cancel);
        await RemoveFoldersAsync(cancel);
        var projects = await RemoteProjectsAndFolders.ListProjectsAsync(client, cancel);
        foreach (var project in projects.Where(one => RemoteProjectsAndFolders.HasMark(one, options.Mark)))
            await RemoveAsync("projects", $"the project {project.Name}", () => client.Projects.DeleteAsync(project.Id, cancel));
    }

    private async Task RemoveFilesAsync(CancellationToken cancel)
    {
        var tagged = await RemoteTarget.ListTaggedAsync(client, options.Tag, cancel);
        var done = 0;
        foreach (var batch in tagged.Chunk(MaxBatchSize))
        {
            var result = options.IsDryRun
                ? new BatchDeleteResult() : await client.Files.BatchDeleteAsync([.. batch.Select(file => file.Id)], cancel);
            foreach (var file in batch)
            {
                if (result.Failed.FirstOrDefault(one => one.Id == file.Id) is { } failed)
                    report.AddFailure(file.Filename ?? file.Id, failed.Message ?? failed.Status);
                else if (result.Skipped.Any(one => one.Id == file.Id)) await RemoveFileAsync(file, cancel);
                else report.AddCompleted(GetKind(file));
            }
            reportProgress(options.IsDryRun ? "Counting" : "Removing", done += batch.Length, tagged.Count);
        }
    }

    /// <summary>
    /// A batch deletion skips files that are being processed; a single deletion refuses only a document that is being read.
    /// </summary>
    private async Task RemoveFileAsync(FileSummary file, CancellationToken cancel)
    {
        try
        {
            await client.Files.DeleteAsync(file.Id, cancel);
            report.AddCompleted(GetKind(file));
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
                    report.AddNotRemoved($"other content of {folder.Name}, which is now in the parent folder");
            });
    }

    private async Task RemoveAsync(string kind, string what, Func<Task> remove)
    {
        try
        {
            if (!options.IsDryRun) await remove();
            report.AddCompleted(kind);
        }
        catch (NotFoundException)
        {
            report.AddCompleted(kind); // removed by a request whose response was lost
        }
        catch (ConflictException used)
        {
            report.AddNotRemoved($"{what}: {used.Message}");
        }
    }
}
