using System.Runtime.InteropServices;

namespace Scopix.Media.Previews;

/// <summary>The <c>dotnet</c> that runs a program of the emulator's own.</summary>
internal static class DotnetHost
{
    /// <summary>The one that runs this process. A program's own executable would look for one, and not find it where .NET is in a folder
    /// that only the PATH names.</summary>
    public static string? Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string?[] candidates =
        [
            Environment.ProcessPath, Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name),
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
        ];
        return candidates.FirstOrDefault(path => path is not null && Path.GetFileName(path) == name && File.Exists(path));
    }
}
