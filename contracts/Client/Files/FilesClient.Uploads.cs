namespace Scopix.Client;

public sealed partial class FilesClient
{
    /// <summary>Uploads a file from disk.</summary>
    /// <inheritdoc cref="UploadAsync(UploadSource, UploadOptions?, CancellationToken)"/>
    public Task<UploadResult> UploadAsync(string path, UploadOptions? options = null, CancellationToken cancel = default) =>
        UploadAsync(UploadSource.FromFile(path), options, cancel);

    /// <summary>Uploads a stream from its current position to its end; it is not closed.</summary>
    /// <inheritdoc cref="UploadAsync(UploadSource, UploadOptions?, CancellationToken)"/>
    public Task<UploadResult> UploadAsync(
        Stream stream, string filename, UploadOptions? options = null, CancellationToken cancel = default) =>
        UploadAsync(UploadSource.FromStream(stream, filename), options, cancel);

    /// <summary>Uploads bytes.</summary>
    /// <inheritdoc cref="UploadAsync(UploadSource, UploadOptions?, CancellationToken)"/>
    public Task<UploadResult> UploadAsync(
        ReadOnlyMemory<byte> bytes, string filename, UploadOptions? options = null, CancellationToken cancel = default) =>
        UploadAsync(UploadSource.FromBytes(bytes, filename), options, cancel);

    /// <summary>
    /// Uploads a file: up to 100 MB in one request, a larger one directly to storage, several parts at a time. A file that the
    /// service finds too large for one request goes to storage too.
    /// </summary>
    /// <exception cref="UploadException">A direct upload failed after its intent was created; the cause is the inner
    /// exception.</exception>
    /// <exception cref="UploadSourceException">The file cannot be read.</exception>
    public async Task<UploadResult> UploadAsync(UploadSource file, UploadOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        await using var source = await file.OpenAsync(cancel);
        return await UploadAsync(file, source, options, cancel);
    }

    /// <summary>
    /// Uploads several files: small ones in batches as large as the account allows, large ones one by one. A file that fails does
    /// not stop the others; its result has the reason. Returns when the service has stored all files, or, with
    /// <see cref="UploadOptions.WaitForDescription"/>, when all are described.
    /// </summary>
    /// <exception cref="QuotaExceededException">The quota does not allow so many uploads; nothing was sent.</exception>
    public Task<BatchUploadResults> UploadBatchAsync(
        IEnumerable<UploadSource> files, UploadOptions? options = null, CancellationToken cancel = default) =>
        new BatchUploader(this, _uploads, _sessions, options ?? new()).RunAsync([.. files], cancel);

    /// <summary>Uploads several files from disk.</summary>
    /// <inheritdoc cref="UploadBatchAsync(IEnumerable{UploadSource}, UploadOptions?, CancellationToken)"/>
    public Task<BatchUploadResults> UploadBatchAsync(
        IEnumerable<string> paths, UploadOptions? options = null, CancellationToken cancel = default) =>
        UploadBatchAsync(paths.Select(path => UploadSource.FromFile(path)), options, cancel);

    /// <summary>Uploads the files of a folder that match a pattern, ordered by name.</summary>
    /// <inheritdoc cref="UploadBatchAsync(IEnumerable{UploadSource}, UploadOptions?, CancellationToken)"/>
    public Task<BatchUploadResults> UploadFolderAsync(
        string folder, string pattern = "*", bool recursive = false, UploadOptions? options = null, CancellationToken cancel = default) =>
        UploadBatchAsync(
            Directory.EnumerateFiles(folder, pattern, recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
                .Order(StringComparer.Ordinal), options, cancel);

    internal async Task<UploadResult> UploadAsync(
        UploadSource file, UploadSourceReader source, UploadOptions options, CancellationToken cancel)
    {
        var progress = new UploadProgressReporter(options.Progress, source.Length);
        var result = options.UsesDirectUpload(source.Length) ? await DirectAsync() : await StreamedAsync();
        if (options.WaitForDescription && result is { ImageId.Length: > 0, Status: not { Value: "skipped" } })
        {
            progress.SetPhase(UploadPhase.Describing);
            result = result.WithDetails(await WaitForDescriptionAsync(result.ImageId, cancel: cancel));
        }
        progress.SetPhase(UploadPhase.Done);
        return result;

        async Task<UploadResult> DirectAsync() =>
            UploadResult.From(await new DirectUploader(_transport, _directUploads, file, source, options, progress).RunAsync(cancel));

        async Task<UploadResult> StreamedAsync()
        {
            try
            {
                progress.SetPhase(UploadPhase.Uploading);
                return UploadResult.From(await _uploads.StreamAsync(file, source, options, progress, cancel), file.Filename);
            }
            catch (PayloadTooLargeException refused)
                when (refused.SuggestedEndpoint?.EndsWith("/files/direct-uploads", StringComparison.Ordinal) == true)
            {
                progress = new UploadProgressReporter(options.Progress, source.Length);
                return await DirectAsync();
            }
        }
    }
}
