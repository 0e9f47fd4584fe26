using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Fixtures;

namespace Scopix.Emulator.Control.Imports;

/// <summary>What the AI said about a file at the source. A description that was not finished there is generated here.</summary>
internal static class ImportedOutcome
{
    public static AiOutcome? Create(ImportedFile file, Stage[] stages, string hash, long seed)
    {
        var (details, described) = (file.Details, Array.Find(stages, stage => stage.Name == StageCatalog.Description)!);
        VideoScene[]? scenes = file.Scenes?.Scenes is { } found ? [.. found.OfType<ImportedScene>().Select(ToScene)] : null;
        if (described.Status is not (ComponentStatus.Completed or ComponentStatus.Failed or ComponentStatus.Skipped))
            return Generate(file, hash, seed) with { Scenes = scenes };
        var domains = FindDomains(details);
        var regions = (details.TextRegions ?? []).OfType<ImportedRegion>()
            .Where(region => region is { Text: not null, BoundingBox: not null }).Select(ToRegion);
        if (details.UploadDescription is null && details.VisibleText is null && domains is null && scenes is null) return null;
        var tags = details.FullDescriptions?.FirstOrDefault()?.Tags ?? details.Tags ?? [];
        return new AiOutcome(details.UploadDescription ?? "", [.. tags.OfType<string>()], details.VisibleText, [.. regions])
        {
            Source = OutcomeSources.Imported,
            ConfidenceScore = details.FullDescriptions?.FirstOrDefault()?.ConfidenceScore,
            Scenes = scenes,
            Domains = domains,
        };
    }

    /// <summary>The compliance check of an image; null when none is shown.</summary>
    public static ComplianceRecord? FindCompliance(ImportedDetails details)
    {
        foreach (var type in (string[])["mls", "marketplace"])
            if (details.Others?.GetValueOrDefault(ExtractionData.GetCheckField(type)) is { ValueKind: JsonValueKind.Object } check)
                return new ComplianceRecord(type, GetText(check, "standard"), GetText(check, "image_type"), GetText(check, "status"))
                { Check = check };
        return null;
    }

    public static LinkRecord CreateLink(ImportedDetails details, string url, Uri normalized, string hash, long seed)
    {
        if (details.CrawlStatus is not null and not ComponentStatus.Completed)
            return new LinkRecord(url, normalized.IdnHost, LinkPages.Create(normalized, hash, seed));
        var graph = details.OgMetadata;
        var pictures = (details.ExtractedImages?.Images ?? []).OfType<ImportedPicture>();
        return new LinkRecord(url, normalized.IdnHost, new LinkPage(
            details.PageTitle ?? graph?.Title ?? details.Title ?? url, graph?.Description ?? "", graph?.SiteName ?? "", graph?.Type ?? "",
            graph?.ImageUrl ?? graph?.Image ?? "", details.FaviconUrl ?? "",
            [.. pictures.Select(picture => new PageImage(picture.Url ?? "", picture.Alt ?? ""))], ""));
    }

    private static AiOutcome Generate(ImportedFile file, string hash, long seed) =>
        AiOutcomes.Create(hash, seed, file.Details.MediaType, file.Details.ContentCategory ?? "general",
            facts: new FileFacts
            {
                Filename = file.Details.Filename,
                Title = file.Details.Title,
                Tags = [.. (file.Details.Tags ?? []).OfType<string>()],
            });

    /// <summary>The data of the file's category come first, as they do in an uploaded file.</summary>
    private static Dictionary<string, JsonElement>? FindDomains(ImportedDetails details)
    {
        var found = (details.Others ?? []).Where(field => field.Key.EndsWith("_data", StringComparison.Ordinal)
            && field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            .OrderBy(field => field.Key == details.ContentCategory + "_data" ? 0 : 1).ToDictionary();
        return found.Count == 0 ? null : found;
    }

    private static TextRegion ToRegion(ImportedRegion region) => new(region.Text!, new BoundingBox(
        region.BoundingBox!.XMin, region.BoundingBox.YMin, region.BoundingBox.XMax, region.BoundingBox.YMax));

    private static VideoScene ToScene(ImportedScene scene) => new(
        scene.StartTime, scene.EndTime, scene.Description ?? "", scene.Tags?.OfType<string>().ToArray(), scene.VisibleText,
        scene.ConfidenceScore);

    private static string GetText(JsonElement check, string name) =>
        check.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
