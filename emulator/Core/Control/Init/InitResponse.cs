namespace Scopix.Emulator.Control.Init;

/// <summary>What was applied, in numbers.</summary>
/// <param name="Files">Without duplicates that were skipped.</param>
/// <param name="Kept">The tenants with data from an earlier start, of which only stubs and faults were applied.</param>
internal sealed record InitResponse(
    int Tenants, int Keys, int Snapshots, int Datasets, int Projects, int Folders, int Stubs, int Files, int Faults, int Kept)
{
    public override string ToString() => $"{Describe(Tenants, "tenant")}, {Describe(Keys, "key")}, {Describe(Snapshots, "snapshot")}, "
        + $"{Describe(Datasets, "dataset")}, {Describe(Projects, "project")}, {Describe(Folders, "folder")}, {Describe(Stubs, "stub")}, "
        + $"{Describe(Files, "file")}, {Describe(Faults, "fault")}"
        + (Kept == 0 ? "" : $"; {Describe(Kept, "tenant")} had data already and got stubs and faults alone");

    private static string Describe(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}

internal sealed class InitCounts
{
    public int Keys, Snapshots, Datasets, Projects, Folders, Stubs, Files, Faults;

    public InitResponse ToResponse(int tenants, int kept) =>
        new(tenants, Keys, Snapshots, Datasets, Projects, Folders, Stubs, Files, Faults, kept);
}
