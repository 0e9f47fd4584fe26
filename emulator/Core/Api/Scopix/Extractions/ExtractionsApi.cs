using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Extractions;

/// <summary>
/// Reviews of the AI's extractions (seed 001, Image Operations; the HTTP method is not documented, so PATCH and POST are accepted).
/// </summary>
internal static class ExtractionsApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapOperation("files.review_extraction", "PATCH|POST", "/files/{file_id}/extractions/{domain_name}/review", ReviewAsync,
            Evidence.Assumed);

    private static async Task<ApiResponse> ReviewAsync(RequestContext context)
    {
        var (id, domain) = (context.GetRouteUuid("file_id"), context.GetRouteValue("domain_name"));
        var review = await context.ReadJsonAsync(ScopixJsonContext.Shared.ReviewExtractionRequest);
        review.Validate();
        if (!ExtractionData.Domains.Contains(domain))
            throw ApiError.BadRequest($"domain_name must be one of {string.Join(", ", ExtractionData.Domains)}", "domain_name");

        var file = context.Tenant.Write(transaction =>
        {
            var reviewed = review.ApplyTo(RequireExtraction(FileStore.Get(transaction, id, "image"), domain), domain, transaction.Now);
            FileStore.Save(transaction, reviewed);
            return reviewed;
        });

        return ApiResponse.Ok(new ReviewExtractionResponse(file.Id, domain, file.Corrections![domain], file.UpdatedAt),
            ScopixJsonContext.Shared.ReviewExtractionResponse);
    }

    private static FileRecord RequireExtraction(FileRecord file, string domain) =>
        ExtractionData.FindByDomain(file, domain) is null ? throw ApiError.NotFound("Extraction") : file;
}

/// <summary>All corrections of the domain, also those of earlier requests.</summary>
internal sealed record ReviewExtractionResponse(string ImageId, string DomainName, Corrections Corrections, DateTimeOffset UpdatedAt);
