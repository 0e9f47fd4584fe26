using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media.Embeddings;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>The work of making the vectors of a document's chunks, or of an image's texts, one at a time.</summary>
/// <param name="file">The key of its row.</param>
internal sealed class FileEmbedding(TenantState tenant, long file)
{
    private readonly List<(EmbeddingText Text, float[] Vector)> _made = [];
    private List<EmbeddingText>? _missing;
    private int _generation;

    public TenantState Tenant => tenant;

    public long File => file;

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes the vector of the next text, and stores all of them after the last one.</summary>
    /// <returns>True when the vectors are stored.</returns>
    /// <exception cref="EmbeddingException">A text has no vector.</exception>
    public async Task<bool> ContinueAsync(SentenceEmbedder embedder, int maxChunks, CancellationToken cancel)
    {
        _missing ??= tenant.Read<List<EmbeddingText>>(transaction =>
        {
            _generation = tenant.Generation;
            return [.. VectorStore.ListMissing(transaction, file, maxChunks), .. FindImageText(transaction)];
        });
        if (_made.Count < _missing.Count)
        {
            var text = _missing[_made.Count];
            _made.Add((text, await embedder.EmbedAsync(text.Text, EmbeddingKind.Chunk, cancel)));
        }
        if (_made.Count < _missing.Count) return false;
        var isWritten = TryWrite(transaction =>
        {
            foreach (var (text, vector) in _made) text.Save(transaction, vector);
            ReleaseStage(transaction, failure: null);
        });
        if (!isWritten) StartAgain();
        return isWritten;
    }

    /// <summary>Ends the stage that awaits the vectors with a failure.</summary>
    public void Fail(string reason) => TryWrite(transaction => ReleaseStage(transaction, new StageFailure(reason, "unknown")));

    private EmbeddingText[] FindImageText(Transaction transaction) =>
        ImageVectorStore.FindMissing(transaction, file) is { } text ? [text] : [];

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
