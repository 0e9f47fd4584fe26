namespace Scopix.Client;

/// <summary>The separate requests of streamed uploads (seed 001, Streaming Upload), an upload's status, and telemetry.</summary>
public sealed class UploadsClient
{
    private readonly HttpSender _transport;

    internal UploadsClient(HttpSender transport) => _transport = transport;

    /// <summary>
    /// Sends one file of at most 100 MB in one request, which is repeated only after a 429. With <see
    /// cref="UploadOptions.SkipDuplicates"/> it is repeated after a lost connection too: the service then answers with the file that it
    /// has.
    /// </summary>
    /// <exception cref="PayloadTooLargeException">The file is too large; use a direct upload.</exception>
    public async Task<StreamUploadResult> StreamAsync(UploadSource file, UploadOptions? options = null, CancellationToken cancel = default)
    {
        await using var source = await file.OpenAsync(cancel);
        return await StreamAsync(file, source, options ?? new(), null, cancel);
    }

    /// <summary>
    /// Sends several files of at most 100 MB each, 2 GB together, in one request, which is repeated only after a 429.
    /// </summary>
    public async Task<BatchUploadResponse> StreamBatchAsync(
        IReadOnlyList<UploadSource> files, UploadOptions? options = null, CancellationToken cancel = default)
    {
        var opened = new List<(UploadSource File, UploadSourceReader Source)>();
        try
        {
            foreach (var file in files) opened.Add((file, await file.OpenAsync(cancel)));
            return await StreamBatchAsync(opened, options ?? new(), cancel);
        }
        finally
        {
            foreach (var (_, source) in opened) await source.DisposeAsync();
        }
    }

    /// <summary>The unified status of a file's upload and processing (seed 001, Upload Sessions &amp; Status).</summary>
    public Task<UploadStatus> GetStatusAsync(string fileId, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "uploads.status", $"/api/v2/files/uploads-status/{RequestPath.EscapeSegment(fileId)}", ClientJson.Default.UploadStatus, cancel);

    /// <summary>Logs an event of the client (seed 001, Telemetry), without the key and without retries.</summary>
    public Task<LogEventResult> LogEventAsync(UploadEvent what, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("telemetry.log", "/api/v2/files/log-upload-event",
                what, ClientJson.Default.UploadEvent) with
            { IsAnonymous = true },
            ClientJson.Default.LogEventResult, cancel);

    internal Task<StreamUploadResult> StreamAsync(
        UploadSource file, UploadSourceReader source, UploadOptions options, UploadProgressReporter? progress, CancellationToken cancel)
    {
        long sent = 0;
        return _transport.SendAsync(
            ApiRequest.Post("files.upload", "/api/v2/files/upload") with { Content = Body, IsIdempotent = options.SkipDuplicates == true },
            ClientJson.Default.StreamUploadResult, cancel);

        HttpContent Body(IdleTimeout idleTimeout)
        {
            progress?.AddBytesSent(-sent);
            sent = 0;
            return CreateForm(options).AddFile("file", new UploadSourceContent(source, 0, source.Length, idleTimeout, count =>
            {
                sent += count;
                progress?.AddBytesSent(count);
            }), file.Filename, file.ContentType ?? ContentTypes.ForFilename(file.Filename));
        }
    }

    internal Task<BatchUploadResponse> StreamBatchAsync(
        IReadOnlyList<(UploadSource File, UploadSourceReader Source)> files, UploadOptions options, CancellationToken cancel)
    {
        return _transport.SendAsync(ApiRequest.Post("files.upload_batch", "/api/v2/files/upload/batch") with { Content = Body },
            ClientJson.Default.BatchUploadResponse, cancel);

        HttpContent Body(IdleTimeout idleTimeout)
        {
            var form = CreateForm(options with { Title = null });
            foreach (var (file, source) in files)
                form.AddFile("files", new UploadSourceContent(source, 0, source.Length, idleTimeout, null), file.Filename,
                    file.ContentType ?? ContentTypes.ForFilename(file.Filename));
            return form;
        }
    }

    private static UploadForm CreateForm(UploadOptions options)
    {
        var form = new UploadForm();
        foreach (var (name, value) in options.ToFormFields()) form.AddField(name, value);
        return form;
    }
}
