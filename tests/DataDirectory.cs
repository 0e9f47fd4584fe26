namespace Scopix.Emulator.Tests;

/// <summary>A data folder of a test's own, and a look at the bytes in it.</summary>
public sealed class DataDirectory : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("scopix-tests-").FullName;

    /// <summary>Every file of the object store, published or staged.</summary>
    public string[] ListObjects() => Directory.Exists(ObjectsFolder)
        ? [.. Directory.EnumerateFiles(ObjectsFolder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(ObjectsFolder, path)).Order()]
        : [];

    /// <summary>Looks again and again, for up to ten seconds, until nothing is stored.</summary>
    public async Task<string[]> WaitUntilEmptyAsync()
    {
        for (var tries = 0; tries < 1_000 && ListObjects().Length > 0; tries++) await Task.Delay(10);
        return ListObjects();
    }

    public void Dispose() => Directory.Delete(Location, recursive: true);

    private string ObjectsFolder => Path.Combine(Location, "objects");
}
