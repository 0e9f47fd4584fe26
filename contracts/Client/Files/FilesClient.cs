using System.Runtime.CompilerServices;

namespace Scopix.Client;

/// <summary>Files of every media type (seed 000, Managing Files; seed 001).</summary>
public sealed partial class FilesClient
{
    private readonly HttpSender _transport;
    private readonly UploadsClient _uploads;
    private readonly SessionsClient _sessions;
    private readonly DirectUploadsClient _directUploads;

    internal FilesClient(HttpSender transport, UploadsClient uploads, SessionsClient sessions, DirectUploadsClient direct) =>
        (_transport, _uploads, _sessions, _directUploads) = (transport, uploads, sessions, direct);

    /// <summary>A page of files.</summary>
    public Task<FileList> ListAsync(FileQuery? query = null, CancellationToken cancel = default) =>
        _transport.GetAsync("files.list", (query ?? new()).ToPath(), ClientJson.Default.FileList, cancel);

    /// <summary>
    /// All files from the query's offset on; pages are requested as needed (of 100 unless the query has a limit). A file that is
    /// added or deleted meanwhile can shift the pages.
    /// </summary>
    public async IAsyncEnumerable<FileSummary> ListAllAsync(
        FileQuery? query = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var next = (query ?? new()) with { Limit = query?.Limit ?? 100, Offset = query?.Offset ?? 0 };
        for (var more = true; more;)
        {
            var page = await ListAsync(next, cancel);
            foreach (var file in page.Items) yield return file;
            more = page.HasMore && page.Items.Count > 0;
            next = next with { Offset = next.Offset + page.Items.Count };
        }
    }

    /// <summary>All properties of a file, by its id or the first 8 characters of the id.</summary>
    /// <param name="fileId">The id.</param>
    /// <param name="formatted">True to get <see cref="ImageFileDetails.FormattedDocument"/>, in Markdown, with an image's
    /// details.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NotFoundException">The file does not exist, or it belongs to another tenant.</exception>
    public Task<IFileDetails> GetAsync(string fileId, bool formatted = false, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.get",
            new RequestPath("/files/" + RequestPath.EscapeSegment(fileId)).Add("format", formatted ? "markdown" : null).ToString(),
            ClientJson.Default.IFileDetails, cancel);

    /// <summary>
    /// Changes only the properties that are given; <c>UpdateAsync(id, userDescription: null)</c> restores the AI's description.
    /// </summary>
    /// <param name="fileId">The id.</param>
    /// <param name="title">At most 255 characters.</param>
    /// <param name="tags">At most 40 of at most 50 characters.</param>
    /// <param name="userDescription">At most 10000 characters; null restores the AI's description.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<UpdateFileResult> UpdateAsync(
        string fileId, Optional<string?> title = default, Optional<string[]?> tags = default, Optional<string?> userDescription = default,
        CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Patch("files.update", "/api/v2/files/" + RequestPath.EscapeSegment(fileId),
                new UpdateFileRequest { Title = title, Tags = tags, UserDescription = userDescription },
                ClientJson.Default.UpdateFileRequest),
            ClientJson.Default.UpdateFileResult, cancel);

    /// <summary>
    /// Deletes a file, which can be restored for 30 days. When a response is lost and the request is repeated, the second
    /// response is a 404.
    /// </summary>
    /// <exception cref="ConflictException">A document's text is being extracted or embedded.</exception>
    public Task<DeleteFileResult> DeleteAsync(string fileId, CancellationToken cancel = default) =>
        _transport.SendAsync(new ApiRequest("files.delete", HttpMethod.Delete, "/api/v2/files/" + RequestPath.EscapeSegment(fileId)),
            ClientJson.Default.DeleteFileResult, cancel);

    /// <summary>Deletes 1–100 different files; the result names each file that could not be deleted.</summary>
    /// <exception cref="ArgumentException">There are no ids, more than 100, or duplicates.</exception>
    public Task<BatchDeleteResult> BatchDeleteAsync(IReadOnlyList<string> fileIds, CancellationToken cancel = default)
    {
        if (fileIds.Count is < 1 or > 100 || fileIds.Distinct().Count() != fileIds.Count)
            throw new ArgumentException("Give 1 to 100 different ids.", nameof(fileIds));
        return _transport.SendAsync(
            ApiRequest.Post("files.batch_delete", "/api/v2/files/batch-delete",
                new BatchDeleteRequest(fileIds), ClientJson.Default.BatchDeleteRequest),
            ClientJson.Default.BatchDeleteResult, cancel);
    }

    /// <summary>The processing status of an image, a document or a video.</summary>
    public Task<ProcessingStatus> GetProcessingStatusAsync(string fileId, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.processing_status", $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/processing-status",
            ClientJson.Default.ProcessingStatus, cancel);

    /// <summary>Checks whether so many uploads are allowed now.</summary>
    public Task<QuotaInfo> CheckQuotaAsync(int fileCount, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.quota_check", new RequestPath("/files/quota-check").Add("file_count", fileCount).ToString(),
            ClientJson.Default.QuotaInfo, cancel);

    /// <summary>Finds which of 1–250 SHA-256 hashes belong to existing files.</summary>
    public Task<DuplicateCheck> CheckDuplicatesAsync(IReadOnlyList<string> hashes, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("files.check_duplicates", "/api/v2/files/check-duplicates",
                new CheckDuplicatesRequest(hashes), ClientJson.Default.CheckDuplicatesRequest)
                with
            { IsIdempotent = true }, ClientJson.Default.DuplicateCheck, cancel);

    /// <summary>
    /// Waits until a file is described or its description has failed; for a file without a description, until its processing has
    /// ended.
    /// </summary>
    /// <param name="fileId">The id.</param>
    /// <param name="within">How long to wait; <see cref="ScopixClientOptions.PollingTimeout"/> when null.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ScopixTimeoutException">It does not end in time; the exception has the last state seen.</exception>
    public Task<IFileDetails> WaitForDescriptionAsync(string fileId, TimeSpan? within = null, CancellationToken cancel = default) =>
        Polling.PollUntilAsync(
            _transport.Options, within, "The description", stop => GetAsync(fileId, cancel: stop),
            file => file.DescriptionStatus?.IsTerminal ?? file.PrimaryStatus?.IsTerminal ?? true, cancel);

    /// <summary>
    /// Waits until the processing of a file has ended: its description, its text, its vectors and all else. <c>PrimaryStatus</c> of the
    /// result says how: <c>completed</c>, <c>failed</c> or <c>partially_completed</c>.
    /// </summary>
    /// <param name="fileId">The id.</param>
    /// <param name="within">How long to wait; <see cref="ScopixClientOptions.PollingTimeout"/> when null.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ScopixTimeoutException">It does not end in time; the exception has the last state seen.</exception>
    public Task<IFileDetails> WaitForProcessingAsync(string fileId, TimeSpan? within = null, CancellationToken cancel = default) =>
        Polling.PollUntilAsync(
            _transport.Options, within, "The processing", stop => GetAsync(fileId, cancel: stop),
            file => file.PrimaryStatus?.IsTerminal ?? false, cancel);
}
