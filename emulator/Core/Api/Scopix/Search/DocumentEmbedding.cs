using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media.Embeddings;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>The work of making a document's vectors, one chunk at a time.</summary>
/// <param name="file">The key of its row.</param>
internal sealed class DocumentEmbedding(TenantState tenant, long file)
{
    private readonly List<(ChunkText Chunk, float[] Vector)> _made = [];
    private List<ChunkText>? _missing;
    private int _generation;

    public TenantState Tenant => tenant;

    public long File => file;

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes the vector of the next chunk, and stores all of them after the last one.</summary>
    /// <returns>True when the vectors are stored.</returns>
    /// <exception cref="EmbeddingException">A chunk has no vector.</exception>
    public async Task<bool> ContinueAsync(SentenceEmbedder embedder, int maxChunks, CancellationToken cancel)
    {
        _missing ??= tenant.Read(transaction =>
        {
            _generation = tenant.Generation;
            return VectorStore.ListMissing(transaction, file, maxChunks);
        });
        if (_made.Count < _missing.Count)
        {
            var chunk = _missing[_made.Count];
            _made.Add((chunk, await embedder.EmbedAsync(chunk.WithHeading, EmbeddingKind.Chunk, cancel)));
        }
        if (_made.Count < _missing.Count) return false;
        var isWritten = TryWrite(transaction =>
        {
            VectorStore.Save(transaction, file, _made);
            ReleaseStage(transaction, failure: null);
        });
        if (!isWritten) StartAgain();
        return isWritten;
    }

    /// <summary>Ends the stage that awaits the vectors with a failure.</summary>
    public void Fail(string reason) => TryWrite(transaction => ReleaseStage(transaction, new StageFailure(reason, "unknown")));

    private void ReleaseStage(Transaction transaction, StageFailure? failure)
    {
        if (FileStore.FindByRow(transaction, file) is not { } record
            || record.FindStage(StageCatalog.Embedding) is not { AwaitsVectors: true } stage) return;
        var released = stage with { AwaitsVectors = false, Failure = stage.Failure ?? failure };
        FileStore.Save(transaction, record.ReplaceStage(stage, released), record);
    }

    /// <summary>After a reset, the row may be another document's, which waits for its own vectors.</summary>
    private void StartAgain()
    {
        _missing = null;
        _made.Clear();
    }

    /// <summary>False, without any change, after a reset.</summary>
    private bool TryWrite(Action<Transaction> change) => tenant.Write(transaction =>
    {
        if (tenant.Generation != _generation) return false;
        change(transaction);
        return true;
    });
}
