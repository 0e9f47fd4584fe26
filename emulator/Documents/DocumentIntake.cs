using System.Text;
using Scopix.Emulator.Http;
using Scopix.Emulator.Media;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Documents;

/// <summary>Reads a document when its bytes arrive; what comes of it is revealed later, stage by stage.</summary>
public static class DocumentIntake
{
    private const int ExcerptChars = 2_000;

    /// <summary>A document may take some hundred megabytes while it is read; so few are at a time.</summary>
    private static readonly SemaphoreSlim Readers = new(Environment.ProcessorCount);

    /// <summary>Reads a document and stores its text and its pages. A document that cannot be read has a failure and no keys.</summary>
    public static async Task<ReadDocument> ReadAsync(IObjectStore store, World world, StagedObject staged, string documentType, CancellationToken cancel)
    {
        await Readers.WaitAsync(cancel);
        try
        {
            return await ReadOneAsync(store, world, staged, documentType, cancel);
        }
        finally
        {
            Readers.Release();
        }
    }

    /// <summary>Where a document's text and pages are.</summary>
    public static (string Text, string Pages) KeysOf(string tenant, string hash, string documentType) =>
        ($"text/{tenant}/{hash}.txt", $"pages/{tenant}/{hash}.{documentType}.jsonl"); // one text may come as TXT and as MD

    private static async Task<ReadDocument> ReadOneAsync(IObjectStore store, World world, StagedObject staged, string documentType, CancellationToken cancel)
    {
        var text = await TextOfAsync(staged, documentType, cancel);
        if (text.Document is not { } document) return new ReadDocument(null, null, null, text.PageCount, null, [], text.Failure);
        var (textKey, pagesKey) = KeysOf(world.Tenant, staged.Sha256, documentType);
        await store.WriteAsync(world.Storage, textKey, utf8 => WriteTextAsync(utf8, staged, documentType, document, cancel), cancel);
        await store.WriteAsync(world.Storage, pagesKey, utf8 => WritePagesAsync(utf8, document, cancel), cancel);
        var plain = document.Pages.SelectMany(page => page.Blocks).Select(block => block.Text);
        var excerpt = Beginning(plain);
        return new ReadDocument(textKey, pagesKey, excerpt, document.Pages.Count, Languages.Of(excerpt), Chunker.Cut(document), null);
    }

    private static async Task<(DocumentText? Document, int? PageCount, StageFailure? Failure)> TextOfAsync(StagedObject staged, string documentType, CancellationToken cancel)
    {
        try
        {
            return (await Task.Run(() =>
            {
                using var bytes = staged.OpenRead();
                return DocumentReader.Read(bytes, documentType, cancel);
            }, cancel), null, null);
        }
        catch (UnreadableDocumentException unreadable)
        {
            return (null, unreadable.PageCount, new StageFailure(unreadable.Message, "validation"));
        }
    }

    /// <summary>TXT and MD are kept as they are, in UTF-8; of the others the text that was read.</summary>
    private static async Task WriteTextAsync(Stream utf8, StagedObject staged, string documentType, DocumentText document, CancellationToken cancel)
    {
        if (documentType is "txt" or "md")
        {
            await using var source = staged.OpenRead();
            await PlainText.TranscodeAsync(source, utf8, cancel);
            return;
        }
        await using var writer = new StreamWriter(utf8, new UTF8Encoding(false), leaveOpen: true);
        var between = "";
        foreach (var block in document.Pages.SelectMany(page => page.Blocks))
        {
            await writer.WriteAsync(between.AsMemory(), cancel);
            await writer.WriteAsync(block.Text.AsMemory(), cancel);
            between = "\n\n";
        }
    }

    private static async Task WritePagesAsync(Stream utf8, DocumentText document, CancellationToken cancel)
    {
        foreach (var page in document.Pages)
        {
            await JsonSerializer.SerializeAsync(utf8, PageElements.Of(page), WireJson.Wire.DigitizedPage, cancel);
            await utf8.WriteAsync("\n"u8.ToArray(), cancel);
        }
    }

    private static string Beginning(IEnumerable<string> texts)
    {
        var excerpt = new StringBuilder();
        foreach (var text in texts)
        {
            excerpt.Append(excerpt.Length == 0 ? "" : "\n\n").Append(text.AsSpan(0, Math.Min(text.Length, ExcerptChars)));
            if (excerpt.Length >= ExcerptChars) break;
        }
        var end = Math.Min(excerpt.Length, ExcerptChars);
        return excerpt.ToString(0, end > 0 && char.IsHighSurrogate(excerpt[end - 1]) ? end - 1 : end);
    }
}

/// <summary>What was read of a document.</summary>
/// <param name="TextKey">Where its text is, as UTF-8.</param>
/// <param name="PagesKey">Where its pages' elements are, one <see cref="DigitizedPage"/> a line.</param>
/// <param name="Excerpt">The beginning of its text, at most 2,000 characters.</param>
/// <param name="PageCount">1 or more; null when it is not known.</param>
/// <param name="Language">ISO 639-1; null when it cannot be told.</param>
/// <param name="Chunks">In reading order.</param>
/// <param name="Failure">Why it could not be read; then all else but the pages' number is null or empty.</param>
public sealed record ReadDocument(
    string? TextKey, string? PagesKey, string? Excerpt, int? PageCount, string? Language, IReadOnlyList<ChunkRecord> Chunks, StageFailure? Failure);
