using Scopix.Emulator.Documents;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Search;

namespace Scopix.Emulator.Images;

/// <summary>
/// Images that resemble one (seed 001, Image Operations). Half of the score is what is said of them, half the layout of their
/// colours; where pixels cannot be read, what is said alone decides (assumed).
/// </summary>
public sealed class SimilarApi(IObjectStore originals, EmbeddedStore pictures, BlurHashes hashes)
{
    /// <summary>The newest images that are compared (a limit of ours).</summary>
    public const int MostCompared = 2_000;

    /// <summary>What is less alike is not shown (assumed).</summary>
    public const double Least = 0.2;

    private const int MostLookedAt = 60;

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api) => api.Operation("files.similar", "GET", "/files/{file_id}/similar", Similar, Evidence.Assumed);

    private async Task<Answer> Similar(Call call)
    {
        var id = call.RouteUuid("file_id");
        var limit = call.Query.Number("limit", 1, 50) ?? 20;
        var (reference, others) = call.World.Read(turn => (FileStore.Get(turn, id, "image"), FileStore.NewestImages(turn, MostCompared)));

        var said = Embedding.Of(Said(reference));
        var closest = others.Where(file => file.Id != id)
            .Select(file => (File: file, Said: Cosine(said, Embedding.Of(Said(file)))))
            .OrderByDescending(other => other.Said).ThenBy(other => other.File.Seq).Take(MostLookedAt).ToArray();
        var seen = await hashes.WithAsync(call.World, [reference, .. closest.Select(other => other.File)], call.Cancel);

        var links = new FileLinks(originals, pictures, call);
        SimilarImage[] items = [.. closest
            .Select((other, i) => SimilarImage.Of(seen[i + 1], other.Said, ColourLayout.Likeness(seen[0].BlurHash, seen[i + 1].BlurHash), links))
            .Where(item => item.RelevanceScore >= Least)
            .OrderByDescending(item => item.RelevanceScore).ThenBy(item => item.ImageId, StringComparer.Ordinal).Take(limit)];
        return Answer.Ok(new SimilarImages(id, items, items.Length));
    }

    /// <summary>The words that count of its title, category, description and tags, each once.</summary>
    private static string Said(FileRecord file) => string.Join(' ', Words.Of(string.Join(
        ' ', [file.Title ?? "", file.ContentCategory == "general" ? "" : file.ContentCategory, file.UserDescription ?? file.Revealed?.Description ?? "", .. file.Tags])));

    private static double Cosine(double[] a, double[] b) => Math.Clamp(a.Zip(b, (x, y) => x * y).Sum(), 0, 1);
}

/// <summary>The images, the most alike first; never the reference itself.</summary>
public sealed record SimilarImages(string ReferenceImageId, SimilarImage[] Items, int TotalCount);

/// <summary>One image.</summary>
/// <param name="ImageId">The file's id.</param>
/// <param name="Title">Null when it has none.</param>
/// <param name="Description">The client's or the AI's; null until there is one.</param>
/// <param name="RelevanceScore">0–1: words and colours together.</param>
/// <param name="VectorSimilarity">0–1: colours alone; words where pixels cannot be read.</param>
/// <param name="ThumbnailUrl">Presigned, one hour; null until variants are made.</param>
/// <param name="MediumUrl">Presigned, one hour.</param>
/// <param name="FullUrl">Presigned, one hour.</param>
/// <param name="FolderId">Null at the top.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
public sealed record SimilarImage(
    string ImageId, string? Title, string? Description, double RelevanceScore, double VectorSimilarity, Uri? ThumbnailUrl, Uri? MediumUrl, Uri? FullUrl,
    string? FolderId, DateTimeOffset CreatedAt)
{
    /// <summary>Shows an image with its scores, four digits each.</summary>
    public static SimilarImage Of(FileRecord file, double said, double? colours, FileLinks links) => new(
        file.Id, file.Title, file.UserDescription ?? file.Revealed?.Description, Math.Round((said + (colours ?? said)) / 2, 4), Math.Round(colours ?? said, 4),
        links.Picture(file, Variant.Small), links.Picture(file, Variant.Medium), links.Picture(file, Variant.Large), file.FolderId, file.CreatedAt);
}
