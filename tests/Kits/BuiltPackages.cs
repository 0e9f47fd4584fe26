using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>
/// A folder with the packages that <c>.ci/pack</c> writes on the machines of a release. Their programs are only the beginnings of files.
/// </summary>
internal sealed class BuiltPackages : IDisposable
{
    private readonly DataDirectory _directory = new();

    public BuiltPackages(params string[] platforms)
    {
        foreach (var platform in platforms) Write(platform);
    }

    public static string Version { get; } =
        XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Build.props")).Descendants("Version").Single().Value;

    public string Folder => _directory.Location;

    public void Dispose() => _directory.Dispose();

    /// <summary>Writes an empty file in place of a package whose contents are not read.</summary>
    public void WriteEmpty(string name) => File.WriteAllText(Path.Combine(Folder, name), "");

    private void Write(string platform)
    {
        using var package = ZipFile.Open(
            Path.Combine(Folder, $"Scopix.Emulator.Tool.{platform}.{Version}.nupkg"), ZipArchiveMode.Create);
        var name = platform == "any" ? "Scopix.Emulator.Tool.dll" : platform.StartsWith("win", StringComparison.Ordinal)
            ? "Scopix.Emulator.Tool.exe" : "Scopix.Emulator.Tool";
        Add(package, $"tools/net10.0/{platform}/{name}", MakeProgram(platform));
        Add(package, $"tools/net10.0/{platform}/pictures/notice.txt", "A notice."u8.ToArray());
        Add(package, $"tools/net10.0/{platform}/Scopix.Emulator.Tool.pdb", [1]);
        Add(package, "Scopix.Emulator.Tool.nuspec", [2]);
    }

    private static byte[] MakeProgram(string platform) => platform.Split('-')[0] switch
    {
        "linux" => [0x7f, .. "ELF"u8, .. Encoding.ASCII.GetBytes("\0GLIBC_2.4\0GLIBC_2.36\0GLIBC_2.17\0")],
        "osx" => MakeMachO(12, 3),
        _ => [.. "MZ"u8, .. Encoding.ASCII.GetBytes(platform)],
    };

    /// <summary>The header of a Mach-O file with two load commands: LC_UUID, and LC_BUILD_VERSION with the oldest macOS.</summary>
    private static byte[] MakeMachO(int major, int minor)
    {
        var file = new byte[32 + 24 + 24];
        void Put(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        Put(0, 0xfeedfacf);
        Put(16, 2);
        Put(32, 0x1b);
        Put(36, 24);
        Put(56, 0x32);
        Put(60, 24);
        Put(64, 1);
        Put(68, (uint)(major << 16 | minor << 8));
        return file;
    }

    private static void Add(ZipArchive package, string path, byte[] content)
    {
        using var entry = package.CreateEntry(path).Open();
        entry.Write(content);
    }
}
