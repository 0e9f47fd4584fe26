using Scopix.Emulator.Files;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Extractions;

/// <summary>Reviews of what the AI has extracted (seed 001, Image Operations: review; the verb is not printed, so PATCH and POST are taken).</summary>
public static class ExtractionsApi
{
    /// <summary>The route table.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.Operation("files.review_extraction", "PATCH|POST", "/files/{file_id}/extractions/{domain_name}/review", ReviewAsync, Evidence.Assumed);

    private static async Task<Answer> ReviewAsync(Call call)
    {
        var (id, domain) = (call.RouteUuid("file_id"), call.Route("domain_name"));
        var review = await call.ReadAsync(WireJson.Wire.ReviewExtraction);
        review.Check();
        if (!Extraction.Domains.Contains(domain)) throw ApiError.BadRequest($"domain_name must be one of {string.Join(", ", Extraction.Domains)}", "domain_name");

        var file = call.World.Write(turn =>
        {
            var reviewed = review.Apply(Reviewable(FileStore.Get(turn, id, "image"), domain), domain, turn.Now);
            FileStore.Save(turn, reviewed);
            return reviewed;
        });

        return Answer.Ok(new ExtractionReviewed(file.Id, domain, file.Corrections![domain], file.UpdatedAt));
    }

    private static FileRecord Reviewable(FileRecord file, string domain) =>
        Extraction.Of(file, domain) is null ? throw ApiError.NotFound("Extraction") : file;
}

/// <summary>The answer of a review: all corrections of the domain, also those of earlier calls.</summary>
public sealed record ExtractionReviewed(string ImageId, string DomainName, Corrections Corrections, DateTimeOffset UpdatedAt);
