namespace Scopix.Emulator;

/// <summary>How experiments with a test are run.</summary>
public sealed record SurvivalOptions
{
    /// <summary>Operations or families (<c>files.*</c>, <c>storage.put</c>) that meet trouble; null for all that the test calls.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>The greatest number of experiments; the most important ones are run. Null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>How many experiments run at once, 1 and more. Each has a tenant of its own.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Decides the order of equally important experiments.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>
    /// A test that runs longer has hung, and is left alone; null for the larger of 15 seconds and ten times the clean run.
    /// </summary>
    public TimeSpan? HangAfter { get; init; }
}
