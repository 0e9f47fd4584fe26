using Scopix.Emulator.Http;
using Scopix.Emulator.State;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Seeding;

/// <summary>Loads a dataset into an empty tenant; see <see cref="DatasetLoader.LoadAsync"/>.</summary>
public delegate Task<Seeded> LoadDataset(World world, string name, long seed, int? count, Uri origin, CancellationToken cancel);

/// <summary>Loads a dataset into the tenant of the key that is sent; each vendor's slices hold it in their own way.</summary>
public sealed class SeedApi(Func<Vendor, LoadDataset> loaderOf, EmulatorOptions options)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control) => control.Operation("emulator.seed", "POST", "/seed", SeedAsync, Evidence.Assumed);

    private async Task<Answer> SeedAsync(Call call)
    {
        var request = await call.ReadAsync(WireJson.Wire.SeedRequest);
        request.Check();

        var load = loaderOf(call.World.Vendor);
        return Answer.Created(await load(call.World, request.Dataset, request.Seed ?? options.Seed, request.Count, call.Origin, call.Cancel));
    }
}

/// <summary>Which dataset to load.</summary>
/// <param name="Dataset">One of <see cref="Datasets.All"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SeedRequest(string Dataset)
{
    /// <summary>What everything in it is derived from; the emulator's own seed when absent.</summary>
    public long? Seed { get; init; }

    /// <summary>How many files <c>scale</c> shall have, 1–2,000,000; no other dataset takes it.</summary>
    public int? Count { get; init; }

    /// <summary>Refuses what is not known or does not fit: 422.</summary>
    public void Check()
    {
        if (Wrong(Dataset, Count) is var (field, issue)) throw ApiError.Invalid(field, issue);
    }

    /// <summary>What is wrong with a dataset's name or count: the field and why; null for nothing.</summary>
    public static (string Field, string Issue)? Wrong(string dataset, int? count)
    {
        if (Datasets.All.FirstOrDefault(known => known.Name == dataset) is not { } info)
            return ("dataset", $"must be one of {string.Join(", ", Datasets.All.Select(known => known.Name))}");
        if (count is not null && info.DefaultCount is null) return ("count", $"is for scale only: {dataset} is as large as it is");
        return count is < 1 or > Datasets.MostScale ? ("count", $"must be between 1 and {Datasets.MostScale}") : null;
    }
}

/// <summary>What was loaded, and how much of each kind: links and deleted files are files (but LlamaCloud has neither).</summary>
public sealed record Seeded(string Dataset, long Seed, int Files, int Folders, int Projects, int Sessions, int Exports, long Bytes);
