using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Fixtures.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures.Media;

/// <summary>
/// The recorded hashes of generated files in <c>generated-files.txt</c>, which show a change on any machine. After an intended change,
/// <c>make manifests</c> rewrites them.
/// </summary>
public class GeneratedFileGoldenTests
{
    [Fact]
    public void The_bytes_of_every_generated_file_have_not_changed()
    {
        var actual = string.Join('\n', Pictures().Concat(Documents()).Append(Line("clip", VideoRenderer.Render(GeneratedFiles.Video))))
            + "\n";

        var path = Path.Combine(Path.GetDirectoryName(Here())!, "generated-files.txt");
        if (Environment.GetEnvironmentVariable("SCOPIX_MANIFESTS") == "write") File.WriteAllText(path, actual);
        var expected = File.ReadAllText(path);

        actual.Should().Be(expected);
    }

    [Fact]
    public void Generated_files_do_not_depend_on_the_number_of_threads()
    {
        var sequential = Pictures().ToList();

        var parallel = Subjects.All.AsParallel().AsOrdered()
            .Select(subject => Line(subject.Name, PictureRenderer.Render(GeneratedFiles.CreatePictureSpec(subject, 2)))).ToList();

        parallel.Should().Equal(sequential);
    }

    private static IEnumerable<string> Pictures() =>
        Subjects.All.Select(subject => Line(subject.Name, PictureRenderer.Render(GeneratedFiles.CreatePictureSpec(subject, 2))));

    private static IEnumerable<string> Documents() =>
        Enum.GetValues<DocumentKind>().Select(kind => Line("document", DocumentWriter.Write(GeneratedFiles.Document, kind)));

    private static string Here([CallerFilePath] string here = "") => here;

    private static string Line(
        string name, GeneratedFile file) => $"{name}.{file.Extension} {Convert.ToHexStringLower(SHA256.HashData(file.Bytes))[..16]}";
}
