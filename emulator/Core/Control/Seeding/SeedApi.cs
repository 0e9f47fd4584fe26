using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>Loads a dataset into an empty tenant; see <see cref="DatasetLoader.LoadAsync"/>.</summary>
internal delegate Task<SeedResponse> LoadDataset(
    TenantState tenant, string name, long seed, int? count, string? locale, Uri origin, CancellationToken cancel);

/// <summary>Loads a dataset into the tenant whose key is sent. Each vendor has its own loader.</summary>
internal sealed class SeedApi(Func<Vendor, LoadDataset> loaderOf, EmulatorOptions options)
{
    public void Map(IEndpointRouteBuilder control) => control.MapOperation("emulator.seed", "POST", "/seed", SeedAsync, Evidence.Assumed);

    private async Task<ApiResponse> SeedAsync(RequestContext context)
    {
        var request = await context.ReadJsonAsync(ControlJsonContext.Shared.SeedRequest);
        request.Check();

        var load = loaderOf(context.Tenant.Vendor);
        return ApiResponse.Created(
            await load(context.Tenant, request.Dataset, request.Seed ?? options.Seed, request.Count, request.Locale ?? options.Locale,
                context.Origin, context.Cancel),
            ControlJsonContext.Shared.SeedResponse);
    }
}

/// <param name="Dataset">One of <see cref="DatasetCatalogue.All"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedRequest(string Dataset)
{
    public long? Seed { get; init; }

    /// <summary>The number of files of the dataset <c>scale</c>, 1–2,000,000; other datasets do not take it.</summary>
    public int? Count { get; init; }

    /// <summary>The language of documents and names, one of <see cref="DatasetCatalogue.Locales"/>; null for the emulator's.</summary>
    public string? Locale { get; init; }

    /// <exception cref="ApiError">422: the dataset or the language is unknown, or the count or the language does not apply.</exception>
    public void Check()
    {
        if (DatasetCatalogue.FindProblem(Dataset, Count, Locale) is var (field, issue)) throw ApiError.Invalid(field, issue);
    }
}

/// <summary>What was loaded, with counts by kind. Links and deleted files count as files; LlamaCloud has neither.</summary>
public sealed record SeedResponse(string Dataset, long Seed, int Files, int Folders, int Projects, int Sessions, int Exports, long Bytes)
{
    /// <summary>The records that are worth opening in the dashboard, in the order of time; empty for most datasets.</summary>
    public IReadOnlyList<Highlight> Highlights { get; init; } = [];
}

/// <summary>A record of a dataset that is worth opening in the dashboard.</summary>
/// <param name="Kind"><c>files</c> or <c>sessions</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Text">What it shows, as the text of a link.</param>
public sealed record Highlight(string Kind, string Id, string Text);
