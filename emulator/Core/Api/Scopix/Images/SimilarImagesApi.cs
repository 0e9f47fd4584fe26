using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Search;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// Images that resemble one (seed 001, Image Operations). The similarity of their texts counts for three quarters of the score, the
/// layout of their colours for a quarter. When the pixels cannot be read, the texts alone count (assumed).
/// </summary>
/// <param name="semantic">Compares texts by meaning; null to compare their words.</param>
internal sealed class SimilarImagesApi(
    IObjectStore originals, EmbeddedStore local, BlurHashProvider blurHashes, SemanticSearch? semantic)
{
    /// <summary>Images whose texts are less similar are not shown (assumed).</summary>
    public const double MinTextSimilarity = 0.2;

    /// <summary>The same for texts that are compared by meaning: the documented default threshold of the search (assumed).</summary>
    public const double MinMeaningSimilarity = 0.3;

    /// <summary>Images whose colours are this similar are shown in any case: they may be the same picture (assumed).</summary>
    public const double SamePictureColorSimilarity = 0.9;

    private const int MaxColorCompared = 60;

    private readonly SizeLimitedCache<SimilarImageIndex, ImageTerms> _terms = new(SimilarImageIndex.MaxTotalSize);
    private readonly SizeLimitedCache<ImageVectorIndex, Dictionary<long, float[]>> _vectors = new(ImageVectorIndex.MaxTotalSize);

    public void Map(IEndpointRouteBuilder api) =>
        api.MapOperation("files.similar", "GET", "/files/{file_id}/similar", Similar, Evidence.Assumed);

    private async Task<ApiResponse> Similar(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");
        var limit = context.Query.Number("limit", 1, 50) ?? 20;
        if (semantic is not null) await EmbedAsync(semantic, context, id);
        var (reference, closest) = context.Tenant.Read(transaction => FindClosest(transaction, id));
        var hashes = await blurHashes.GetAllAsync(context.Tenant, [reference, .. closest.Select(other => other.File)], context.Cancel);

        var urls = new FileUrls(originals, local, context);
        var colors = ColorSimilarity.CompareAll(hashes[0], hashes[1..]);
        var minText = semantic is null ? MinTextSimilarity : MinMeaningSimilarity;
        SimilarImageResource[] items = [.. closest
            .Select((other, i) => new SimilarImage(other.File.Record, other.Text, colors[i]))
            .Where(other => other.Text >= minText || other.Colors >= SamePictureColorSimilarity)
            .OrderByDescending(other => other.RelevanceScore).ThenBy(other => other.File.Id, StringComparer.Ordinal).Take(limit)
            .Select(other => SimilarImageResource.From(other, urls))];
        return ApiResponse.Ok(new SimilarImagesResponse(id, items, items.Length), ScopixJsonContext.Shared.SimilarImagesResponse);
    }

    /// <summary>Makes the vectors that the comparison lacks, such as those of a dataset.</summary>
    /// <exception cref="ApiError">503: the program does not answer.</exception>
    private async Task EmbedAsync(SemanticSearch semantic, RequestContext context, string id)
    {
        var missing = ListMissing();
        if (missing.Length == 0) return;
        await semantic.EmbedImagesAsync(context.Tenant, missing, context.Cancel);
        if (ListMissing().Length == missing.Length) throw ApiError.SearchUnavailable("the texts of images could not be read");

        long[] ListMissing() => context.Tenant.Read(transaction =>
            GetVectors(transaction).ListMissing(FileStore.GetRow(transaction, id, "image").Record.Seq));
    }

    private ImageVectorIndex GetVectors(Transaction transaction) =>
        transaction.Db.GetRowCache(() => new ImageVectorIndex(transaction.Db, _vectors));

    private (CachedFileRow Reference, (CachedFileRow File, double Text)[] Closest) FindClosest(Transaction transaction, string id)
    {
        var reference = FileStore.GetRow(transaction, id, "image");
        var closest = semantic is null
            ? transaction.Db.GetRowCache(() => new SimilarImageIndex(transaction.Db, _terms))
                .FindClosest(reference.Record.Seq, MaxColorCompared)
            : GetVectors(transaction).FindClosest(reference.Record.Seq, MaxColorCompared);
        var files = FileStore.GetRows(transaction.Db, [.. closest.Select(other => other.Row)]);
        return (reference, [.. files.Zip(closest, (file, other) => (file, other.Similarity))]);
    }
}

/// <param name="Text">0–1.</param>
/// <param name="Colors">0–1; null when the pixels cannot be read.</param>
internal sealed record SimilarImage(FileRecord File, double Text, double? Colors)
{
    private const double TextWeight = 0.75;

    public double RelevanceScore { get; } = Math.Round(CombineScores(Text, Colors), 4);

    /// <inheritdoc cref="SimilarImage"/>
    public static double CombineScores(double text, double? colors) => (TextWeight * text) + ((1 - TextWeight) * (colors ?? text));
}

internal sealed record SimilarImagesResponse(string ReferenceImageId, SimilarImageResource[] Items, int TotalCount);

/// <param name="RelevanceScore">0–1: texts and colours together.</param>
/// <param name="VectorSimilarity">0–1: colours alone; texts when the pixels cannot be read.</param>
internal sealed record SimilarImageResource(
    string ImageId, string? Title, string? Description, double RelevanceScore, double VectorSimilarity, Uri? ThumbnailUrl, Uri? MediumUrl,
    Uri? FullUrl, string? FolderId, DateTimeOffset CreatedAt)
{
    public static SimilarImageResource From(SimilarImage image, FileUrls urls)
    {
        var file = image.File;
        return new(
            file.Id, file.Title, file.UserDescription ?? file.RevealedOutcome?.Description, image.RelevanceScore,
            Math.Round(image.Colors ?? image.Text, 4),
            urls.GetPictureUrl(file, Variant.Small), urls.GetPictureUrl(file, Variant.Medium), urls.GetPictureUrl(file, Variant.Large),
            file.FolderId, file.CreatedAt);
    }
}
