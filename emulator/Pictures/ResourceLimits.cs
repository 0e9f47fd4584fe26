using System.Runtime.InteropServices;

namespace Scopix.Pictures;

/// <summary>Limits of the operating system for this process. On Windows there are none.</summary>
internal static partial class ResourceLimits
{
    private const ulong MaxOpenFiles = 128;

    /// <summary>Bounds what libvips may allocate on Linux; macOS does not enforce that limit. The address space that .NET has reserved
    /// is not counted, since most of it is never used: the runtime has limits of its own for it.</summary>
    public static void Apply(long memory)
    {
        if (OperatingSystem.IsLinux())
        {
            var (addressSpace, coreFile, openFiles) = (9, 4, 7);
            if (ReadAddressSpace() is { } reserved) Set(addressSpace, (ulong)(reserved + memory));
            Set(coreFile, 0);
            Set(openFiles, MaxOpenFiles);
        }
        else if (OperatingSystem.IsMacOS())
        {
            var (coreFile, openFiles) = (4, 8);
            Set(coreFile, 0);
            Set(openFiles, MaxOpenFiles);
        }
    }

    private static long? ReadAddressSpace() =>
        File.Exists("/proc/self/statm") && long.TryParse(File.ReadAllText("/proc/self/statm").Split(' ')[0], out var pages)
            ? pages * Environment.SystemPageSize : null;

    private static void Set(int resource, ulong value)
    {
        var limit = new Limit(value, value);
        _ = SetLimit(resource, in limit);
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
