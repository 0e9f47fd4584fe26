using System.Security.Cryptography;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Media;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>A dataset as the public API can create it: files in their last state, and a list of what the API cannot create.</summary>
internal sealed class RemotePlan
{
    private const int MaxTags = 40, MinCredits = 2;

    private readonly SortedDictionary<string, int> _omitted = new(StringComparer.Ordinal);

    public List<SeedProject> Projects { get; } = [];

    /// <summary>Folders, each after its parent.</summary>
    public List<SeedFolder> Folders { get; } = [];

    public List<SeedLink> Links { get; } = [];

    public List<RemoteFile> Files { get; private set; } = [];

    public IEnumerable<string> Omitted =>
        [.. _omitted.Select(one => one.Value == 1 ? one.Key : $"{one.Key} ({one.Value} times)"),
            .. Files.Count > 0 ? ["original ids and times"] : Array.Empty<string>()];

    /// <summary>
    /// Reads a dataset's steps. Unless the dataset is to be removed, each file is generated to know its size, hash and cost.
    /// </summary>
    public static async Task<RemotePlan> CreateAsync(
        RemoteSeedOptions options, Action<string, int, int> reportProgress, CancellationToken cancel)
    {
        // the API cannot set times
        var steps = DatasetCatalogue.Create(options.Dataset, options.Seed, DateTimeOffset.UnixEpoch.AddYears(56), null, options.Locale)!
            .Steps.ToArray();
        var plan = new RemotePlan();
        plan.AddSteps(steps);
        if (options.RemoveLoaded) return plan;
        var (made, files) = (0, plan.Files.ToArray());
        await Parallel.ForAsync(0, files.Length, cancel, (i, _) =>
        {
            files[i] = WithSizeAndHash(files[i], options.Tag);
            reportProgress("Generating", Interlocked.Increment(ref made), files.Length);
            return ValueTask.CompletedTask;
        });
        plan.Files = [.. files];
        return plan;
    }

    /// <summary>The name of a top folder at the target, where names are unique across projects; with the mark.</summary>
    public string GetTopFolderName(SeedFolder folder, string mark)
    {
        var alone = Folders.Count(
            other => other.ParentId is null && string.Equals(other.Name, folder.Name, StringComparison.OrdinalIgnoreCase)) == 1;
        var project = Projects.FirstOrDefault(one => one.Id == folder.ProjectId)?.Name;
        return alone || project is null ? $"{folder.Name} {mark}" : $"{folder.Name}, {project} {mark}";
    }

    private void AddSteps(SeedStep[] steps)
    {
        var deleted = steps.OfType<SeedDeletion>().Select(step => step.Id).ToHashSet();
        var (edits, reviews) = (steps.OfType<SeedEdit>().ToLookup(step => step.Id), steps.OfType<SeedReview>().ToLookup(step => step.Id));
        foreach (var step in steps)
        {
            foreach (var beyond in step.UnsupportedByApi) Omit(beyond);
            if (step is SeedProject project) Projects.Add(project);
            if (step is SeedFolder folder) Folders.Add(folder);
            if (step is SeedLink link) Links.Add(link);
            if (step is SeedDeletion) Omit("a deleted file");
            if (step is SeedExport) Omit("a data export");
            if (step is SeedSession { Status: null } session) Omit(session);
            if (step is SeedCancellation) Omit("a session's cancellation");
            foreach (var file in GetFiles(step).Where(file => file.CreateContent is not null && !deleted.Contains(file.Id)))
                Files.Add(new RemoteFile(file, edits[file.Id].LastOrDefault(edit => edit.Title is not null)?.Title ?? file.Title)
                {
                    Session = (step as SeedSession)?.Id,
                    Tags = edits[file.Id].LastOrDefault(edit => edit.Tags is not null)?.Tags,
                    UserDescription = edits[file.Id].LastOrDefault(edit => edit.UserDescription is not null)?.UserDescription,
                    Reviews = [.. reviews[file.Id]],
                });
        }
    }

    private void Omit(SeedSession session)
    {
        if (session.Entries.All(entry => entry.File is null)) Omit("a session that has only refused files");
        else foreach (var _ in session.Entries.Where(entry => entry.File is null)) Omit("a session's file that was refused or sent twice");
    }

    private void Omit(string what) => _omitted[what] = _omitted.GetValueOrDefault(what) + 1;

    private static IEnumerable<SeedFile> GetFiles(SeedStep step) => step switch
    {
        SeedFile file => [file],
        SeedSession session => session.Entries.Select(entry => entry.File).OfType<SeedFile>(),
        _ => [],
    };

    /// <summary>
    /// Sends the AI's tags with a file that has none: the service adds its own tags only to a file without tags, and the seed tag
    /// is one.
    /// </summary>
    private static RemoteFile WithSizeAndHash(RemoteFile file, string tag)
    {
        var (step, made) = (file.Step, file.Step.CreateContent!());
        var tags = file.Tags ?? (step.Tags.Count > 0 ? step.Tags : step.AutoDescribe ? made.Outcome.Tags : []);
        return file with
        {
            Tags = [tag, .. tags.Select(one => one.Replace(',', ' ')).Take(MaxTags - 1)],
            SizeBytes = made.File.Bytes.Length,
            Hash = Convert.ToHexStringLower(SHA256.HashData(made.File.Bytes)),
            Credits = made.File is GeneratedVideo video ? Math.Max(MinCredits, (int)Math.Ceiling(video.Seconds / 60)) : 0,
        };
    }
}

/// <summary>A file to be uploaded.</summary>
/// <param name="Step">The dataset's step, which generates the bytes.</param>
/// <param name="Title">The last title.</param>
internal sealed record RemoteFile(SeedFile Step, string? Title)
{
    public string? Session { get; init; }

    /// <summary>The last tags after the seed tag; at most 40.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public string? UserDescription { get; init; }

    public IReadOnlyList<SeedReview> Reviews { get; init; } = [];

    public long SizeBytes { get; init; }

    public string Hash { get; init; } = "";

    /// <summary>
    /// The credits of a video's analysis: one for each started minute, at least the two that are reserved; 0 for other files.
    /// </summary>
    public int Credits { get; init; }
}
