using Scopix.Emulator.Api.Scopix.Projects;
using Scopix.Emulator.Control.Clock;
using Scopix.Emulator.Control.Keys;
using Scopix.Emulator.Control.Seeding;

namespace Scopix.Emulator.Control.Init;

/// <summary>An init file: what the tenant of the default key, or of the key that was sent, begins with, and other tenants.</summary>
internal sealed record InitDocument : InitTenant
{
    /// <summary>The address of the JSON Schema, for editors.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public KeyRequest[]? Keys { get; init; }

    /// <summary>Other tenants by their keys.</summary>
    public Dictionary<string, InitTenant>? Tenants { get; init; }
}

/// <summary>What one tenant begins with.</summary>
internal record InitTenant
{
    public InitSnapshot? Snapshot { get; init; }

    public InitClock? Clock { get; init; }

    public InitDataset? Dataset { get; init; }

    public CreateProject[]? Projects { get; init; }

    public InitFolder[]? Folders { get; init; }

    public Stub[]? Stubs { get; init; }

    public InitFile[]? Files { get; init; }

    public Fault[]? Faults { get; init; }
}

/// <summary>A snapshot to restore: a saved one by its name, or an exported one in a file.</summary>
internal sealed record InitSnapshot
{
    public string? Name { get; init; }

    public string? Path { get; init; }
}

/// <summary>Exactly one of both.</summary>
internal sealed record InitClock
{
    /// <summary>The time at which the clock stops.</summary>
    public DateTimeOffset? Freeze { get; init; }

    /// <summary>An ISO 8601 duration by which the clock goes ahead.</summary>
    public string? Advance { get; init; }

    /// <exception cref="ApiError">422: a value is out of range.</exception>
    public void Check()
    {
        if (Freeze is null == Advance is null) throw ApiError.Invalid("", "send either freeze or advance");
        if (Freeze is not null) new FreezeClockRequest { At = Freeze }.Check("freeze");
        else _ = ParseAdvance();
    }

    public void ApplyTo(AdjustableClock clock)
    {
        if (Freeze is not null) clock.Freeze(Freeze);
        else clock.Advance(ParseAdvance());
    }

    private TimeSpan ParseAdvance() => new AdvanceClockRequest { By = Advance }.ParseDuration(ClockApi.MaxAdvance, "advance");
}

/// <param name="Name">The dataset.</param>
internal sealed record InitDataset(string Name)
{
    public long? Seed { get; init; }

    public int? Count { get; init; }

    public string? Locale { get; init; }

    /// <exception cref="ApiError">422: the dataset or the language is unknown, or the count or the language does not apply.</exception>
    public void Check()
    {
        try
        {
            new SeedRequest(Name) { Seed = Seed, Count = Count, Locale = Locale }.Check();
        }
        catch (ApiError error) when (error.Field == "dataset")
        {
            throw ApiError.Invalid("name", error.Issue!);
        }
    }
}

/// <param name="Path">The names from the top to this folder, with <c>/</c> between them.</param>
internal sealed record InitFolder(string Path)
{
    /// <summary>The name of the project of the top folder, if that is new.</summary>
    public string? Project { get; init; }
}
