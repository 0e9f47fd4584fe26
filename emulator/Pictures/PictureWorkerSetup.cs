using NetVips;
using Scopix.Media.Previews;

namespace Scopix.Pictures;

/// <summary>Prepares this process for untrusted bytes.</summary>
internal static class PictureWorkerSetup
{
    private const long MaxMemory = 2L << 30;

    /// <summary>False when libvips cannot be loaded.</summary>
    public static bool TryPrepare()
    {
        if (!VipsPictures.IsLoaded) return false;
        NetVips.NetVips.BlockUntrusted = true;
        NetVips.NetVips.Concurrency = 1; // as many workers run as there are cores
        Cache.Max = 0; // no picture is asked for twice
        ResourceLimits.Apply(MaxMemory);
        return true;
    }
}
