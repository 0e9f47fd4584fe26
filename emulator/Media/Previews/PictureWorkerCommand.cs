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
        if (System.IO.File.Exists(assembly)) return DotnetHost.Find() is { } host ? new(host, [assembly]) : null;
        var native = Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        return System.IO.File.Exists(native) ? new(native, []) : null;
    }
}
