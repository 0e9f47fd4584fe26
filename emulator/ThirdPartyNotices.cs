namespace Scopix.Emulator.Tool;

/// <summary>The licenses of what is linked into this program or shipped with it.</summary>
internal static class ThirdPartyNotices
{
    /// <summary>The file THIRD-PARTY-NOTICES.txt of the repository, in UTF-8.</summary>
    public static byte[] Read()
    {
        using var resource = typeof(ThirdPartyNotices).Assembly.GetManifestResourceStream("THIRD-PARTY-NOTICES.txt")!;
        var text = new byte[resource.Length];
        resource.ReadExactly(text);
        return text;
    }
}
