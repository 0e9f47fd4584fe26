using System.Text;
using FluentAssertions;
using Scopix.Contracts.Checks.Traffic;
using Scopix.Emulator.Proxy;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>The outline of a form that passes: names, kinds and short texts, however the bytes are cut.</summary>
public sealed class FormOutlineTests
{
    private const string Type = "multipart/form-data; boundary=\"=b--1\"";

    public static TheoryData<string, string[]> Forms => new()
    {
        { Part("name=\"title\"", "Kitchen") + "--=b--1--\r\n", ["title=Kitchen"] },
        { "a preamble\r\n" + Part("name=title", "") + "--=b--1--", ["title="] },
        { Part("name=\"file\"; filename=\"a.jpg\"", "\r\n--=b--\r\r\n\r\n--=b-1\r\n--") + "--=b--1--\r\nan epilogue", ["file (a.jpg)"] },
        { Part("name=\"file\"; filename*=UTF-8''a.jpg", "bytes") + Part("name=\"tags\"", "a,b") + "--=b--1--", ["file ()", "tags=a,b"] },
        { Part("name=\"t\"", "\r\n--=b--\r\n") + "--=b--1--", ["t=\r\n--=b--\r\n"] },
        { Part("name=\"a\"", "1") + Part("name=\"a\"", "Z\u00fcrich") + "--=b--1  \r\n--", ["a=1", "a=Z\u00fcrich", "unfinished"] },
        { Part("name=\"title\"", "Kitchen") + "--=b--1\r\nX-Other: 1\r\n\r\nx\r\n--=b--1--", ["title=Kitchen", "unfinished"] },
        { Part("filename=\"a\"", "Kitchen") + "--=b--1--", ["unfinished"] },
        { Part("name=\"title\"", "Kitchen"), ["unfinished"] },
        { "--=b--1\r\nX: " + new string('x', 20_000), ["unfinished"] },
        { "{\"title\":\"Kitchen\"}", ["unfinished"] },
        { "--=b--1--", [] },
        { "", ["unfinished"] },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_has_the_same_outline_however_it_is_cut(string body, string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var sizes = Enumerable.Range(1, 40).Append(bytes.Length + 1);

        var outlines = sizes.Select(size => Describe(Read(bytes, size))).ToList();

        outlines.Should().OnlyContain(outline => outline.SequenceEqual(expected), string.Join(" | ", outlines[^1]));
    }

    [Fact]
    public void Texts_beyond_64_KiB_together_are_not_kept()
    {
        var body = Part("name=\"a\"", new string('a', 60_000)) + Part("name=\"b\"", new string('b', 60_000)) + "--=b--1--";

        var form = Read(Encoding.UTF8.GetBytes(body), 16_384).ToForm();

        form.Parts.Select(part => part.Text?.Length).Should().Equal(60_000, null);
        form.IsWhole.Should().BeTrue();
    }

    [Fact]
    public void A_text_that_is_not_UTF_8_is_not_kept()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("--=b--1\r\nContent-Disposition: form-data; name=a\r\n\r\n"), 0xff,
            .. Encoding.UTF8.GetBytes("\r\n--=b--1--")];

        Read(body, 7).ToForm().Parts.Should().Equal(new FormPart("a", null, null));
    }

    [Fact]
    public void A_long_file_takes_no_memory()
    {
        var (outline, chunk) = (FormOutline.Create(Type)!, new byte[64 * 1024]);
        chunk.AsSpan().Fill((byte)'\r');
        outline.Add(Encoding.UTF8.GetBytes("--=b--1\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n"));
        outline.Add(chunk);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++) outline.Add(chunk);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000);
        outline.Add("\r\n--=b--1--"u8);
        outline.ToForm().Parts.Should().Equal(new FormPart("file", "a", null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/mixed; boundary=b")]
    public void Another_type_has_no_outline(string? type) => FormOutline.Create(type).Should().BeNull();

    [Fact]
    public async Task The_form_of_NET_has_an_outline()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Kitchen"), "title" },
            { new ByteArrayContent(Samples.Photo(1)), "file", "a kitchen.jpg" },
        };
        var outline = FormOutline.Create(form.Headers.ContentType!.ToString())!;

        outline.Add(await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Describe(outline).Should().Equal("title=Kitchen", "file (a kitchen.jpg)");
    }

    private static string Part(string disposition, string content) =>
        $"--=b--1\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n";

    private static FormOutline Read(byte[] bytes, int size)
    {
        var outline = FormOutline.Create(Type)!;
        foreach (var chunk in bytes.Chunk(size)) outline.Add(chunk);
        return outline;
    }

    private static string[] Describe(FormOutline outline)
    {
        var form = outline.ToForm();
        return [.. form.Parts.Select(part => part.IsFile ? $"{part.Name} ({part.Filename})" : $"{part.Name}={part.Text}"),
            .. form.IsWhole ? Array.Empty<string>() : ["unfinished"]];
    }
}
