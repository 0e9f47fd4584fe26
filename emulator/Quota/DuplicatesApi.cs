using Scopix.Emulator.Files;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Quota;

/// <summary>Which hashes the tenant has already (seed 001, Export, Quota &amp; Deduplication).</summary>
public static class DuplicatesApi
{
    /// <summary>The route table.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.Operation("files.check_duplicates", "POST", "/files/check-duplicates", CheckDuplicates, Evidence.Assumed);

    private static async Task<Answer> CheckDuplicates(Call call)
    {
        var hashes = (await call.ReadAsync(WireJson.Wire.DuplicatesRequest)).Check();

        var known = call.World.Read(turn => hashes.ToLookup(hash => FileStore.IdByHash(turn, hash.ToLowerInvariant()) is not null));

        return Answer.Ok(new DuplicatesAnswer([.. known[true]], [.. known[false]]));
    }
}

/// <summary>The body of a duplicate check.</summary>
/// <param name="Hashes">1–250 SHA-256 hashes of 64 hex digits.</param>
public sealed record DuplicatesRequest(string[] Hashes)
{
    /// <summary>The distinct hashes as sent, or a 422.</summary>
    public string[] Check()
    {
        if (Hashes.Length is < 1 or > 250) throw ApiError.Invalid("hashes", $"between 1 and 250 hashes, got {Hashes.Length}");
        var bad = Array.FindIndex(Hashes, hash => !Inputs.IsSha256(hash));
        return bad < 0 ? [.. Hashes.Distinct()] : throw ApiError.Invalid("hashes", $"item {bad} must be a SHA-256 of 64 hex digits");
    }
}

/// <summary>The tenant's known hashes and the others, each as sent.</summary>
public sealed record DuplicatesAnswer(string[] Duplicates, string[] Unique);
