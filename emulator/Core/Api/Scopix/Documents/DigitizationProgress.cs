using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>How far a document's digitization is: pages are done one after the other while the stage runs (assumed).</summary>
/// <param name="Status"><c>pending</c>, <c>processing</c>, <c>completed</c> or <c>failed</c>; what is left out because the text
/// failed has failed (assumed).</param>
/// <param name="TotalPages">Pages; 0 until the text is extracted.</param>
/// <param name="CompletedPages">Pages that are finished.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record DigitizationProgress(string Status, int TotalPages, int CompletedPages, string? Error)
{
    /// <summary>How far a file's is at a moment.</summary>
    public static DigitizationProgress From(FileRecord file, DateTimeOffset now)
    {
        var stage = file.FindStage(Pipeline.Digitization)!;
        var total = file.IsStageCompleted(Pipeline.TextExtraction) ? file.PageCount ?? 0 : 0;
        return stage.Status switch
        {
            ComponentStatus.Completed => new("completed", total, total, null),
            ComponentStatus.Processing => new("processing", total, (int)(total * Math.Clamp(GetElapsedShare(stage, now), 0, 0.999)), null),
            ComponentStatus.Failed => new("failed", total, 0, stage.Failure!.Message),
            ComponentStatus.Skipped => new("failed", 0, 0, file.Error),
            _ => new("pending", total, 0, null),
        };
    }

    /// <summary>The status of a page, from 1.</summary>
    public string GetPageStatus(int page) => page <= CompletedPages ? "completed"
        : Status == "processing" ? page == CompletedPages + 1 ? "processing" : "pending"
        : Status;

    /// <summary>A range of a document's pages with their elements; those that are not finished have none.</summary>
    /// <param name="store">Where the pages are.</param>
    /// <param name="account">Whose.</param>
    /// <param name="file">Of which document.</param>
    /// <param name="first">From 1.</param>
    /// <param name="last">At most <see cref="TotalPages"/>.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<DigitizedPageResource[]> ReadPagesAsync(
        IObjectStore store, StorageAccount account, FileRecord file, int first, int last, CancellationToken cancel)
    {
        var pages = new List<DigitizedPageResource>();
        if (file.PagesKey is { } key && first <= CompletedPages && await store.OpenReadAsync(account, key, cancel) is { } bytes)
        {
            using var lines = new StreamReader(bytes);
            for (var number = 1; number <= Math.Min(last, CompletedPages) && await lines.ReadLineAsync(cancel) is { } line; number++)
                if (number >= first) pages.Add(ToResource(JsonSerializer.Deserialize(line, ScopixJsonContext.Shared.DigitizedPageRecord)!));
        }
        for (var number = first + pages.Count; number <= last; number++)
            pages.Add(new DigitizedPageResource(number, GetPageStatus(number), 0, [], Error));
        return [.. pages];
    }

    private static DigitizedPageResource ToResource(
        DigitizedPageRecord page) => new(page.PageNumber, "completed", page.Elements.Length, page.Elements, null);

    private static double GetElapsedShare(
        Stage stage, DateTimeOffset now) => stage.DurationMs == 0 ? 0 : (now - stage.StartedAt!.Value).TotalMilliseconds / stage.DurationMs;
}

/// <summary>A page as it is shown.</summary>
internal sealed record DigitizedPageResource(int PageNumber, string Status, int ElementCount, PageElement[] Elements, string? ErrorMessage);
