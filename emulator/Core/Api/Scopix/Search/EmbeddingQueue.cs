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
    private readonly Dictionary<string, Queue<DocumentEmbedding>> _waiting = []; // by tenant
    private readonly Queue<string> _turns = new(); // tenants that wait
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public int MaxChunks => maxChunks;

    /// <summary>Makes the missing vectors of a document, and releases its stage that awaits them.</summary>
    /// <returns>Completes when they are made, or cannot be.</returns>
    public Task Enqueue(TenantState tenant, long file)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(tenant.Id, out var documents))
            {
                _waiting[tenant.Id] = documents = new Queue<DocumentEmbedding>();
                _turns.Enqueue(tenant.Id);
            }
            if (documents.FirstOrDefault(waiting => waiting.File == file && waiting.Tenant == tenant) is { } known) return known.Done.Task;
            var document = new DocumentEmbedding(tenant, file);
            documents.Enqueue(document);
            if (_run.IsCompleted && !_stop.IsCancellationRequested) _run = Task.Run(RunAsync);
            return document.Done.Task;
        }
    }

    /// <summary>Completes when a tenant's documents that wait now have their vectors.</summary>
    public Task WaitAsync(TenantState tenant, CancellationToken cancel)
    {
        lock (_lock)
            return _waiting.TryGetValue(tenant.Id, out var documents)
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
                isDone = await document.ContinueAsync(embedder, maxChunks, _stop.Token);
            }
            catch (EmbeddingException error) when (!_stop.IsCancellationRequested)
            {
                LogFailed(log, error.Message);
                document.Fail(error.Message);
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

    /// <summary>The emulator stops, the tenant was reset, or its disk is full or damaged.</summary>
    private static bool IsExpected(Exception error) =>
        error is OperationCanceledException or ObjectDisposedException or EmbeddingException or ApiError or SqliteException
            or IOException or TenantUnavailableException;

    private DocumentEmbedding? TakeTurn()
    {
        lock (_lock) return _stop.IsCancellationRequested || !_turns.TryDequeue(out var tenant) ? null : _waiting[tenant].Peek();
    }

    private void EndTurn(DocumentEmbedding document, bool isDone)
    {
        lock (_lock)
        {
            var documents = _waiting[document.Tenant.Id];
            if (isDone) documents.Dequeue();
            if (documents.Count > 0) _turns.Enqueue(document.Tenant.Id);
            else _waiting.Remove(document.Tenant.Id);
        }
        if (isDone) document.Done.TrySetResult();
    }

    [LoggerMessage(LogLevel.Error, "A document is not found by meaning: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "The vectors of a document were not stored: {Reason}")]
    private static partial void LogDropped(ILogger log, string reason);
}
