namespace Scopix.Client;

/// <summary>The single requests of streamed uploads (seed 001, Streaming Upload), an upload's status, and telemetry.</summary>
public sealed class UploadsClient
{
    private readonly Transport _transport;

    internal UploadsClient(Transport transport) => _transport = transport;

    /// <summary>Sends one file of at most 100 MB in one request. It is repeated only after a 429.</summary>
    /// <exception cref="PayloadTooLargeException">The file is larger; direct uploads take it.</exception>
    public async Task<StreamedUpload> StreamAsync(UploadSource file, UploadOptions? options = null, CancellationToken cancel = default)
    {
        await using var source = await file.OpenAsync(cancel);
        return await StreamAsync(file, source, options ?? new(), null, cancel);
    }

    /// <summary>Sends several files of at most 100 MB each, 2 GB together, in one request. It is repeated only after a 429.</summary>
    public async Task<BatchUpload> StreamBatchAsync(IReadOnlyList<UploadSource> files, UploadOptions? options = null, CancellationToken cancel = default)
    {
        var opened = new List<(UploadSource File, PreparedSource Source)>();
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
    public Task<UploadStatus> StatusAsync(string fileId, CancellationToken cancel = default) =>
        _transport.GetAsync($"/api/v2/files/uploads-status/{Query.Step(fileId)}", ClientJson.Default.UploadStatus, cancel);

    /// <summary>Logs what happened at the client (seed 001, Telemetry): no key is sent, and nothing is tried twice.</summary>
    public Task<EventLogged> LogEventAsync(UploadEvent what, CancellationToken cancel = default) =>
        _transport.AskAsync(Ask.Post("/api/v2/files/log-upload-event", what, ClientJson.Default.UploadEvent) with { Anonymous = true }, ClientJson.Default.EventLogged, cancel);

    internal Task<StreamedUpload> StreamAsync(UploadSource file, PreparedSource source, UploadOptions options, UploadMeter? meter, CancellationToken cancel)
    {
        long sent = 0;
        return _transport.AskAsync(Ask.Post("/api/v2/files/upload") with { Content = Body }, ClientJson.Default.StreamedUpload, cancel);

        HttpContent Body(Patience patience)
        {
            meter?.Sent(-sent);
            sent = 0;
            return Form(options).File("file", new SourceContent(source, 0, source.Length, patience, count =>
            {
                sent += count;
                meter?.Sent(count);
            }), file.Filename, file.ContentType ?? ContentTypes.Of(file.Filename));
        }
    }

    internal Task<BatchUpload> StreamBatchAsync(IReadOnlyList<(UploadSource File, PreparedSource Source)> files, UploadOptions options, CancellationToken cancel)
    {
        return _transport.AskAsync(Ask.Post("/api/v2/files/upload/batch") with { Content = Body }, ClientJson.Default.BatchUpload, cancel);

        HttpContent Body(Patience patience)
        {
            var form = Form(options with { Title = null });
            foreach (var (file, source) in files)
                form.File("files", new SourceContent(source, 0, source.Length, patience, null), file.Filename, file.ContentType ?? ContentTypes.Of(file.Filename));
            return form;
        }
    }

    private static UploadForm Form(UploadOptions options)
    {
        var form = new UploadForm();
        foreach (var (name, value) in options.Fields()) form.Field(name, value);
        return form;
    }
}
