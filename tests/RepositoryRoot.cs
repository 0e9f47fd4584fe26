using System.Runtime.CompilerServices;

namespace Scopix.Emulator.Tests;

/// <summary>The repository folder in which these tests were compiled.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find(
        [CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(file))!;
}
