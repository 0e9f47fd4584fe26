using Scopix.Media.Embeddings;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>Finds chunks by meaning, with <c>--search semantic</c>.</summary>
internal sealed class SemanticSearch(SentenceEmbedder embedder, EmbeddingQueue queue) : IAsyncDisposable
{
    public EmbeddingQueue Queue => queue;

    /// <summary>Null unless the options ask for it.</summary>
    /// <exception cref="IOException">The program or its model is missing.</exception>
    public static SemanticSearch? Create(EmulatorOptions options, ILoggerFactory logs)
    {
        if (options.Search != SearchMethod.Semantic) return null;
        var folder = options.SemanticFolder ?? Path.Combine(AppContext.BaseDirectory, "semantic");
        var program = EmbeddingProgram.Find(folder) ?? throw new IOException(
            $"The semantic search needs the program scopix-semantic and its model in {folder}: make them with `make semantic`.");
        var embedder = new SentenceEmbedder(program);
        return new SemanticSearch(embedder, new EmbeddingQueue(embedder, options.SemanticChunks, logs.CreateLogger<EmbeddingQueue>()));
    }

    /// <summary>The vector of a query. Documents that are searched and have no vectors yet, as after loading a dataset, get them
    /// first.</summary>
    /// <exception cref="ApiError">503: the program does not answer.</exception>
    public async Task<float[]> EmbedQueryAsync(TenantState tenant, string query, CancellationToken cancel)
    {
        var files = tenant.Read(transaction => VectorStore.ListFilesWithout(transaction, queue.MaxChunks));
        if (files.Count > 0) await Task.WhenAll(files.Select(file => queue.Enqueue(tenant, file))).WaitAsync(cancel);
        try
        {
            return await embedder.EmbedAsync(query, EmbeddingKind.Query, cancel);
        }
        catch (EmbeddingException error)
        {
            throw ApiError.SearchUnavailable(error.Message);
        }
    }

    /// <summary>Begins to make the vectors of documents that were loaded without them.</summary>
    public void EmbedMissing(TenantState tenant)
    {
        foreach (var file in tenant.Read(transaction => VectorStore.ListFilesWithout(transaction, queue.MaxChunks)))
            queue.Enqueue(tenant, file);
    }

    public ValueTask DisposeAsync() => queue.DisposeAsync();
}
