using System.Runtime.InteropServices;

namespace Scopix.Media.Previews;

/// <summary>The file of libvips as the packages NetVips.Native.* have it.</summary>
internal static class VipsLibraryFile
{
    public static readonly string Name =
        OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42";

    /// <summary>This machine, as these packages name it, e.g. <c>linux-x64</c>.</summary>
    public static readonly string Platform = RuntimeInformation.RuntimeIdentifier;

    /// <summary>The folders in which .NET looks for the native libraries of packages.</summary>
    public static bool IsInstalledHere() =>
        (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator).Append(AppContext.BaseDirectory)
            .Any(folder => Path.IsPathRooted(folder) && File.Exists(Path.Combine(folder, Name)));
}
