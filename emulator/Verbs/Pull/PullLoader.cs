namespace Scopix.Emulator.Tool.Pull;

/// <summary>Loads what was fetched, all at once. Files that the emulator cannot hold are left out.</summary>
internal sealed class PullLoader(IPullSource source, PullState state, PullOptions options, PullReport report)
{
    private const int MaxRefused = 100;

    public async Task LoadAsync(EmulatorTarget target, IReadOnlyList<FetchedFile> files, CancellationToken cancel)
    {
        var (accepted, refusedCount) = (files.ToList(), 0);
        while (report.Imported is null)
        {
            try
            {
                using var archive = new PullArchive(source, state, accepted);
                report.Imported = await target.ImportAsync(archive, options.Replace, cancel);
            }
            catch (RefusedEntryException refused) when (++refusedCount <= MaxRefused)
            {
                var at = accepted.FindIndex(file => file.File.Id == refused.Id);
                if (at < 0) throw new PullException(refused.Message);
                report.AddRefused($"{accepted[at].File.Name} ({refused.Id})", refused.Message);
                accepted.RemoveAt(at);
            }
            catch (RefusedEntryException refused)
            {
                throw new PullException($"The emulator cannot hold more than {MaxRefused} of the files: {refused.Message}");
            }
        }
    }

    public async Task SaveAsync(string path, IReadOnlyList<FetchedFile> files, CancellationToken cancel)
    {
        await using var snapshot = await SnapshotFile.StartAsync(Path.Combine(state.Folder, "emulator"), options.IsLlamaCloud);
        await LoadAsync(snapshot.Target, files, cancel);
        try
        {
            await snapshot.WriteAsync(path, cancel);
        }
        catch
        {
            report.Imported = null;
            throw;
        }
    }
}
