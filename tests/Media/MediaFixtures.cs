using Scopix.Media;

namespace Scopix.Emulator.Tests.Media;

/// <summary>The files of <c>fixtures/media</c>, by their path below it.</summary>
internal static class MediaFixtures
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "media");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(name => name != "README.md")
        .Order(StringComparer.Ordinal);

    public static byte[] ReadBytes(string name) => File.ReadAllBytes(Path.Combine(Root, name));

    public static MediaFacts Inspect(string name) => Inspect(ReadBytes(name), name);

    public static MediaFacts Inspect(byte[] bytes, string filename = "upload")
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return MediaInspector.Inspect(stream, filename);
    }
}
