using System.Text;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Media;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>Reads a document when its bytes arrive; what comes of it is revealed later, stage by stage.</summary>
/// <param name="store">Where texts and pages are kept.</param>
/// <param name="readerLimiter">Who may read now: a document may take some hundred megabytes while it is read.</param>
/// <param name="time">Measures <see cref="MaxReadingTime"/>.</param>
/// <param name="log">Told of defects, and of documents that took too long.</param>
internal sealed partial class DocumentProcessor(
    IObjectStore store, FairReaderLimiter readerLimiter, TimeProvider time, ILogger<DocumentProcessor> log)
{
    /// <summary>
    /// The longest that a document is read. Steps end it sooner (<see cref="ReadingBudget"/>) unless the machine is very slow.
    /// </summary>
    public static readonly TimeSpan MaxReadingTime = TimeSpan.FromSeconds(30);

    private const int ExcerptChars = 2_000;

    /// <summary>
    /// Reads a document and stores its text and its pages. A document that cannot be read has a failure and no keys, whatever the
    /// reader threw: a defect of a reader is logged, and the file is taken in all the same.
    /// </summary>
    /// <exception cref="Exception">Storage failed, or the client is gone.</exception>
    internal async Task<ExtractedDocument> ReadAsync(
        TenantState tenant, StagedObject staged, string documentType, TextFormat? text, CancellationToken cancel)
    {
        using var reader = await readerLimiter.AcquireAsync(tenant.Id, cancel);
        try
        {
            return await ReadAndStoreAsync(tenant, staged, documentType, text, cancel);
        }
        catch (UnreadableDocumentException unreadable)
        {
            return ExtractedDocument.Failed(unreadable.Message, unreadable.PageCount);
        }
    }

    /// <summary>Where a document's text and pages are.</summary>
    public static (string Text, string Pages) GetStorageKeys(string tenant, string hash, string documentType) =>
        ($"text/{tenant}/{hash}.txt", $"pages/{tenant}/{hash}.{documentType}.jsonl"); // one text may come as TXT and as MD

    private async Task<ExtractedDocument> ReadAndStoreAsync(
        TenantState tenant, StagedObject staged, string documentType, TextFormat? text, CancellationToken cancel)
    {
        var (document, pages, read) =
            await RunOnDedicatedThreadAsync(() => ConvertDefects(() => ReadWithTimeout(staged, documentType, text, cancel)), cancel);
        var (textKey, pagesKey) = GetStorageKeys(tenant.Id, staged.Sha256, documentType);
        await store.WriteAsync(tenant.Storage, textKey, utf8 => WriteTextAsync(utf8, staged, text, document, documentType, cancel), cancel);
        await store.WriteAsync(tenant.Storage, pagesKey, utf8 => WritePagesAsync(utf8, pages, cancel), cancel);
        return read with { TextKey = textKey, PagesKey = pagesKey };
    }

    /// <summary>Seconds of work do not take one of the few threads on which everybody's requests go on.</summary>
    private static Task<T> RunOnDedicatedThreadAsync<T>(Func<T> read, CancellationToken cancel) =>
        Task.Factory.StartNew(read, cancel, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private ReadingResult ReadWithTimeout(StagedObject staged, string documentType, TextFormat? text, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(MaxReadingTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return Read(staged, documentType, text, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            LogTimeout(log, staged.SizeBytes, documentType, MaxReadingTime.TotalSeconds);
            throw UnreadableDocumentException.CreateTooLarge($"The document takes over {MaxReadingTime.TotalSeconds:0} seconds to read.");
        }
    }

    private static ReadingResult Read(StagedObject staged, string documentType, TextFormat? text, CancellationToken cancel)
    {
        using var bytes = staged.OpenRead();
        var document = DocumentReader.Read(bytes, documentType, text, cancel);
        var excerpt = TakeExcerpt(document.Pages.SelectMany(page => page.Blocks).Select(block => block.Text));
        var read = new ExtractedDocument(null, null, excerpt, document.Pages.Count, LanguageDetector.Detect(excerpt),
            Chunker.Split(document), null);
        return new ReadingResult(document, [.. document.Pages.Select(PageElementBuilder.Build)], read);
    }

    /// <summary>Turns what a reader must not throw into a document that cannot be read.</summary>
    private T ConvertDefects<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception defect) when (IsDefect(defect))
        {
            throw CreateUnreadableException(defect);
        }
    }

    private static bool IsDefect(Exception error) =>
        error is not (UnreadableDocumentException or OperationCanceledException) && !StorageFailures.IsStorageFailure(error);

    private UnreadableDocumentException CreateUnreadableException(Exception defect)
    {
        LogDefect(log, defect);
        return new UnreadableDocumentException(UnreadableReason.Broken, "The document could not be read.");
    }

    /// <summary>TXT and MD are kept as they are, in UTF-8; of the others the text that was read.</summary>
    private async Task WriteTextAsync(
        Stream utf8, StagedObject staged, TextFormat? text, DocumentText document, string documentType, CancellationToken cancel)
    {
        if (documentType is "txt" or "md")
        {
            await TranscodeAsync(utf8, staged, text, cancel);
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

    private async Task TranscodeAsync(Stream utf8, StagedObject staged, TextFormat? text, CancellationToken cancel)
    {
        await using var source = staged.OpenRead();
        try
        {
            await TextTranscoder.TranscodeAsync(source, utf8, text, cancel);
        }
        catch (Exception defect) when (defect is not IOException && IsDefect(defect))
        {
            throw CreateUnreadableException(defect);
        }
    }

    private static async Task WritePagesAsync(Stream utf8, List<DigitizedPageRecord> pages, CancellationToken cancel)
    {
        foreach (var page in pages)
        {
            await JsonSerializer.SerializeAsync(utf8, page, ScopixJsonContext.Shared.DigitizedPageRecord, cancel);
            await utf8.WriteAsync("\n"u8.ToArray(), cancel);
        }
    }

    private static string TakeExcerpt(IEnumerable<string> texts)
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

    [LoggerMessage(LogLevel.Error, "A document's reader failed in a way it should not; the document's extraction is failed")]
    private static partial void LogDefect(ILogger log, Exception defect);

    [LoggerMessage(LogLevel.Warning,
        "A document of {Bytes} bytes ({Type}) took over {Seconds} s to read and is failed; a faster machine may read it")]
    private static partial void LogTimeout(ILogger log, long bytes, string type, double seconds);

    private sealed record ReadingResult(DocumentText Document, List<DigitizedPageRecord> Pages, ExtractedDocument Read);
}

/// <summary>What was read of a document.</summary>
/// <param name="TextKey">Where its text is, as UTF-8.</param>
/// <param name="PagesKey">Where its pages' elements are, one <see cref="DigitizedPageRecord"/> a line.</param>
/// <param name="Excerpt">The beginning of its text, at most 2,000 characters.</param>
/// <param name="PageCount">1 or more; null when it is not known.</param>
/// <param name="Language">ISO 639-1; null when it cannot be told.</param>
/// <param name="Chunks">In reading order.</param>
/// <param name="Failure">Why it could not be read; then all else but the pages' number is null or empty.</param>
internal sealed record ExtractedDocument(
    string? TextKey, string? PagesKey, string? Excerpt, int? PageCount, string? Language, IReadOnlyList<ChunkRecord> Chunks,
    StageFailure? Failure)
{
    /// <summary>A document that could not be read, and why.</summary>
    public static ExtractedDocument Failed(string message, int? pages) =>
        new(null, null, null, pages, null, [], new StageFailure(message, "validation"));
}
