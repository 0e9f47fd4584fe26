using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>The progress of a document's digitization: pages are completed one after the other while the stage runs (assumed).</summary>
/// <param name="Status"><c>pending</c>, <c>processing</c>, <c>completed</c> or <c>failed</c>; a stage that is skipped
/// because text extraction failed counts as failed (assumed).</param>
/// <param name="TotalPages">0 until the text is extracted.</param>
internal sealed record DigitizationProgress(string Status, int TotalPages, int CompletedPages, string? Error)
{
    public static DigitizationProgress From(FileRecord file, DateTimeOffset now)
    {
        var stage = file.FindStage(StageCatalog.Digitization)!;
        var total = file.IsStageCompleted(StageCatalog.TextExtraction) ? file.PageCount ?? 0 : 0;
        return stage.Status switch
        {
            ComponentStatus.Completed => new("completed", total, total, null),
            ComponentStatus.Processing => new("processing", total, (int)(total * Math.Clamp(GetElapsedShare(stage, now), 0, 0.999)), null),
            ComponentStatus.Failed => new("failed", total, 0, stage.Failure!.Message),
            ComponentStatus.Skipped => new("failed", 0, 0, file.Error),
            _ => new("pending", total, 0, null),
        };
    }

    public string GetPageStatus(int page) => page <= CompletedPages ? "completed"
        : Status != "processing" || page == CompletedPages + 1 ? Status
        : "pending";

    /// <summary>A range of pages, from 1, with their elements; a page that is not completed has none.</summary>
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

    private static DigitizedPageResource ToResource(DigitizedPageRecord page) =>
        new(page.PageNumber, "completed", page.Elements.Length, page.Elements, null);

    private static double GetElapsedShare(Stage stage, DateTimeOffset now) =>
        stage.DurationMs == 0 ? 0 : (now - stage.StartedAt!.Value).TotalMilliseconds / stage.DurationMs;
}

internal sealed record DigitizedPageResource(int PageNumber, string Status, int ElementCount, PageElement[] Elements, string? ErrorMessage);
