using System.Globalization;

namespace Scopix.Client;

/// <summary>
/// Documents (seed 001, Document Operations; Semantic Search &amp; Analyze). For a file of another media type every method throws
/// a <see cref="ValidationException"/>.
/// </summary>
public sealed class DocumentsClient
{
    private readonly HttpSender _transport;

    internal DocumentsClient(HttpSender transport) => _transport = transport;

    /// <summary>A document's plain text.</summary>
    /// <exception cref="ConflictException">The text is not extracted yet.</exception>
    public Task<DocumentText> GetTextAsync(string fileId, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.text", $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/text", ClientJson.Default.DocumentText, cancel);

    /// <summary>A document's chunks, on request with their vectors and the states of these.</summary>
    public Task<ChunkList> GetChunksAsync(string fileId, bool? includeEmbeddings = null, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.chunks",
            new RequestPath($"/files/{RequestPath.EscapeSegment(fileId)}/chunks").Add("include_embeddings", includeEmbeddings).ToString(),
            ClientJson.Default.ChunkList, cancel);

    /// <summary>A document's structure, page by page.</summary>
    public Task<Digitization> GetDigitizationAsync(string fileId, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.digitization", $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/digitization",
            ClientJson.Default.Digitization, cancel);

    /// <summary>The structure of one page (1-indexed).</summary>
    public Task<DigitizedPage> GetDigitizedPageAsync(string fileId, int pageNumber, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.digitization_page",
            $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/digitization/pages/{pageNumber.ToString(CultureInfo.InvariantCulture)}",
            ClientJson.Default.DigitizedPage, cancel);

    /// <summary>The progress of digitization.</summary>
    public Task<DigitizationStatus> GetDigitizationStatusAsync(string fileId, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.digitization_status", $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/digitization/status",
            ClientJson.Default.DigitizationStatus, cancel);

    /// <summary>Finds chunks by meaning.</summary>
    /// <param name="query">1–1000 characters.</param>
    /// <param name="limit">1–100; 20 when null.</param>
    /// <param name="similarityThreshold">0–1; 0.3 when null.</param>
    /// <param name="documentIds">Searches only these documents; all when null.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<SearchResults> SearchAsync(
        string query, int? limit = null, double? similarityThreshold = null, IReadOnlyList<string>? documentIds = null,
        CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("files.search", "/api/v2/files/search", new SearchRequest(query, limit, similarityThreshold, documentIds),
                ClientJson.Default.SearchRequest) with
            { IsIdempotent = true },
            ClientJson.Default.SearchResults, cancel);

    /// <summary>
    /// Uploads a document of at most 10 MB and waits for its text, 5–120 seconds (60 when null); after that time a job continues.
    /// </summary>
    public async Task<AnalysisResult> AnalyzeAsync(UploadSource file, AnalyzeOptions? options = null, CancellationToken cancel = default)
    {
        await using var source = await file.OpenAsync(cancel);
        return await _transport.SendAsync(
            CreateFormRequest("files.analyze", "/api/v2/files/analyze", file, source, options), ClientJson.Default.AnalysisResult, cancel);
    }

    /// <summary>Uploads a document of at most 10 MB; a job analyses it.</summary>
    public async Task<JobAccepted> StartAnalysisAsync(UploadSource file, AnalyzeOptions? options = null, CancellationToken cancel = default)
    {
        await using var source = await file.OpenAsync(cancel);
        return await _transport.SendAsync(
            CreateFormRequest("files.analyze_async", "/api/v2/files/analyze/async", file, source, options), ClientJson.Default.JobAccepted,
            cancel);
    }

    private static ApiRequest CreateFormRequest(
        string operation, string path, UploadSource file, UploadSourceReader source, AnalyzeOptions? options) =>
        ApiRequest.Post(operation, path) with
        {
            Content = idleTimeout => new UploadForm()
                .AddField("timeout", options?.TimeoutSeconds?.ToString(CultureInfo.InvariantCulture))
                .AddField("skip_duplicates", options?.SkipDuplicates is { } skip ? skip ? "true" : "false" : null)
                .AddField("folder_id", options?.FolderId).AddField("project_id", options?.ProjectId)
                .AddFile("file", new UploadSourceContent(source, 0, source.Length, idleTimeout, null), file.Filename,
                    file.ContentType ?? ContentTypes.ForFilename(file.Filename)),
        };
}

/// <summary>Options of a document's analysis.</summary>
public sealed record AnalyzeOptions
{
    /// <summary>The time limit, 5–120 seconds.</summary>
    public int? TimeoutSeconds { get; init; }

    public bool? SkipDuplicates { get; init; }

    public string? FolderId { get; init; }

    public string? ProjectId { get; init; }
}

internal sealed record SearchRequest(string Query, int? Limit, double? SimilarityThreshold, IReadOnlyList<string>? DocumentIds);
