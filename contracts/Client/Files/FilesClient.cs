using System.Runtime.CompilerServices;

namespace Scopix.Client;

/// <summary>Files of every media type (seed 000, Managing Files; seed 001).</summary>
public sealed partial class FilesClient
{
    private readonly Transport _transport;
    private readonly UploadsClient _uploads;
    private readonly SessionsClient _sessions;
    private readonly DirectUploadsClient _directUploads;

    internal FilesClient(Transport transport, UploadsClient uploads, SessionsClient sessions, DirectUploadsClient direct) =>
        (_transport, _uploads, _sessions, _directUploads) = (transport, uploads, sessions, direct);

    /// <summary>A page of files.</summary>
    public Task<FileList> ListAsync(FileQuery? query = null, CancellationToken cancel = default) =>
        _transport.GetAsync((query ?? new()).ToPath(), ClientJson.Default.FileList, cancel);

    /// <summary>
    /// All files from the query's offset on, page after page (of 100 unless the query says otherwise). A file that comes or goes
    /// meanwhile can shift the pages.
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

    /// <summary>All that is known of a file, by its id or the first 8 characters of it.</summary>
    /// <param name="fileId">The id.</param>
    /// <param name="formatted">An image's details with <see cref="ImageFileDetails.FormattedDocument"/>, in Markdown.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotFoundException">There is none, or it is somebody else's.</exception>
    public Task<IFileDetails> GetAsync(string fileId, bool formatted = false, CancellationToken cancel = default) =>
        _transport.GetAsync(
            new RequestPath("/files/" + RequestPath.EscapeSegment(fileId)).Add("format", formatted ? "markdown" : null).ToString(),
            ClientJson.Default.IFileDetails, cancel);

    /// <summary>
    /// Changes what is given, and leaves the rest: <c>UpdateAsync(id, userDescription: null)</c> goes back to the AI's description.
    /// </summary>
    /// <param name="fileId">The id.</param>
    /// <param name="title">At most 255 characters.</param>
    /// <param name="tags">At most 40 of at most 50 characters.</param>
    /// <param name="userDescription">At most 10000 characters; null resets it.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<UpdateFileResult> UpdateAsync(
        string fileId, Optional<string?> title = default, Optional<string[]?> tags = default, Optional<string?> userDescription = default,
        CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Patch("/api/v2/files/" + RequestPath.EscapeSegment(fileId),
                new UpdateFileRequest { Title = title, Tags = tags, UserDescription = userDescription },
                ClientJson.Default.UpdateFileRequest),
            ClientJson.Default.UpdateFileResult, cancel);

    /// <summary>
    /// Deletes a file; for 30 days it can be brought back. When the answer was lost and the deletion is repeated, it is a 404.
    /// </summary>
    /// <exception cref="ConflictException">A document's text is being extracted or embedded.</exception>
    public Task<DeleteFileResult> DeleteAsync(string fileId, CancellationToken cancel = default) =>
        _transport.SendAsync(new ApiRequest(HttpMethod.Delete, "/api/v2/files/" + RequestPath.EscapeSegment(fileId)),
            ClientJson.Default.DeleteFileResult, cancel);

    /// <summary>Deletes 1–100 different files; what cannot be deleted is told one by one.</summary>
    /// <exception cref="ArgumentException">None, more than 100, or one twice.</exception>
    public Task<BatchDeleteResult> BatchDeleteAsync(IReadOnlyList<string> fileIds, CancellationToken cancel = default)
    {
        if (fileIds.Count is < 1 or > 100 || fileIds.Distinct().Count() != fileIds.Count)
            throw new ArgumentException("1 to 100 different ids are deleted at once.", nameof(fileIds));
        return _transport.SendAsync(
            ApiRequest.Post("/api/v2/files/batch-delete", new BatchDeleteRequest(fileIds), ClientJson.Default.BatchDeleteRequest),
            ClientJson.Default.BatchDeleteResult, cancel);
    }

    /// <summary>The processing status of an image, a document or a video.</summary>
    public Task<ProcessingStatus> GetProcessingStatusAsync(string fileId, CancellationToken cancel = default) =>
        _transport.GetAsync($"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/processing-status", ClientJson.Default.ProcessingStatus,
            cancel);

    /// <summary>Whether so many uploads are allowed now.</summary>
    public Task<QuotaInfo> CheckQuotaAsync(int fileCount, CancellationToken cancel = default) =>
        _transport.GetAsync(new RequestPath("/files/quota-check").Add("file_count", fileCount).ToString(), ClientJson.Default.QuotaInfo,
            cancel);

    /// <summary>Which of 1–250 SHA-256 hashes files have already.</summary>
    public Task<DuplicateCheck> CheckDuplicatesAsync(IReadOnlyList<string> hashes, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("/api/v2/files/check-duplicates", new CheckDuplicatesRequest(hashes), ClientJson.Default.CheckDuplicatesRequest)
                with { IsIdempotent = true }, ClientJson.Default.DuplicateCheck, cancel);

    /// <summary>Waits until a file is described, or cannot be; of a file that is not described, until its processing is over.</summary>
    /// <param name="fileId">The id.</param>
    /// <param name="within">How long; the options' <see cref="ScopixClientOptions.PollingTimeout"/> when null.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ScopixTimeoutException">It takes longer; what was seen last is in it.</exception>
    public Task<IFileDetails> WaitForDescriptionAsync(string fileId, TimeSpan? within = null, CancellationToken cancel = default) =>
        Polling.PollUntilAsync(
            _transport.Options, within, "The description", stop => GetAsync(fileId, cancel: stop),
            file => file.DescriptionStatus?.IsTerminal ?? file.PrimaryStatus?.IsTerminal ?? true, cancel);
}
