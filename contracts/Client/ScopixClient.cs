using System.Text.Json;

namespace Scopix.Client;

/// <summary>
/// A client of the Scopix files API. It is thread-safe; create one and reuse it. Every method takes a cancellation token and
/// throws a <see cref="ScopixException"/> when the service refuses the request or cannot be reached.
/// </summary>
public sealed class ScopixClient : IDisposable
{
    /// <summary>
    /// The name of the <see cref="System.Diagnostics.ActivitySource"/> with an activity for each call, which lasts over its retries. Its
    /// name is the operation's id, e.g. <c>files.list</c>. Its tags are <c>server.address</c>, <c>server.port</c>,
    /// <c>http.request.resend_count</c> after retries, and of a failure <c>error.type</c>, <c>http.response.status_code</c>,
    /// <c>scopix.error_code</c> and <c>scopix.request_id</c>.
    /// </summary>
    public const string ActivitySourceName = "Scopix.Client";

    private readonly HttpSender _transport;

    /// <summary>Creates a client from its options.</summary>
    /// <exception cref="ArgumentException">An option is invalid; the message never contains the key.</exception>
    public ScopixClient(ScopixClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _transport = new HttpSender(options);
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

    /// <summary>The separate requests of streamed uploads, and an upload's status.</summary>
    public UploadsClient Uploads { get; }

    /// <summary>Sessions of batch uploads.</summary>
    public SessionsClient Sessions { get; }

    /// <summary>
    /// The separate requests of direct uploads;
    /// <see cref="FilesClient.UploadAsync(UploadSource, UploadOptions?, CancellationToken)"/> sends all of them.
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

    /// <summary>Creates a client from <c>SCOPIX_API_KEY</c> and, if it is set, <c>SCOPIX_BASE_URL</c>.</summary>
    /// <exception cref="ArgumentException"><c>SCOPIX_API_KEY</c> is not set, or <c>SCOPIX_BASE_URL</c> is no absolute
    /// URL.</exception>
    public static ScopixClient FromEnvironment()
    {
        var key = Environment.GetEnvironmentVariable("SCOPIX_API_KEY") is { Length: > 0 } set
            ? set : throw new ArgumentException("SCOPIX_API_KEY is not set. Set it to an API key.");
        if (Environment.GetEnvironmentVariable("SCOPIX_BASE_URL") is not { Length: > 0 } address)
            return new ScopixClient(new ScopixClientOptions { ApiKey = key });
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url)) throw new ArgumentException("SCOPIX_BASE_URL is no absolute URL.");
        return new ScopixClient(new ScopixClientOptions { ApiKey = key, BaseUrl = url });
    }

    /// <summary>Sends a GET, and returns its JSON as it was received: for fields and operations that this client does not know.</summary>
    /// <param name="path">The path with its query, from the origin on: <c>/api/v2/files?limit=1</c>.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<JsonElement> GetJsonAsync(string path, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path[0] != '/') throw new ArgumentException("The path must begin with a slash.", nameof(path));
        return _transport.GetAsync("GET", path, ClientJson.Default.JsonElement, cancel);
    }

    /// <summary>Closes the connections that the client opened.</summary>
    public void Dispose() => _transport.Dispose();
}
