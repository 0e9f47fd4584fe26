using System.Runtime.InteropServices;

namespace Scopix.Media.Previews;

/// <summary>How the worker for pictures is started: the program <c>Scopix.Pictures</c> in a folder of its own.</summary>
internal sealed record PictureWorkerCommand(string File, string[] Arguments)
{
    private const string Name = "Scopix.Pictures";

    /// <summary>Null where the folder has no worker, or no libvips for it.</summary>
    public static PictureWorkerCommand? Find(string folder)
    {
        if (!System.IO.File.Exists(Path.Combine(folder, VipsLibraryFile.Name))) return null;
        var assembly = Path.Combine(folder, Name + ".dll");
        if (System.IO.File.Exists(assembly)) return FindHost() is { } host ? new(host, [assembly]) : null;
        var native = Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        return System.IO.File.Exists(native) ? new(native, []) : null;
    }

    /// <summary>The <c>dotnet</c> that runs this process. An executable of the worker's own would look for one, and not find it where .NET
    /// is in a folder that only the PATH names.</summary>
    private static string? FindHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string?[] candidates =
        [
            Environment.ProcessPath, Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name),
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
        ];
        return candidates.FirstOrDefault(path => path is not null && Path.GetFileName(path) == name && System.IO.File.Exists(path));
    }
}
