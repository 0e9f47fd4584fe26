using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>
/// What happens to a file after its upload: the title and tags of its own that a batch cannot carry, a user's description, reviews
/// of what the AI found.
/// </summary>
internal static class RemoteFileUpdates
{
    /// <summary>Whether there is anything to make of a file that is at the target.</summary>
    public static bool AreNeeded(
        RemoteFile file, bool bare) => file.UserDescription is not null || file.Reviews.Count > 0 || (bare && HasOwnTitleOrTags(file));

    /// <summary>Gives a file of a batch its title and tags, then makes what is missing of it.</summary>
    public static async Task ApplyAsync(ScopixClient client, RemoteSeedOptions options, RemoteFile file, string id, bool bare,
        RemoteReport report, CancellationToken cancel)
    {
        if (bare && HasOwnTitleOrTags(file) && !options.IsDryRun)
            await client.Files
                .UpdateAsync(id, title: file.Title is { } title ? title : default(Optional<string?>), tags: file.Tags!.ToArray(),
                    cancel: cancel);
        await ApplyAsync(client, options, file, id, report, cancel);
        report.ClearFailure(file.Step.Filename);
    }

    /// <summary>Makes what is missing of it; without an id, in a dry run, all of it is counted.</summary>
    public static async Task ApplyAsync(
        ScopixClient client, RemoteSeedOptions options, RemoteFile file, string? id, RemoteReport report, CancellationToken cancel)
    {
        if (file.UserDescription is null && file.Reviews.Count == 0) return;
        var details = id is null ? null : await client.Files.GetAsync(id, cancel: cancel);
        if (file.UserDescription is { } wanted && (details is null || (details.UserDescription ?? "") != wanted))
        {
            if (!options.IsDryRun) await client.Files.UpdateAsync(id!, userDescription: wanted, cancel: cancel);
            report.AddDone("changes");
        }
        foreach (var review in file.Reviews.Where(review => !IsReviewed(details, review)))
            if (options.IsDryRun || await ReviewAsync(client, id!, review, report, cancel)) report.AddDone("reviews");
        report.ClearFailure(file.Step.Filename);
    }

    private static bool HasOwnTitleOrTags(
        RemoteFile file) => file.Tags is { Count: > 1 } || (file.Session is not null && file.Title is not null);

    private static bool IsReviewed(IFileDetails? details, SeedReview review) =>
        details is ImageFileDetails { ExtractionCorrections: { ValueKind: System.Text.Json.JsonValueKind.Object } corrections }
            && corrections.TryGetProperty(review.Domain, out _);

    /// <summary>The shape of what is reviewed is ours, so that a service may refuse it: that is told, and no failure.</summary>
    private static async Task<bool> ReviewAsync(
        ScopixClient client, string id, SeedReview review, RemoteReport report, CancellationToken cancel)
    {
        await client.Files.WaitForDescriptionAsync(id, cancel: cancel);
        try
        {
            await client.Files.ReviewExtractionAsync(
                id, new ExtractionDomain(review.Domain),
                review.ItemReviews.ToDictionary(one => one.Key, one => new ReviewDecision(one.Value)), review.FieldEdits, cancel);
            return true;
        }
        catch (ScopixException refused) when (refused is ValidationException or NotFoundException)
        {
            report.AddOmitted([$"a review of {review.Domain}, which the target refuses: {refused.Message}"]);
            return false;
        }
    }
}
