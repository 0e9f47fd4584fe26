using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Documents;

/// <summary>How far a document's digitization is: pages are done one after the other while the stage runs (assumed).</summary>
/// <param name="Status"><c>pending</c>, <c>processing</c>, <c>completed</c> or <c>failed</c>; what is left out because the text failed has failed (assumed).</param>
/// <param name="Total">Pages; 0 until the text is extracted.</param>
/// <param name="Done">Pages that are finished.</param>
/// <param name="Error">Why it failed.</param>
public sealed record Digitization(string Status, int Total, int Done, string? Error)
{
    /// <summary>How far a file's is at a moment.</summary>
    public static Digitization Of(FileRecord file, DateTimeOffset now)
    {
        var stage = file.Stage(Pipeline.Digitization)!;
        var total = file.Completed(Pipeline.TextExtraction) ? file.PageCount ?? 0 : 0;
        return stage.Status switch
        {
            ComponentStatus.Completed => new("completed", total, total, null),
            ComponentStatus.Processing => new("processing", total, (int)(total * Math.Clamp(Share(stage, now), 0, 0.999)), null),
            ComponentStatus.Failed => new("failed", total, 0, stage.Failure!.Message),
            ComponentStatus.Skipped => new("failed", 0, 0, file.Error),
            _ => new("pending", total, 0, null),
        };
    }

    /// <summary>The status of a page, from 1.</summary>
    public string StatusOf(int page) => page <= Done ? "completed"
        : Status == "processing" ? page == Done + 1 ? "processing" : "pending"
        : Status;

    /// <summary>A range of a document's pages with their elements; those that are not finished have none.</summary>
    /// <param name="store">Where the pages are.</param>
    /// <param name="account">Whose.</param>
    /// <param name="file">Of which document.</param>
    /// <param name="first">From 1.</param>
    /// <param name="last">At most <see cref="Total"/>.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<PageShown[]> PagesAsync(IObjectStore store, StorageAccount account, FileRecord file, int first, int last, CancellationToken cancel)
    {
        var pages = new List<PageShown>();
        if (file.PagesKey is { } key && first <= Done && await store.OpenReadAsync(account, key, cancel) is { } bytes)
        {
            using var lines = new StreamReader(bytes);
            for (var number = 1; number <= Math.Min(last, Done) && await lines.ReadLineAsync(cancel) is { } line; number++)
                if (number >= first) pages.Add(Shown(JsonSerializer.Deserialize(line, WireJson.Wire.DigitizedPage)!));
        }
        for (var number = first + pages.Count; number <= last; number++) pages.Add(new PageShown(number, StatusOf(number), 0, [], Error));
        return [.. pages];
    }

    private static PageShown Shown(DigitizedPage page) => new(page.PageNumber, "completed", page.Elements.Length, page.Elements, null);

    private static double Share(Stage stage, DateTimeOffset now) => stage.DurationMs == 0 ? 0 : (now - stage.StartedAt!.Value).TotalMilliseconds / stage.DurationMs;
}

/// <summary>A page as it is shown.</summary>
public sealed record PageShown(int PageNumber, string Status, int ElementCount, PageElement[] Elements, string? ErrorMessage);
