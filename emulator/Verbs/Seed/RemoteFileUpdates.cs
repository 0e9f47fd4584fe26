using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>
/// Updates a file after its upload: its own title and tags, which a batch cannot contain, a user's description, and reviews of
/// extractions.
/// </summary>
internal static class RemoteFileUpdates
{
    public static bool AreNeeded(RemoteFile file, bool bare) =>
        file.UserDescription is not null || file.Reviews.Count > 0 || (bare && HasOwnTitleOrTags(file));

    /// <summary>Sets the title and tags of a file that was uploaded in a batch, then its description and reviews.</summary>
    public static async Task ApplyAsync(ScopixClient client, RemoteSeedOptions options, RemoteFile file, string id, bool bare,
        RemoteReport report, CancellationToken cancel)
    {
        if (bare && HasOwnTitleOrTags(file) && !options.IsDryRun)
            await client.Files.UpdateAsync(
                id, title: file.Title is { } title ? title : default(Optional<string?>), tags: file.Tags!.ToArray(), cancel: cancel);
        await ApplyAsync(client, options, file, id, report, cancel);
        report.ClearFailure(file.Step.Filename);
    }

    /// <summary>Sets a missing description and missing reviews. In a dry run the id is null, and all of them are counted.</summary>
    public static async Task ApplyAsync(
        ScopixClient client, RemoteSeedOptions options, RemoteFile file, string? id, RemoteReport report, CancellationToken cancel)
    {
        if (file.UserDescription is null && file.Reviews.Count == 0) return;
        var details = id is null ? null : await client.Files.GetAsync(id, cancel: cancel);
        if (file.UserDescription is { } wanted && (details is null || (details.UserDescription ?? "") != wanted))
        {
            if (!options.IsDryRun) await client.Files.UpdateAsync(id!, userDescription: wanted, cancel: cancel);
            report.AddCompleted("changes");
        }
        foreach (var review in file.Reviews.Where(review => !IsReviewed(details, review)))
            if (options.IsDryRun || await ReviewAsync(client, id!, review, report, cancel)) report.AddCompleted("reviews");
        report.ClearFailure(file.Step.Filename);
    }

    private static bool HasOwnTitleOrTags(RemoteFile file) =>
        file.Tags is { Count: > 1 } || (file.Session is not null && file.Title is not null);

    private static bool IsReviewed(IFileDetails? details, SeedReview review) =>
        details is ImageFileDetails { ExtractionCorrections: { ValueKind: System.Text.Json.JsonValueKind.Object } corrections }
            && corrections.TryGetProperty(review.Domain, out _);

    /// <summary>The form of reviews is assumed, so a refusal by the service is reported and is no failure.</summary>
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
            report.AddSkipped([$"a review of {review.Domain}, which the target refuses: {refused.Message}"]);
            return false;
        }
    }
}
