using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.Images;

/// <summary>
/// Images that resemble one (seed 001, Image Operations). Three quarters of the score are what is said of them, a quarter the
/// layout of their colours: a sky does not make a house of a crane. Where pixels cannot be read, what is said alone decides (assumed).
/// </summary>
public sealed class SimilarApi(IObjectStore originals, EmbeddedStore pictures, BlurHashes hashes)
{
    /// <summary>The newest images that are compared (a limit of ours).</summary>
    public const int MostCompared = 2_000;

    /// <summary>What is said less alike is not shown (assumed).</summary>
    public const double Least = 0.2;

    /// <summary>Unless its colours are so alike that it may well be the same picture again (assumed).</summary>
    public const double SamePicture = 0.9;

    private const int MostLookedAt = 60;

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api) => api.Operation("files.similar", "GET", "/files/{file_id}/similar", Similar, Evidence.Assumed);

    private async Task<Answer> Similar(Call call)
    {
        var id = call.RouteUuid("file_id");
        var limit = call.Query.Number("limit", 1, 50) ?? 20;
        var (reference, others) = call.World.Read(turn => (FileStore.Get(turn, id, "image"), FileStore.NewestImages(turn, MostCompared)));

        others.RemoveAll(file => file.Id == id);
        var closest = new SaidAlike([reference, .. others]).To(reference, others)
            .OrderByDescending(other => other.Likeness).ThenBy(other => other.File.Seq).Take(MostLookedAt).ToArray();
        var seen = await hashes.WithAsync(call.World, [reference, .. closest.Select(other => other.File)], call.Cancel);

        var links = new FileLinks(originals, pictures, call);
        SimilarImage[] items = [.. closest
            .Select((other, i) => (File: seen[i + 1], Said: other.Likeness, Colours: ColourLayout.Likeness(seen[0].BlurHash, seen[i + 1].BlurHash)))
            .Where(other => other.Said >= Least || other.Colours >= SamePicture)
            .Select(other => SimilarImage.Of(other.File, other.Said, other.Colours, links))
            .OrderByDescending(item => item.RelevanceScore).ThenBy(item => item.ImageId, StringComparer.Ordinal).Take(limit)];
        return Answer.Ok(new SimilarImages(id, items, items.Length));
    }
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
    private const double SaidWeighs = 0.75;

    /// <summary>0–1 of two numbers from 0 to 1; colours are null where pixels cannot be read.</summary>
    public static double Score(double said, double? colours) => (SaidWeighs * said) + ((1 - SaidWeighs) * (colours ?? said));

    /// <summary>Shows an image with its scores, four digits each.</summary>
    public static SimilarImage Of(FileRecord file, double said, double? colours, FileLinks links) => new(
        file.Id, file.Title, file.UserDescription ?? file.Revealed?.Description, Math.Round(Score(said, colours), 4), Math.Round(colours ?? said, 4),
        links.Picture(file, Variant.Small), links.Picture(file, Variant.Medium), links.Picture(file, Variant.Large), file.FolderId, file.CreatedAt);
}
