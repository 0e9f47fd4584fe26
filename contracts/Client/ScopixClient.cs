namespace Scopix.Client;

/// <summary>
/// A client of the Scopix files API. It is safe for many threads; make one and keep it. Every method throws a
/// <see cref="ScopixException"/> when the service refuses or cannot be reached, and takes a cancellation token.
/// </summary>
public sealed class ScopixClient : IDisposable
{
    private readonly Transport _transport;

    /// <summary>A client with a key, or with everything else that can be chosen.</summary>
    /// <exception cref="ArgumentException">An option is out of its limits; the key is never shown.</exception>
    public ScopixClient(ScopixClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _transport = new Transport(options);
        Uploads = new UploadsClient(_transport);
        Sessions = new SessionsClient(_transport);
        DirectUploads = new DirectUploadsClient(_transport);
        Files = new FilesClient(_transport, Uploads, Sessions, DirectUploads);
        Documents = new DocumentsClient(_transport);
        Jobs = new JobsClient(_transport);
        Data = new DataClient(_transport);
        Folders = new FoldersClient(_transport);
        Projects = new ProjectsClient(_transport);
        Links = new LinksClient(_transport);
        Videos = new VideosClient(_transport);
    }

    /// <summary>Files: upload, list, details, download, change, delete, export, quota; seed 000.</summary>
    public FilesClient Files { get; }

    /// <summary>The single requests of streamed uploads, and an upload's status.</summary>
    public UploadsClient Uploads { get; }

    /// <summary>Sessions of batch uploads.</summary>
    public SessionsClient Sessions { get; }

    /// <summary>
    /// The single requests of direct uploads;
    /// <see cref="FilesClient.UploadAsync(UploadSource, UploadOptions?, CancellationToken)"/> makes them all.
    /// </summary>
    public DirectUploadsClient DirectUploads { get; }

    /// <summary>Documents: text, chunks, digitization, search, analysis.</summary>
    public DocumentsClient Documents { get; }

    /// <summary>Jobs of analyses.</summary>
    public JobsClient Jobs { get; }

    /// <summary>The history of descriptions and its export.</summary>
    public DataClient Data { get; }

    /// <summary>Folders.</summary>
    public FoldersClient Folders { get; }

    /// <summary>Project workspaces.</summary>
    public ProjectsClient Projects { get; }

    /// <summary>Links.</summary>
    public LinksClient Links { get; }

    /// <summary>Videos.</summary>
    public VideosClient Videos { get; }

    /// <summary>A client from <c>SCOPIX_API_KEY</c> and, if it is set, <c>SCOPIX_BASE_URL</c>.</summary>
    /// <exception cref="ArgumentException"><c>SCOPIX_API_KEY</c> is not set, or <c>SCOPIX_BASE_URL</c> is no address.</exception>
    public static ScopixClient FromEnvironment()
    {
        var key = Environment.GetEnvironmentVariable("SCOPIX_API_KEY") is { Length: > 0 } set
            ? set : throw new ArgumentException("SCOPIX_API_KEY is not set.");
        if (Environment.GetEnvironmentVariable("SCOPIX_BASE_URL") is not { Length: > 0 } address)
            return new ScopixClient(new ScopixClientOptions { ApiKey = key });
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url)) throw new ArgumentException("SCOPIX_BASE_URL is no address.");
        return new ScopixClient(new ScopixClientOptions { ApiKey = key, BaseUrl = url });
    }

    /// <summary>Closes the client's own connections.</summary>
    public void Dispose() => _transport.Dispose();
}
