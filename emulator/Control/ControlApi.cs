using System.Reflection;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Snapshots;
using Scopix.Emulator.State;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control;

/// <summary>Health, info and reset, under <c>/_emulator</c>. A key that is sent narrows a call to its tenant; without one it is for all.</summary>
public sealed class ControlApi(Worlds worlds, IObjectStore store, EmbeddedStore pictures, Shelf shelf, EmulatorOptions options)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.OpenOperation("emulator.health", "GET", "/health", _ => Task.FromResult(Answer.Ok(new Health("ready"))), Evidence.Assumed);
        control.OpenOperation("emulator.info", "GET", "/info", call => Task.FromResult(Info(call)), Evidence.Assumed);
        control.OpenOperation("emulator.reset", "POST", "/reset", Reset, Evidence.Assumed);
    }

    /// <summary>The tenant whose key was sent, or all tenants; a key that is sent must be one that is let in.</summary>
    public static World[] Concerned(Call call, Worlds worlds) => call.SentKey ? [call.World] : [.. worlds.All()];

    private Answer Info(Call call)
    {
        var concerned = Concerned(call, worlds);
        var files = concerned.Sum(world => world.Read(turn => FileCounts.OfTenant(turn.Db)));
        return Answer.Ok(new Info(
            Version, options.Pipeline.ToString().ToLowerInvariant(), options.Auth.ToString().ToLowerInvariant(),
            options.Tier.ToString().ToUpperInvariant(), options.EnforceLimits, options.Errors.ToString().ToLowerInvariant(), options.Seed,
            options.StorageAuth.ToString().ToLowerInvariant(), options.Data, options.Dataset, concerned.Length, files, Datasets.All));
    }

    private async Task<Answer> Reset(Call call)
    {
        call.OnlyQuery("snapshots");
        var snapshots = call.Query.Bool("snapshots") ?? false;
        var aside = PutDamagedAside(call);
        var concerned = call.SentKey && aside > 0 ? [] : Concerned(call, worlds);
        if (!call.SentKey) worlds.Reset();
        foreach (var world in concerned)
        {
            using var alone = await shelf.AloneAsync(world, call.Cancel);
            if (!world.IsWhole()) world.BeginAnew();
            if (snapshots) await shelf.ClearAsync(world, call.Cancel);
            if (world.Kept.Any) new Restoring(store, pictures).Empty(world, worlds.Clock);
            else world.Reset(worlds.Clock.State, () => DeleteAll(world.Storage));
        }
        return Answer.Ok(new ResetDone(concerned.Length + aside));
    }

    /// <summary>Tenants that cannot be opened; their bytes go, but for those that snapshots may refer to.</summary>
    private int PutDamagedAside(Call call)
    {
        string[] damaged = !call.SentKey ? worlds.Damaged() : call.DamagedTenant is { Length: > 0 } own ? [own] : [];
        foreach (var tenant in damaged)
        {
            worlds.PutAside(tenant);
            if (!worlds.Snapshots.Has(tenant)) DeleteAll(new StorageAccount(tenant, "", "", () => worlds.Clock.Now));
        }
        return damaged.Length;
    }

    private void DeleteAll(StorageAccount account)
    {
        store.DeleteAll(account);
        pictures.DeleteAll(account);
    }

    /// <summary>The program's version.</summary>
    public static string Version { get; } =
        typeof(ControlApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

/// <summary>Answered as soon as the emulator listens.</summary>
public sealed record Health(string Status);

/// <summary>What is running and how much it holds.</summary>
public sealed record Info(
    string Version, string Pipeline, string Auth, string Tier, bool EnforceLimits, string Errors, long Seed, string StorageAuth, string? Data,
    string? Dataset, int Tenants, long Files, IReadOnlyList<DatasetInfo> Datasets);

/// <summary>How many tenants were emptied.</summary>
public sealed record ResetDone(int Tenants);
