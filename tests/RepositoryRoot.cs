using System.Runtime.CompilerServices;

namespace Scopix.Emulator.Tests;

/// <summary>The folder of the repository that these tests were compiled in.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find(
        [CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(file))!;
}
