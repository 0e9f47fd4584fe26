using Scopix.Client;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>Which files of a dataset go together in a request, so that the target has their session.</summary>
internal static class RemoteBatches
{
    /// <summary>Files that every tier takes at once (seed 001, Limits &amp; Constraints: 10 to 200 by tier).</summary>
    public const int MinBatchSize = 10;

    private const int UnlimitedBatchSize = 200;

    /// <summary>How many files an account may send at once.</summary>
    public static int GetMaxBatchSize(
        QuotaInfo quota) => Math.Max(1, quota.MaxBatchSize ?? (quota.MonthlyLimit < 0 ? UnlimitedBatchSize : MinBatchSize));

    /// <summary>
    /// The files of each session as batches: what a batch's form says (category, place, check, description) is the same for all its
    /// files, so that a session of several categories becomes several.
    /// </summary>
    public static IEnumerable<RemoteFile[]> Create(IEnumerable<RemoteFile> files, int most) => files
        .Where(file => file.Session is not null)
        .GroupBy(file => (file.Session, file.Step.ContentCategory, file.Step.FolderId, file.Step.ProjectId, file.Step.AutoDescribe,
            file.Step.Compliance))
        .SelectMany(batch => batch.Chunk(most));

    /// <summary>The files' bytes and names.</summary>
    public static UploadSource[] ToUploadSources(
        IEnumerable<RemoteFile> batch) => [.. batch.Select(
            file => UploadSource.FromBytes(file.Step.CreateContent!().File.Bytes, file.Step.Filename))];
}
