namespace Scopix.Client;

/// <summary>Maps the results of a batch to the positions of its files.</summary>
internal static class BatchResultMapper
{
    public static UploadResult ToUploadResult(BatchUploadItem item) => item.Status == ResultStatus.Failed
        ? UploadResult.CreateFailed(item.Filename, item.Error ?? "The upload failed.")
        : new UploadResult
        {
            ImageId = item.FileId ?? item.ExistingFileId ?? "",
            Filename = item.Filename,
            MediaType = item.MediaType,
            Status = item.Status,
            DescriptionStatus = item.Skipped ? DescriptionStatus.Skipped : DescriptionStatus.Pending,
        };

    public static UploadResult ToUploadResult(SessionResult item) => item.Status == ResultStatus.Failed
        ? UploadResult.CreateFailed(item.Filename, item.ErrorMessage ?? "The upload failed.") with { ImageId = item.FileId ?? "" }
        : new UploadResult
        {
            ImageId = item.FileId ?? "",
            Filename = item.Filename,
            Description = item.Description,
            VisibleText = item.VisibleText,
            Tags = item.Tags,
            ThumbnailUrl = item.ThumbnailUrl,
            CreatedAt = item.CreatedAt,
            Status = item.Status,
            DescriptionStatus = item.Status == ResultStatus.Skipped
                ? DescriptionStatus.Skipped : item.Description is null ? DescriptionStatus.Pending : DescriptionStatus.Completed,
        };

    /// <summary>
    /// Assigns each result to its file: by order when all names agree; otherwise, and when rejected files are left out, by name,
    /// with files of the same name in their order.
    /// </summary>
    public static void AssignResults(string[] names, UploadResult?[] places, (string Filename, UploadResult Result)[] outcomes)
    {
        if (outcomes.Length == names.Length && outcomes.Select(item => item.Filename).SequenceEqual(names))
        {
            for (var i = 0; i < names.Length; i++) places[i] ??= outcomes[i].Result;
            return;
        }
        foreach (var (filename, result) in outcomes)
        {
            var place = Enumerable.Range(0, names.Length).FirstOrDefault(i => places[i] is null && names[i] == filename, -1);
            if (place >= 0) places[place] = result;
        }
    }
}
