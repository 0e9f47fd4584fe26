using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Fixtures.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures.Media;

/// <summary>
/// The hashes of files, written down in <c>made-files.txt</c>: a change on any machine is noticed. When a picture is meant to
/// change, put what the failing test says there.
/// </summary>
public class GeneratedFileGoldenTests
{
    [Fact]
    public void Every_file_has_the_bytes_it_has_always_had()
    {
        var made = string.Join('\n', Pictures().Concat(Documents()).Append(Line("clip", VideoRenderer.Render(GeneratedFiles.Video))))
            + "\n";

        var kept = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "made-files.txt"));

        made.Should().Be(kept);
    }

    [Fact]
    public void Many_threads_make_what_one_makes()
    {
        var inTurn = Pictures().ToList();

        var atOnce = Subjects.All.AsParallel().AsOrdered()
            .Select(subject => Line(subject.Name, PictureRenderer.Render(GeneratedFiles.CreatePictureSpec(subject, 2)))).ToList();

        atOnce.Should().Equal(inTurn);
    }

    private static IEnumerable<string> Pictures() =>
        Subjects.All.Select(subject => Line(subject.Name, PictureRenderer.Render(GeneratedFiles.CreatePictureSpec(subject, 2))));

    private static IEnumerable<string> Documents() =>
        Enum.GetValues<DocumentKind>().Select(kind => Line("document", DocumentWriter.Write(GeneratedFiles.Document, kind)));

    private static string Here([CallerFilePath] string here = "") => here;

    private static string Line(
        string name, GeneratedFile file) => $"{name}.{file.Extension} {Convert.ToHexStringLower(SHA256.HashData(file.Bytes))[..16]}";
}
