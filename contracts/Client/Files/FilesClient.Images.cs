using System.Text.Json;

namespace Scopix.Client;

public sealed partial class FilesClient
{
    /// <summary>The URL of a smaller picture of an image, valid for an hour.</summary>
    /// <exception cref="ValidationException">The file is no image.</exception>
    /// <exception cref="NotFoundException">There is no such picture.</exception>
    public Task<Uri> GetVariantUrlAsync(string fileId, VariantType variantType, CancellationToken cancel = default) =>
        _transport.GetRedirectLocationAsync("files.variant",
            $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/variant/{RequestPath.EscapeSegment(variantType.Value)}", cancel);

    /// <summary>Has an image's variants generated again.</summary>
    public Task<TriggerVariantsResult> TriggerVariantsAsync(string fileId, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("files.trigger_variants", $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/trigger-variants"),
            ClientJson.Default.TriggerVariantsResult, cancel);

    /// <summary>The images most similar to one, 1–50 (20 when null), the most similar first.</summary>
    public Task<SimilarImages> FindSimilarAsync(string fileId, int? limit = null, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "files.similar", new RequestPath($"/files/{RequestPath.EscapeSegment(fileId)}/similar").Add("limit", limit).ToString(),
            ClientJson.Default.SimilarImages, cancel);

    /// <summary>Confirms, rejects or edits extracted data. Reviews of a domain accumulate, and the original data stays.</summary>
    /// <param name="fileId">The image.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="itemReviews">By dot-path, e.g. <c>furniture_items.0</c>.</param>
    /// <param name="fieldEdits">By dot-path, e.g. <c>furniture_items.0.name</c>.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentException">There are neither reviews nor edits.</exception>
    public Task<ExtractionReview> ReviewExtractionAsync(
        string fileId, ExtractionDomain domain, IReadOnlyDictionary<string, ReviewDecision>? itemReviews = null,
        IReadOnlyDictionary<string, JsonElement>? fieldEdits = null,
        CancellationToken cancel = default)
    {
        if (itemReviews is null && fieldEdits is null)
            throw new ArgumentException("Give reviews of items, edits of fields, or both.", nameof(itemReviews));
        return _transport.SendAsync(
            ApiRequest.Patch("files.review_extraction",
                $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/extractions/{RequestPath.EscapeSegment(domain.Value)}/review",
                new ReviewExtractionRequest(itemReviews, fieldEdits), ClientJson.Default.ReviewExtractionRequest),
            ClientJson.Default.ExtractionReview, cancel);
    }
}
