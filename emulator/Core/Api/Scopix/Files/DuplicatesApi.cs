namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Which hashes belong to files of the tenant (seed 001, Export, Quota &amp; Deduplication).</summary>
internal static class DuplicatesApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapOperation("files.check_duplicates", "POST", "/files/check-duplicates", CheckDuplicates, Evidence.Assumed);

    private static async Task<ApiResponse> CheckDuplicates(RequestContext context)
    {
        var hashes = (await context.ReadJsonAsync(ScopixJsonContext.Shared.CheckDuplicatesRequest)).Validate();

        var known = context.Tenant.Read(
            transaction => hashes.ToLookup(hash => FileStore.FindIdByHash(transaction, hash.ToLowerInvariant()) is not null));

        return ApiResponse.Ok(new CheckDuplicatesResponse([.. known[true]], [.. known[false]]),
            ScopixJsonContext.Shared.CheckDuplicatesResponse);
    }
}

/// <param name="Hashes">1–250 SHA-256 hashes of 64 hex digits.</param>
internal sealed record CheckDuplicatesRequest(string[] Hashes)
{
    public string[] Validate()
    {
        if (Hashes.Length is < 1 or > 250) throw ApiError.Invalid("hashes", $"between 1 and 250 hashes, got {Hashes.Length}");
        var invalid = Array.FindIndex(Hashes, hash => !RequestParameters.IsSha256(hash));
        return invalid < 0
            ? [.. Hashes.Distinct()]
            : throw ApiError.Invalid("hashes", $"item {invalid} must be a SHA-256 of 64 hex digits");
    }
}

internal sealed record CheckDuplicatesResponse(string[] Duplicates, string[] Unique);
