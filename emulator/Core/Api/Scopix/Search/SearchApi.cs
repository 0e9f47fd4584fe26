using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>Semantic search over the chunks of documents (seed 001, Semantic Search &amp; Analyze).</summary>
/// <param name="semantic">Finds by meaning; null to find by words.</param>
internal sealed class SearchApi(SemanticSearch? semantic)
{
    public void Map(IEndpointRouteBuilder api) =>
        api.MapOperation("files.search", "POST", "/files/search", Search, Evidence.Assumed);

    private async Task<ApiResponse> Search(RequestContext context)
    {
        var request = (await context.ReadJsonAsync(ScopixJsonContext.Shared.SearchRequest)).Validate();

        var threshold = request.SimilarityThreshold ?? 0.3;
        var scope = request.DocumentIds is { } ids ? JsonSerializer.Serialize(ids, EngineJsonContext.Shared.StringArray) : null;
        var query = semantic is null ? null : await semantic.EmbedQueryAsync(context.Tenant, request.Query, context.Cancel);

        return ApiResponse.Ok(context.Tenant.Read(transaction =>
        {
            var found = query is null
                ? ChunkSearch.Find(transaction, request.Query, threshold, scope)
                : VectorStore.Find(transaction, query, threshold, scope);
            SearchHit[] items = [.. found.Take(request.Limit ?? 20).Select(hit => ReadHit(transaction, hit.Chunk, hit.Score))];
            return new SearchResponse(request.Query, items, found.Count, 4 + found.Count / 50);
        }), ScopixJsonContext.Shared.SearchResponse);
    }

    private static SearchHit ReadHit(Transaction transaction, long id, double score)
    {
        var (file, chunk) = transaction.Db.Query(
            "SELECT f.doc, f.seq, c.idx, c.content, c.pages, c.headings, c.tokens, c.type FROM chunks c JOIN files f ON f.seq = c.file "
            + "WHERE c.id = $1",
            row => (FileStore.Read(row), ChunkStore.Read(row, 2)), id)[0];
        return new SearchHit(
            chunk.GetId(file.Id), file.Id, file.Filename, chunk.Index, chunk.Content, chunk.Pages, chunk.Headings, score,
            new SearchHitMetadata(chunk.Type));
    }
}

/// <summary>The body of <c>POST /files/search</c>.</summary>
/// <param name="Query">1–1,000 characters.</param>
/// <param name="Limit">1–100, 20 when absent.</param>
/// <param name="SimilarityThreshold">0–1, 0.3 when absent.</param>
/// <param name="DocumentIds">Documents to search, at most 500 (as the list's ids: assumed); all when absent.</param>
internal sealed record SearchRequest(string Query, int? Limit = null, double? SimilarityThreshold = null, string[]? DocumentIds = null)
{
    /// <summary>Returns the request with ids in lower case.</summary>
    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public SearchRequest Validate()
    {
        RequestParameters.RequireText("query", Query, 1_000);
        if (Limit is < 1 or > 100) throw ApiError.Invalid("limit", "must be between 1 and 100");
        if (SimilarityThreshold is { } threshold && !(threshold >= 0 && threshold <= 1))
            throw ApiError.Invalid("similarity_threshold", "must be between 0 and 1");
        if (DocumentIds?.Length > 500) throw ApiError.Invalid("document_ids", $"at most 500 values, got {DocumentIds.Length}");
        return this with
        {
            DocumentIds = DocumentIds is null
                ? null
                : [.. DocumentIds.Select(id => RequestParameters.ParseUuid("document_ids", id, "body"))],
        };
    }
}

/// <param name="Items">At most <c>limit</c>, the best first.</param>
/// <param name="TotalCount">All chunks that reach the threshold.</param>
/// <param name="SearchTimeMs">Derived from the number of hits, so that runs with a frozen clock repeat themselves.</param>
internal sealed record SearchResponse(string Query, SearchHit[] Items, int TotalCount, int SearchTimeMs);

internal sealed record SearchHit(
    string ChunkId, string DocumentId, string DocumentFilename, int ChunkIndex, string Content, int[] PageNumbers,
    string[] HeadingHierarchy, double SimilarityScore, SearchHitMetadata Metadata);

internal sealed record SearchHitMetadata(string ChunkType);
