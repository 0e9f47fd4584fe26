namespace Scopix.Emulator.Tests;

/// <summary>A data folder of a test's own, and a look at the bytes in it.</summary>
public sealed class DataDirectory : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("scopix-tests-").FullName;

    /// <summary>Every file of the object store, published or staged.</summary>
    public string[] Stored() => Directory.Exists(Objects)
        ? [.. Directory.EnumerateFiles(Objects, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Objects, path)).Order()]
        : [];

    /// <summary>Looks again and again, for up to ten seconds, until nothing is stored.</summary>
    public async Task<string[]> StoredInTheEndAsync()
    {
        for (var tries = 0; tries < 1_000 && Stored().Length > 0; tries++) await Task.Delay(10);
        return Stored();
    }

    public void Dispose() => Directory.Delete(Location, recursive: true);

    private string Objects => Path.Combine(Location, "objects");
}
