namespace Scopix.Emulator.Tests;

/// <summary>A temporary data folder of one test, and the stored objects in it.</summary>
public sealed class DataDirectory : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("scopix-tests-").FullName;

    /// <summary>Lists every file of the object store, published or staged.</summary>
    public string[] ListObjects() => Directory.Exists(ObjectsFolder)
        ? [.. Directory.EnumerateFiles(ObjectsFolder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(ObjectsFolder, path)).Order()]
        : [];

    /// <summary>Polls for up to ten seconds until nothing is stored.</summary>
    public async Task<string[]> WaitUntilEmptyAsync()
    {
        for (var tries = 0; tries < 1_000 && ListObjects().Length > 0; tries++) await Task.Delay(10);
        return ListObjects();
    }

    public void Dispose() => Directory.Delete(Location, recursive: true);

    private string ObjectsFolder => Path.Combine(Location, "objects");
}
