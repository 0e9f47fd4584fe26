using Microsoft.Data.Sqlite;
using Scopix.Media.Embeddings;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>
/// Makes the vectors of documents in the background, one chunk at a time: a chunk of each tenant in turn, so that a tenant with many
/// documents does not hold up the others.
/// </summary>
/// <param name="maxChunks">How many chunks of a document get a vector.</param>
internal sealed partial class EmbeddingQueue(SentenceEmbedder embedder, int maxChunks, ILogger<EmbeddingQueue> log) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantState Tenant, long File), DocumentEmbedding> _documents = [];
    private readonly Dictionary<TenantState, Queue<DocumentEmbedding>> _waiting = [];
    private readonly Queue<TenantState> _turns = new(); // tenants that wait
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private bool _isRunning;

    public int MaxChunks => maxChunks;

    /// <summary>Makes the missing vectors of a document, and releases its stage that awaits them.</summary>
    /// <returns>Completes when they are made, or cannot be.</returns>
    public Task Enqueue(TenantState tenant, long file)
    {
        lock (_lock)
        {
            if (_documents.TryGetValue((tenant, file), out var known)) return known.Done.Task;
            if (!_waiting.TryGetValue(tenant, out var documents))
            {
                _waiting[tenant] = documents = new Queue<DocumentEmbedding>();
                _turns.Enqueue(tenant);
            }
            var document = _documents[(tenant, file)] = new DocumentEmbedding(tenant, file);
            documents.Enqueue(document);
            if (!_isRunning && !_stop.IsCancellationRequested) (_isRunning, _run) = (true, Task.Run(RunAsync));
            return document.Done.Task;
        }
    }

    /// <summary>Completes when a tenant's documents that wait now have their vectors.</summary>
    public Task WaitAsync(TenantState tenant, CancellationToken cancel)
    {
        lock (_lock)
            return _waiting.TryGetValue(tenant, out var documents)
                ? Task.WhenAll(documents.Select(document => document.Done.Task)).WaitAsync(cancel) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await embedder.DisposeAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (TakeTurn() is { } document)
        {
            var isDone = true;
            try
            {
                isDone = await ContinueAsync(document);
            }
            catch (Exception error) when (IsExpected(error))
            {
                if (!_stop.IsCancellationRequested) LogDropped(log, error.Message);
            }
            finally
            {
                EndTurn(document, isDone);
            }
        }
    }

    private async Task<bool> ContinueAsync(DocumentEmbedding document)
    {
        try
        {
            return await document.ContinueAsync(embedder, maxChunks, _stop.Token);
        }
        catch (EmbeddingException error) when (!_stop.IsCancellationRequested)
        {
            LogFailed(log, error.Message);
            document.Fail(error.Message);
            return true;
        }
    }

    /// <summary>The emulator stops, the tenant was reset, or its disk is full or damaged.</summary>
    private static bool IsExpected(Exception error) =>
        error is OperationCanceledException or ObjectDisposedException or EmbeddingException or ApiError or SqliteException
            or IOException or TenantUnavailableException;

    /// <summary>Null when nothing waits; the next document then starts the work anew.</summary>
    private DocumentEmbedding? TakeTurn()
    {
        lock (_lock)
        {
            _isRunning = !_stop.IsCancellationRequested && _turns.Count > 0;
            return _isRunning ? _waiting[_turns.Dequeue()].Peek() : null;
        }
    }

    private void EndTurn(DocumentEmbedding document, bool isDone)
    {
        lock (_lock)
        {
            var documents = _waiting[document.Tenant];
            if (isDone) _documents.Remove((document.Tenant, documents.Dequeue().File));
            if (documents.Count > 0) _turns.Enqueue(document.Tenant);
            else _waiting.Remove(document.Tenant);
        }
        if (isDone) document.Done.TrySetResult();
    }

    [LoggerMessage(LogLevel.Error, "A document is not found by meaning: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "The vectors of a document were not stored: {Reason}")]
    private static partial void LogDropped(ILogger log, string reason);
}
