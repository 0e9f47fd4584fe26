using System.IO.Compression;
using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public class ContainerTests
{
    [Fact]
    public void An_MP4_with_only_audio_is_refused()
    {
        var inspect = () => MediaFixtures.Inspect(Patch("clip.mp4", "vide\0"u8, "meta\0"u8));

        inspect.Should().Throw<RefusedMediaException>().WithMessage("*a sound file (MPEG-4 audio)*");
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("clip.mov")]
    [InlineData("clip.m4v")]
    [InlineData("clip.avi")]
    [InlineData("clip.webm")]
    public void A_video_cut_in_the_middle_is_accepted_as_damaged(string name)
    {
        var whole = MediaFixtures.ReadBytes(name);

        var facts = MediaFixtures.Inspect(whole[..(whole.Length / 2)]);

        facts.MediaType.Should().Be("video");
        facts.Damage.Should().StartWith("The ").And.EndWith(".");
    }

    [Fact]
    public void A_video_rotated_by_its_matrix_swaps_width_and_height()
    {
        byte[] original = [0, 1, 0, 0, .. new byte[12], 0, 1, 0, 0, .. new byte[12], 0x40, 0, 0, 0];
        byte[] rotated = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, .. new byte[16], 0x40, 0, 0, 0];
        var clip = MediaFixtures.ReadBytes("clip.mov");
        var header = clip.AsSpan().IndexOf("tkhd"u8);
        rotated.CopyTo(clip, header + clip.AsSpan(header).IndexOf(original));

        var facts = MediaFixtures.Inspect(clip);

        (facts.Width, facts.Height).Should().Be((120, 160));
    }

    [Fact]
    public void An_old_MOV_without_a_brand_is_accepted()
    {
        MediaFixtures.Inspect(MediaFixtures.ReadBytes("clip.mov")[20..]).Should().Be(MediaFixtures.Inspect("clip.mov"));
    }

    [Theory]
    [InlineData("[Content_Types].xml,word/document.xml", null)]
    [InlineData("word/document.xml", "a ZIP archive")]
    [InlineData("", "a ZIP archive")]
    [InlineData("[Content_Types].xml,xl/workbook.xml", "an Excel workbook (XLSX)")]
    [InlineData("[Content_Types].xml,ppt/presentation.xml", "a PowerPoint presentation (PPTX)")]
    [InlineData("[Content_Types].xml,word/document.xml,word/vbaProject.bin", "a Word document with macros (DOCM)")]
    public void The_type_of_a_ZIP_follows_from_its_directory(string entries, string? refusedAs)
    {
        var zip = CreateZip(entries.Split(',', StringSplitOptions.RemoveEmptyEntries));

        var inspect = () => MediaFixtures.Inspect(zip, "report.docx");

        if (refusedAs is null) inspect.Should().NotThrow().Which.DocumentType.Should().Be("docx");
        else inspect.Should().Throw<RefusedMediaException>()
            .WithMessage($"The file is {refusedAs}, which is not accepted.");
    }

    [Fact]
    public void A_DOCX_without_its_directory_is_an_archive()
    {
        var inspect = () => MediaFixtures.Inspect(MediaFixtures.ReadBytes("report.docx")[..^30], "report.docx");

        inspect.Should().Throw<RefusedMediaException>().WithMessage("*a ZIP archive*");
    }

    [Theory]
    [InlineData("\r\n %PDF-1.7", "pdf")]
    [InlineData("\u00ef\u00bb\u00bf%PDF-1.7", "pdf")]
    [InlineData("see %PDF-1.7", "txt")]
    public void A_PDF_may_have_white_space_before_its_header(string bytes, string documentType)
    {
        MediaFixtures.Inspect(Encoding.Latin1.GetBytes(bytes)).DocumentType.Should().Be(documentType);
    }

    private static byte[] Patch(string name, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var bytes = MediaFixtures.ReadBytes(name);
        to.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(from)));
        return bytes;
    }

    private static byte[] CreateZip(IEnumerable<string> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var entry in entries) zip.CreateEntry(entry);
        return bytes.ToArray();
    }
}
