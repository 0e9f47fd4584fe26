using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>
/// The files and links of a dataset that exist at the target: they have the tag and the size, and the service knows their hash. A
/// file with the same bytes and without the tag does not count.
/// </summary>
internal sealed class RemoteTarget
{
    private const int MaxHashes = 250;

    private readonly Dictionary<string, string> _ids = [];
    private readonly HashSet<string> _withSeedTagOnly = [];

    /// <summary>True for a file that has only the seed tag, as a batch creates it.</summary>
    public bool HasSeedTagOnly(SeedStep step) => _withSeedTagOnly.Contains(step.Id);

    /// <summary>The target's id of a file or link of the dataset; null when it does not exist.</summary>
    public string? FindId(SeedStep step) => _ids.GetValueOrDefault(step.Id);

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
        // files with the same name first, because the service may change a name
        foreach (var file in plan.Files.Where(file => known.Contains(file.Hash)))
            target.MatchStep(file.Step, tagged, one => one.SizeBytes == file.SizeBytes && one.Filename == file.Step.Filename);
        foreach (var file in plan.Files.Where(file => known.Contains(file.Hash) && target.FindId(file.Step) is null))
            target.MatchStep(file.Step, tagged, one => one.SizeBytes == file.SizeBytes && one.MediaType != MediaType.Link);
        return target;
    }

    public static async Task<List<FileSummary>> ListTaggedAsync(ScopixClient client, string tag, CancellationToken cancel)
    {
        var all = new List<FileSummary>();
        await foreach (var file in client.Files.ListAllAsync(
            new FileQuery { Tags = [tag], SortBy = FileSort.CreatedAt, SortOrder = SortOrder.Asc }, cancel))
            if (file.Tags.Contains(tag)) all.Add(file); // a service may ignore the filter
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
        foreach (var hashes in files.Select(file => file.Hash).Distinct().Chunk(MaxHashes))
            known.UnionWith((await client.Files.CheckDuplicatesAsync(hashes, cancel)).Duplicates);
        return known;
    }
}
