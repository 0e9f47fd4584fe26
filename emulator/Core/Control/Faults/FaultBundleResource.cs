namespace Scopix.Emulator.Control.Faults;

/// <summary>The bundles of faults.</summary>
internal sealed record FaultBundleListResponse(FaultBundleResource[] Items);

/// <summary>A named group of faults.</summary>
/// <param name="Name">E.g. <c>rate-limited</c>.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Faults">The faults that the bundle adds.</param>
internal sealed record FaultBundleResource(string Name, string Description, Fault[] Faults)
{
    public static FaultBundleResource From(string name) => new(name, FaultBundles.Describe(name), FaultBundles.Find(name)!);
}
