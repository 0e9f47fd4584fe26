namespace Scopix.Emulator.Tests;

/// <summary>A folder of a test's own, gone with it.</summary>
public sealed class Folder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("scopix-tests-").FullName;

    /// <summary>Everything in it that is a stored object's bytes, as paths from the folder on.</summary>
    public string[] Objects => !Directory.Exists(System.IO.Path.Combine(Path, "objects"))
        ? []
        : [.. Directory.EnumerateFiles(System.IO.Path.Combine(Path, "objects"), "*", SearchOption.AllDirectories).Select(file => file[(Path.Length + 1)..]).Order()];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
