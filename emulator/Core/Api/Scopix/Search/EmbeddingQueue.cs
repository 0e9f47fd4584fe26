using Microsoft.Data.Sqlite;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media.Embeddings;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>
/// Makes the vectors of documents and images in the background, one text at a time: a text of each tenant in turn, so that a tenant
/// with many files does not hold up the others.
/// </summary>
/// <param name="maxChunks">How many chunks of a document get a vector.</param>
internal sealed partial class EmbeddingQueue(SentenceEmbedder embedder, int maxChunks, ILogger<EmbeddingQueue> log) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantState Tenant, long File), FileEmbedding> _files = [];
    private readonly Dictionary<TenantState, Queue<FileEmbedding>> _waiting = [];
    private readonly Queue<TenantState> _turns = new(); // tenants that wait
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private bool _isRunning;

    public int MaxChunks => maxChunks;

    /// <summary>Makes the missing vectors of a file, and releases its stage that awaits them.</summary>
    /// <returns>Completes when they are made, or cannot be.</returns>
    public Task Enqueue(TenantState tenant, long file)
    {
        lock (_lock)
        {
            if (_files.TryGetValue((tenant, file), out var known)) return known.Done.Task;
            if (!_waiting.TryGetValue(tenant, out var files))
            {
                _waiting[tenant] = files = new Queue<FileEmbedding>();
                _turns.Enqueue(tenant);
            }
            var next = _files[(tenant, file)] = new FileEmbedding(tenant, file);
            files.Enqueue(next);
            if (!_isRunning && !_stop.IsCancellationRequested) (_isRunning, _run) = (true, Task.Run(RunAsync));
            return next.Done.Task;
        }
    }

    /// <summary>Makes the vector of an image as soon as its description is known, so that comparing many images does not begin with
    /// it.</summary>
    public void EnqueueImage(Transaction transaction, FileRecord file)
    {
        if (file.MediaType == "image" && file.RevealedOutcome is not null)
            transaction.OnCommitted(() => Enqueue(transaction.Tenant, file.Seq));
    }

    /// <summary>Completes when a tenant's files that wait now have their vectors.</summary>
    public Task WaitAsync(TenantState tenant, CancellationToken cancel)
    {
        lock (_lock)
            return _waiting.TryGetValue(tenant, out var files)
                ? Task.WhenAll(files.Select(file => file.Done.Task)).WaitAsync(cancel) : Task.CompletedTask;
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
        while (TakeTurn() is { } file)
        {
            var isDone = true;
            try
            {
                isDone = await ContinueAsync(file);
            }
            catch (Exception error) when (IsExpected(error))
            {
                if (!_stop.IsCancellationRequested) LogDropped(log, error.Message);
            }
            finally
            {
                EndTurn(file, isDone);
            }
        }
    }

    private async Task<bool> ContinueAsync(FileEmbedding file)
    {
        try
        {
            return await file.ContinueAsync(embedder, maxChunks, _stop.Token);
        }
        catch (EmbeddingException error) when (!_stop.IsCancellationRequested)
        {
            LogFailed(log, error.Message);
            file.Fail(error.Message);
            return true;
        }
    }

    /// <summary>The emulator stops, the tenant was reset, or its disk is full or damaged.</summary>
    private static bool IsExpected(Exception error) =>
        error is OperationCanceledException or ObjectDisposedException or EmbeddingException or ApiError or SqliteException
            or IOException or TenantUnavailableException;

    /// <summary>Null when nothing waits; the next document then starts the work anew.</summary>
    private FileEmbedding? TakeTurn()
    {
        lock (_lock)
        {
            _isRunning = !_stop.IsCancellationRequested && _turns.Count > 0;
            return _isRunning ? _waiting[_turns.Dequeue()].Peek() : null;
        }
    }

    private void EndTurn(FileEmbedding file, bool isDone)
    {
        lock (_lock)
        {
            var files = _waiting[file.Tenant];
            if (isDone) _files.Remove((file.Tenant, files.Dequeue().File));
            if (files.Count > 0) _turns.Enqueue(file.Tenant);
            else _waiting.Remove(file.Tenant);
        }
        if (isDone) file.Done.TrySetResult();
    }

    [LoggerMessage(LogLevel.Error, "A file is not found by meaning: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "The vectors of a file were not stored: {Reason}")]
    private static partial void LogDropped(ILogger log, string reason);
}
