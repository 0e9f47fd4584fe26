using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>Reads a document when its bytes arrive; the results are revealed later, stage by stage.</summary>
/// <param name="readerLimiter">Limits concurrent reads: reading a document may take some hundred megabytes.</param>
internal sealed partial class DocumentProcessor(
    IObjectStore store, FairReaderLimiter readerLimiter, TimeProvider time, ILogger<DocumentProcessor> log)
{
    /// <summary>
    /// The time limit for reading a document. The limit of steps (<see cref="ReadingBudget"/>) ends it sooner unless the machine is
    /// very slow.
    /// </summary>
    public static readonly TimeSpan MaxReadingTime = TimeSpan.FromSeconds(30);

    private const int ExcerptChars = 2_000;

    /// <summary>
    /// Reads a document and stores its text and its pages. A document that cannot be read has a failure and no keys; a defect of a
    /// reader is logged, and the file is accepted nevertheless.
    /// </summary>
    /// <exception cref="Exception">The storage failed, or the request was cancelled.</exception>
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

    public static (string Text, string Pages) GetStorageKeys(string tenant, string hash, string documentType) =>
        ($"text/{tenant}/{hash}.txt", $"pages/{tenant}/{hash}.{documentType}.jsonl"); // the same bytes can be uploaded as TXT and as MD

    private async Task<ExtractedDocument> ReadAndStoreAsync(
        TenantState tenant, StagedObject staged, string documentType, TextFormat? text, CancellationToken cancel)
    {
        var (document, pages, extracted) =
            await RunOnDedicatedThreadAsync(() => ConvertDefects(() => ReadWithTimeout(staged, documentType, text, cancel)), cancel);
        var (textKey, pagesKey) = GetStorageKeys(tenant.Id, staged.Sha256, documentType);
        await store.WriteAsync(tenant.Storage, textKey, utf8 => WriteTextAsync(utf8, staged, text, document, documentType, cancel), cancel);
        await store.WriteAsync(tenant.Storage, pagesKey, utf8 => WritePagesAsync(utf8, pages, cancel), cancel);
        return extracted with { TextKey = textKey, PagesKey = pagesKey };
    }

    /// <summary>Reading takes seconds, and must not occupy one of the few threads of the pool that serve all requests.</summary>
    private static Task<T> RunOnDedicatedThreadAsync<T>(Func<T> read, CancellationToken cancel) =>
        Task.Factory.StartNew(read, cancel, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private ReadingResult ReadWithTimeout(StagedObject staged, string documentType, TextFormat? text, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(MaxReadingTime, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return Read(staged, documentType, text, linked.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancel.IsCancellationRequested)
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
        var extracted = new ExtractedDocument(null, null, excerpt, document.Pages.Count, LanguageDetector.Detect(excerpt),
            Chunker.Split(document), null);
        return new ReadingResult(document, [.. document.Pages.Select(PageElementBuilder.Build)], extracted);
    }

    /// <summary>Turns an unexpected exception of a reader into one that says that the document cannot be read.</summary>
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

    /// <summary>Stores TXT and MD unchanged except for the encoding (UTF-8); of other documents, the text that was read.</summary>
    private async Task WriteTextAsync(
        Stream utf8, StagedObject staged, TextFormat? text, DocumentText document, string documentType, CancellationToken cancel)
    {
        if (documentType is "txt" or "md")
        {
            await TranscodeAsync(utf8, staged, text, cancel);
            return;
        }
        await using var writer = new StreamWriter(utf8, new UTF8Encoding(false), leaveOpen: true);
        var separator = "";
        foreach (var block in document.Pages.SelectMany(page => page.Blocks))
        {
            await writer.WriteAsync(separator.AsMemory(), cancel);
            await writer.WriteAsync(block.Text.AsMemory(), cancel);
            separator = "\n\n";
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
            excerpt.Append(excerpt.Length == 0 ? "" : "\n\n").Append(text.AsSpan(0, Math.Min(text.Length, ExcerptChars + 1)));
            if (excerpt.Length >= ExcerptChars) break;
        }
        return TextTruncation.Truncate(excerpt.ToString(), ExcerptChars);
    }

    [LoggerMessage(LogLevel.Error, "A document reader threw an unexpected exception; the document's text extraction has failed")]
    private static partial void LogDefect(ILogger log, Exception defect);

    [LoggerMessage(LogLevel.Warning,
        "Reading a document of {Bytes} bytes ({Type}) took more than {Seconds} s and has failed; a faster machine may read it")]
    private static partial void LogTimeout(ILogger log, long bytes, string type, double seconds);

    private sealed record ReadingResult(DocumentText Document, List<DigitizedPageRecord> Pages, ExtractedDocument Extracted);
}

/// <summary>What was read from a document.</summary>
/// <param name="TextKey">The object key of the text, in UTF-8.</param>
/// <param name="PagesKey">The object key of the pages, one <see cref="DigitizedPageRecord"/> a line.</param>
/// <param name="Excerpt">The beginning of the text, at most 2,000 characters.</param>
/// <param name="PageCount">1 or more; null when unknown.</param>
/// <param name="Language">ISO 639-1; null when not recognized.</param>
/// <param name="Failure">Why the document could not be read; then everything else but the page count is null or empty.</param>
internal sealed record ExtractedDocument(
    string? TextKey, string? PagesKey, string? Excerpt, int? PageCount, string? Language, IReadOnlyList<ChunkRecord> Chunks,
    StageFailure? Failure)
{
    public static ExtractedDocument Failed(string message, int? pages) =>
        new(null, null, null, pages, null, [], new StageFailure(message, "validation"));
}
