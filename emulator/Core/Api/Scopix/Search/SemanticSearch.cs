using Scopix.Media.Embeddings;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>Finds chunks and similar images by meaning, with <c>--search semantic</c>.</summary>
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
        await EmbedMissingAsync(tenant).WaitAsync(cancel);
        try
        {
            return await embedder.EmbedAsync(query, EmbeddingKind.Query, cancel);
        }
        catch (EmbeddingException error)
        {
            throw ApiError.SearchUnavailable(error.Message);
        }
    }

    /// <summary>Makes the vectors of documents that were loaded without them.</summary>
    public Task EmbedMissingAsync(TenantState tenant) => Task.WhenAll(
        tenant.Read(transaction => VectorStore.ListFilesWithout(transaction, queue.MaxChunks)).Select(file => queue.Enqueue(tenant, file)));

    /// <summary>Makes the vectors of images that are about to be compared.</summary>
    public Task EmbedImagesAsync(TenantState tenant, IEnumerable<long> images, CancellationToken cancel) =>
        Task.WhenAll(images.Select(image => queue.Enqueue(tenant, image))).WaitAsync(cancel);

    public ValueTask DisposeAsync() => queue.DisposeAsync();
}
