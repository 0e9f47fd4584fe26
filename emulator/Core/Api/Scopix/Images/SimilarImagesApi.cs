using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// Images that resemble one (seed 001, Image Operations). Three quarters of the score are what is said of them, a quarter the
/// layout of their colours: a sky does not make a house of a crane. Where pixels cannot be read, what is said alone decides (assumed).
/// </summary>
internal sealed class SimilarImagesApi(IObjectStore originals, EmbeddedStore local, BlurHashProvider blurHashes)
{
    /// <summary>The newest images that are compared (a limit of ours).</summary>
    public const int MaxCompared = 2_000;

    /// <summary>What is said less alike is not shown (assumed).</summary>
    public const double MinTextSimilarity = 0.2;

    /// <summary>Unless its colours are so alike that it may well be the same picture again (assumed).</summary>
    public const double SamePictureColorSimilarity = 0.9;

    private const int MaxColorCompared = 60;

    /// <summary>The route table.</summary>
    public void Map(
        IEndpointRouteBuilder api) => api.MapOperation("files.similar", "GET", "/files/{file_id}/similar", Similar, Evidence.Assumed);

    private async Task<ApiResponse> Similar(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");
        var limit = context.Query.Number("limit", 1, 50) ?? 20;
        var (reference, others) = context.Tenant.Read(
            transaction => (FileStore.Get(transaction, id, "image"), FileStore.ListNewestImages(transaction, MaxCompared)));

        others.RemoveAll(file => file.Id == id);
        var closest = new TextSimilarity([reference, .. others]).ScoreAll(reference, others)
            .OrderByDescending(other => other.Likeness).ThenBy(other => other.File.Seq).Take(MaxColorCompared).ToArray();
        var seen = await blurHashes.WithBlurHashAsync(context.Tenant, [reference, .. closest.Select(other => other.File)], context.Cancel);

        var urls = new FileUrls(originals, local, context);
        SimilarImageResource[] items = [.. closest
            .Select((other, i) => (File: seen[i + 1], Said: other.Likeness,
                Colours: ColorSimilarity.Compare(seen[0].BlurHash, seen[i + 1].BlurHash)))
            .Where(other => other.Said >= MinTextSimilarity || other.Colours >= SamePictureColorSimilarity)
            .Select(other => SimilarImageResource.From(other.File, other.Said, other.Colours, urls))
            .OrderByDescending(item => item.RelevanceScore).ThenBy(item => item.ImageId, StringComparer.Ordinal).Take(limit)];
        return ApiResponse.Ok(new SimilarImagesResponse(id, items, items.Length), ScopixJsonContext.Shared.SimilarImagesResponse);
    }
}

/// <summary>The images, the most alike first; never the reference itself.</summary>
internal sealed record SimilarImagesResponse(string ReferenceImageId, SimilarImageResource[] Items, int TotalCount);

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
internal sealed record SimilarImageResource(
    string ImageId, string? Title, string? Description, double RelevanceScore, double VectorSimilarity, Uri? ThumbnailUrl, Uri? MediumUrl,
    Uri? FullUrl,
    string? FolderId, DateTimeOffset CreatedAt)
{
    private const double TextWeight = 0.75;

    /// <summary>0–1 of two numbers from 0 to 1; colours are null where pixels cannot be read.</summary>
    public static double CombineScores(double said, double? colours) => (TextWeight * said) + ((1 - TextWeight) * (colours ?? said));

    /// <summary>Shows an image with its scores, four digits each.</summary>
    public static SimilarImageResource From(FileRecord file, double said, double? colours, FileUrls urls) => new(
        file.Id, file.Title, file.UserDescription ?? file.RevealedOutcome?.Description, Math.Round(CombineScores(said, colours), 4),
        Math.Round(colours ?? said, 4),
        urls.GetPictureUrl(file, Variant.Small), urls.GetPictureUrl(file, Variant.Medium), urls.GetPictureUrl(file, Variant.Large),
        file.FolderId, file.CreatedAt);
}
