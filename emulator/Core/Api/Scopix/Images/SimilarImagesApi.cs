using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// Images that resemble one (seed 001, Image Operations). The similarity of their texts counts for three quarters of the score, the
/// layout of their colours for a quarter. When the pixels cannot be read, the texts alone count (assumed).
/// </summary>
internal sealed class SimilarImagesApi(IObjectStore originals, EmbeddedStore local, BlurHashProvider blurHashes)
{
    /// <summary>How many of the newest images are compared (a limit of ours).</summary>
    public const int MaxCompared = 2_000;

    /// <summary>Images whose texts are less similar are not shown (assumed).</summary>
    public const double MinTextSimilarity = 0.2;

    /// <summary>Images whose colours are this similar are shown in any case: they may be the same picture (assumed).</summary>
    public const double SamePictureColorSimilarity = 0.9;

    private const int MaxColorCompared = 60;

    public void Map(IEndpointRouteBuilder api) =>
        api.MapOperation("files.similar", "GET", "/files/{file_id}/similar", Similar, Evidence.Assumed);

    private async Task<ApiResponse> Similar(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");
        var limit = context.Query.Number("limit", 1, 50) ?? 20;
        var (reference, others) = context.Tenant.Read(
            transaction => (FileStore.Get(transaction, id, "image"), FileStore.ListNewestImages(transaction, MaxCompared)));

        others.RemoveAll(file => file.Id == id);
        var closest = new TextSimilarity([reference, .. others]).ScoreAll(reference, others)
            .OrderByDescending(other => other.Similarity).ThenBy(other => other.File.Seq).Take(MaxColorCompared).ToArray();
        var hashed = await blurHashes.WithBlurHashAsync(
            context.Tenant, [reference, .. closest.Select(other => other.File)], context.Cancel);

        var urls = new FileUrls(originals, local, context);
        SimilarImageResource[] items = [.. closest
            .Select((other, i) => (File: hashed[i + 1], Text: other.Similarity,
                Colors: ColorSimilarity.Compare(hashed[0].BlurHash, hashed[i + 1].BlurHash)))
            .Where(other => other.Text >= MinTextSimilarity || other.Colors >= SamePictureColorSimilarity)
            .Select(other => SimilarImageResource.From(other.File, other.Text, other.Colors, urls))
            .OrderByDescending(item => item.RelevanceScore).ThenBy(item => item.ImageId, StringComparer.Ordinal).Take(limit)];
        return ApiResponse.Ok(new SimilarImagesResponse(id, items, items.Length), ScopixJsonContext.Shared.SimilarImagesResponse);
    }
}

internal sealed record SimilarImagesResponse(string ReferenceImageId, SimilarImageResource[] Items, int TotalCount);

/// <param name="RelevanceScore">0–1: texts and colours together.</param>
/// <param name="VectorSimilarity">0–1: colours alone; texts when the pixels cannot be read.</param>
internal sealed record SimilarImageResource(
    string ImageId, string? Title, string? Description, double RelevanceScore, double VectorSimilarity, Uri? ThumbnailUrl, Uri? MediumUrl,
    Uri? FullUrl, string? FolderId, DateTimeOffset CreatedAt)
{
    private const double TextWeight = 0.75;

    /// <summary>All scores are 0–1; <paramref name="colors"/> is null when the pixels cannot be read.</summary>
    public static double CombineScores(double text, double? colors) => (TextWeight * text) + ((1 - TextWeight) * (colors ?? text));

    public static SimilarImageResource From(FileRecord file, double text, double? colors, FileUrls urls) => new(
        file.Id, file.Title, file.UserDescription ?? file.RevealedOutcome?.Description, Math.Round(CombineScores(text, colors), 4),
        Math.Round(colors ?? text, 4),
        urls.GetPictureUrl(file, Variant.Small), urls.GetPictureUrl(file, Variant.Medium), urls.GetPictureUrl(file, Variant.Large),
        file.FolderId, file.CreatedAt);
}
