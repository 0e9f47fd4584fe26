namespace Scopix.Media.Embeddings;

/// <summary>Turns texts into vectors with <c>scopix-semantic</c>, which starts with the first text and again when it has ended.</summary>
internal sealed class SentenceEmbedder(EmbeddingProgram program) : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private EmbeddingWorker? _worker;
    private bool _isDisposed;

    /// <summary>A vector of length 1, so that the product of two is their cosine.</summary>
    /// <exception cref="EmbeddingException">The program cannot be started, ended twice, or cannot read the text.</exception>
    public async Task<float[]> EmbedAsync(string text, EmbeddingKind kind, CancellationToken cancel)
    {
        var worker = await GetWorkerAsync(cancel);
        try
        {
            return await worker.EmbedAsync(text, kind, cancel);
        }
        catch (EmbeddingException) when (worker.HasEnded && !_isDisposed)
        {
            return await (await GetWorkerAsync(cancel)).EmbedAsync(text, kind, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _starting.WaitAsync();
        if (_worker is not null) await _worker.DisposeAsync();
        _starting.Release();
    }

    private async Task<EmbeddingWorker> GetWorkerAsync(CancellationToken cancel)
    {
        if (_worker is { HasEnded: false } running) return running;
        await _starting.WaitAsync(cancel);
        try
        {
            if (_isDisposed) throw new EmbeddingException("the emulator is stopping");
            if (_worker is { HasEnded: false } started) return started;
            if (_worker is { } ended) await ended.DisposeAsync();
            _worker = null;
            return _worker = await EmbeddingWorker.StartAsync(program)
                ?? throw new EmbeddingException("scopix-semantic cannot be started, or cannot load its model");
        }
        finally
        {
            _starting.Release();
        }
    }
}
