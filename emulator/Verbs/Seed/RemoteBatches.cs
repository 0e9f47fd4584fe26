using Scopix.Client;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>Groups the files of a dataset into batches, so that the target has their sessions.</summary>
internal static class RemoteBatches
{
    /// <summary>The batch size that every tier accepts (seed 001, Limits &amp; Constraints: 10 to 200 by tier).</summary>
    public const int MinBatchSize = 10;

    private const int UnlimitedBatchSize = 200;

    public static int GetMaxBatchSize(QuotaInfo quota) =>
        Math.Max(1, quota.MaxBatchSize ?? (quota.MonthlyLimit < 0 ? UnlimitedBatchSize : MinBatchSize));

    /// <summary>
    /// The files of each session as batches. The form of a batch has one category, place, check and description setting for all its
    /// files, so a session with several of them becomes several batches.
    /// </summary>
    public static IEnumerable<RemoteFile[]> Create(IEnumerable<RemoteFile> files, int most) => files
        .Where(file => file.Session is not null)
        .GroupBy(file => (file.Session, file.Step.ContentCategory, file.Step.FolderId, file.Step.ProjectId, file.Step.AutoDescribe,
            file.Step.Compliance))
        .SelectMany(batch => batch.Chunk(most));

    public static UploadSource[] ToUploadSources(IEnumerable<RemoteFile> batch) =>
        [.. batch.Select(file => UploadSource.FromBytes(file.Step.CreateContent!().File.Bytes, file.Step.Filename))];
}
