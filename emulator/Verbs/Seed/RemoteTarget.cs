using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>
/// Which of a dataset's files and links are at the target: those that carry the tag, have the size, and whose hash the service knows.
/// A file of somebody else with the same bytes does not count, since it has no tag.
/// </summary>
internal sealed class RemoteTarget
{
    private const int MaxHashes = 250;

    private readonly Dictionary<string, string> _ids = [];
    private readonly HashSet<string> _withSeedTagOnly = [];

    /// <summary>Whether a file is as a batch left it: it has our tag alone.</summary>
    public bool HasSeedTagOnly(SeedStep step) => _withSeedTagOnly.Contains(step.Id);

    /// <summary>The target's id of a file or link of the dataset; null when it is not there.</summary>
    public string? FindId(SeedStep step) => _ids.GetValueOrDefault(step.Id);

    /// <summary>Looks for them all.</summary>
    public static async Task<RemoteTarget> InspectAsync(
        ScopixClient client, RemoteSeedOptions options, RemotePlan plan, CancellationToken cancel)
    {
        var tagged = await ListTaggedAsync(client, options.Tag, cancel);
        var known = tagged.Count == 0 ? [] : await FindKnownHashesAsync(client, plan.Files, cancel);
        var target = new RemoteTarget();
        foreach (var link in plan.Links)
            target.MatchStep(link, tagged,
                one => one.MediaType == MediaType.Link && Uri.TryCreate(one.SourceUrl, UriKind.Absolute, out var url)
                    && url == new Uri(link.Url));
        // The same bytes under the same name first: the service may change a name that it does not like.
        foreach (var file in plan.Files.Where(file => known.Contains(file.Hash)))
            target.MatchStep(file.Step, tagged, one => one.SizeBytes == file.SizeBytes && one.Filename == file.Step.Filename);
        foreach (var file in plan.Files.Where(file => known.Contains(file.Hash) && target.FindId(file.Step) is null))
            target.MatchStep(file.Step, tagged, one => one.SizeBytes == file.SizeBytes && one.MediaType != MediaType.Link);
        return target;
    }

    /// <summary>All files and links that carry a tag.</summary>
    public static async Task<List<FileSummary>> ListTaggedAsync(ScopixClient client, string tag, CancellationToken cancel)
    {
        var all = new List<FileSummary>();
        await foreach (var file in client.Files.ListAllAsync(
            new FileQuery { Tags = [tag], SortBy = FileSort.CreatedAt, SortOrder = SortOrder.Asc }, cancel))
            if (file.Tags.Contains(tag)) all.Add(file); // a service that passes over the filter shall not have its files taken for ours
        return all;
    }

    private void MatchStep(SeedStep step, List<FileSummary> tagged, Predicate<FileSummary> fits)
    {
        if (tagged.Find(fits) is not { } found) return;
        tagged.Remove(found);
        _ids[step.Id] = found.Id;
        if (found.Tags.Count == 1) _withSeedTagOnly.Add(step.Id);
    }

    private static async Task<HashSet<string>> FindKnownHashesAsync(
        ScopixClient client, IEnumerable<RemoteFile> files, CancellationToken cancel)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in files.Select(file => file.Hash).Distinct().Chunk(MaxHashes))
            known.UnionWith((await client.Files.CheckDuplicatesAsync(some, cancel)).Duplicates);
        return known;
    }
}
