using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>Loads a dataset into an empty tenant; see <see cref="DatasetLoader.LoadAsync"/>.</summary>
internal delegate Task<SeedResponse> LoadDataset(
    TenantState tenant, string name, long seed, int? count, Uri origin, CancellationToken cancel);

/// <summary>Loads a dataset into the tenant of the key that is sent; each vendor's slices hold it in their own way.</summary>
internal sealed class SeedApi(Func<Vendor, LoadDataset> loaderOf, EmulatorOptions options)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control) => control.MapOperation("emulator.seed", "POST", "/seed", SeedAsync, Evidence.Assumed);

    private async Task<ApiResponse> SeedAsync(RequestContext context)
    {
        var request = await context.ReadJsonAsync(ControlJsonContext.Shared.SeedRequest);
        request.Check();

        var load = loaderOf(context.Tenant.Vendor);
        return ApiResponse.Created(
            await load(context.Tenant, request.Dataset, request.Seed ?? options.Seed, request.Count, context.Origin, context.Cancel),
            ControlJsonContext.Shared.SeedResponse);
    }
}

/// <summary>Which dataset to load.</summary>
/// <param name="Dataset">One of <see cref="DatasetCatalogue.All"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedRequest(string Dataset)
{
    /// <summary>What everything in it is derived from; the emulator's own seed when absent.</summary>
    public long? Seed { get; init; }

    /// <summary>How many files <c>scale</c> shall have, 1–2,000,000; no other dataset takes it.</summary>
    public int? Count { get; init; }

    /// <summary>Refuses what is not known or does not fit: 422.</summary>
    public void Check()
    {
        if (DatasetCatalogue.FindProblem(Dataset, Count) is var (field, issue)) throw ApiError.Invalid(field, issue);
    }
}

/// <summary>What was loaded, and how much of each kind: links and deleted files are files (but LlamaCloud has neither).</summary>
public sealed record SeedResponse(string Dataset, long Seed, int Files, int Folders, int Projects, int Sessions, int Exports, long Bytes);
