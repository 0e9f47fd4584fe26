namespace Scopix.Emulator.Control;

/// <summary>The files that are resources of this assembly.</summary>
internal static class EmbeddedResource
{
    /// <summary>The bytes of a resource; null when there is none of this name.</summary>
    public static byte[]? Read(string name)
    {
        using var resource = typeof(EmbeddedResource).Assembly.GetManifestResourceStream(name);
        if (resource is null) return null;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
