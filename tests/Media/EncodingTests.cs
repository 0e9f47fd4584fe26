using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

/// <summary>Texts in every supported encoding, uploaded through the API.</summary>
public sealed class EncodingTests
{
    private const string Russian = "Привет, мир", Japanese = "日本語テキスト";

    public static TheoryData<string, int, string> Legacy => new()
    {
        { "typographic quotes", 1252, "He said “hello” – it’s €5" },
        { "one quote", 1252, "it’s" },
        { "one euro", 1252, "5 €" },
        { "a micro sign", 1252, "5 µm" },
        { "micro signs", 1252, "10 µF capacitor, 5 µs rise time" },
        { "a masculine ordinal", 1252, "20º C, n.º 5" },
        { "French", 1252, "L’été dernier, nous avons visité l’école à Besançon" },
        { "German", 1252, "Prüfung der Wände am Gebäude – „fertig“" },
        { "Polish", 28592, "Zażółć gęślą jaźń" },
        { "Polish of Windows", 1250, "Zażółć gęślą jaźń" },
        { "Czech", 1250, "Příliš žluťoučký kůň úpěl ďábelské ódy" },
        { "Russian", 1251, Russian },
        { "Russian of Unix", 20866, Russian },
        { "Greek", 1253, "Καλημέρα κόσμε, τι κάνετε σήμερα" },
        { "Hebrew", 1255, "שלום עולם, מה שלומך היום" },
        { "Shift-JIS", 932, Japanese },
        { "EUC-JP", 51932, Japanese },
        { "ISO-2022-JP", 50220, Japanese },
        { "GBK", 936, "中文文本文件" },
        { "EUC-KR", 51949, "안녕하세요 세계" },
        { "UTF-32 without a mark", 12000, "hello, wide world" },
        { "UTF-32 the other way round", 12001, "hello, wide world" },
    };

    [Theory]
    [MemberData(nameof(Legacy))]
    public async Task A_text_is_read_in_its_encoding(string encodingName, int codePage, string text)
    {
        await using var api = await TestApi.StartAsync();

        var read = await ReadAsync(api, GetEncoding(codePage).GetBytes(text));

        read.Should().Be(text, encodingName);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public async Task A_byte_order_mark_decides(string name)
    {
        await using var api = await TestApi.StartAsync();
        var encoding = Encoding.GetEncoding(name);

        var read = await ReadAsync(api, [.. encoding.Preamble, .. encoding.GetBytes("Größe: 5 m²")]);

        read.Should().Be("Größe: 5 m²");
    }

    [Theory]
    [InlineData("caf\u00C3\u00A9 na\u00EFve", "café na\uFFFDve")]
    [InlineData("It\u0092s caf\u00C3\u00A9", "It\uFFFDs café")]
    [InlineData("It\u0092s a caf\u00C3\u00A9 and we\u0092re here for the cr\u00C3\u00A8me br\u00C3\u00BBl\u00C3\u00A9e",
        "It\uFFFDs a café and we\uFFFDre here for the crème brûlée")]
    public async Task UTF8_with_many_bad_bytes_is_not_taken_for_a_rare_encoding(string bytes, string text)
    {
        await using var api = await TestApi.StartAsync();

        var read = await ReadAsync(api, Encoding.Latin1.GetBytes(bytes));

        read.Should().Be(text);
    }

    [Fact]
    public async Task UTF8_with_a_bad_byte_stays_UTF8()
    {
        await using var api = await TestApi.StartAsync();

        var read = await ReadAsync(api, [.. "Größe, Länge, Höhe: "u8, 0xFF, .. " Ende"u8]);
        var cut = await ReadAsync(api, [.. "Größe"u8, 0xC3], "cut.txt");

        read.Should().Be("Größe, Länge, Höhe: \uFFFD Ende");
        cut.Should().Be("Größe\uFFFD");
    }

    [Fact]
    public async Task A_text_whose_first_special_character_comes_late_is_read_in_its_encoding()
    {
        await using var api = await TestApi.StartAsync();
        var english = string.Concat(Enumerable.Repeat("The pump was inspected.\n", 20_000));

        var read = await ReadAsync(api, GetEncoding(1251).GetBytes(english + Russian));

        read.Should().EndWith(Russian);
    }

    [Theory]
    [InlineData("\u001b[31merror\u001b[0m pump 4 failed", "error pump 4 failed")]
    [InlineData("\u001b]0;title\aready \u001b(B\u001b[1;32mgreen\u001b[m", "ready green")]
    [InlineData("10%\b\b\b20%", "20%")]
    [InlineData("N\bNA\bAM\bME\bE _\bx", "NAME x")]
    [InlineData("hello world\r\n\u001A", "hello world")]
    [InlineData("a\vb", "a\nb")]
    [InlineData("bell\a rings", "bell rings")]
    [InlineData("ends in \u001b[3", "ends in")]
    public async Task Terminal_control_sequences_are_accepted_and_removed(string text, string expected)
    {
        await using var api = await TestApi.StartAsync();

        var read = await ReadAsync(api, Encoding.UTF8.GetBytes(text), "session.log.txt");

        read!.TrimEnd().Should().Be(expected);
    }

    [Fact]
    public async Task UTF16_with_a_single_trailing_byte_is_text()
    {
        await using var api = await TestApi.StartAsync();

        var read = await ReadAsync(api, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("hello"), (byte)'\n']);

        read!.TrimEnd().Should().Be("hello");
    }

    [Theory]
    [InlineData("#!/bin/sh\nrm -rf /\n# “quoted”", 1252)]
    [InlineData("<script>alert('日本語')</script>", 932)]
    [InlineData("\u001b[0m<html>", 65001)]
    [InlineData("<?php echo 1; // привет", 1251)]
    [InlineData("#!/bin/sh", 12000)]
    [InlineData("<svg onload='x'>", 12001)]
    public async Task A_script_is_refused_in_every_encoding(string text, int codePage)
    {
        await using var api = await TestApi.StartAsync();
        var encoding = GetEncoding(codePage);

        var plain = await api.UploadAsync(encoding.GetBytes(text), "notes.txt");
        var marked = await api.UploadAsync([.. encoding.Preamble, .. encoding.GetBytes(text)], "notes.txt");

        (plain.Status, marked.Status).Should().Be((400, 400), plain.Text);
        marked.Text.Should().Contain("which is not accepted");
    }

    [Fact]
    public async Task Bytes_that_form_no_words_are_refused()
    {
        await using var api = await TestApi.StartAsync();
        var random = new Random(14);
        var noise = new byte[20][];
        for (var i = 0; i < noise.Length; i++) random.NextBytes(noise[i] = new byte[64 << (i % 6)]);
        byte[] msgpack = [0x82, 0xA7, .. "compact"u8, 0xC3, 0xA6, .. "schema"u8, 0x90];

        foreach (var bytes in noise.Append(msgpack))
            (await api.UploadAsync(bytes, "a.txt")).Status.Should().Be(400, Convert.ToHexString(bytes.AsSpan(0, 16)));
    }

    private static async Task<string?> ReadAsync(TestApi api, byte[] bytes, string name = "notes.txt")
    {
        var response = await api.UploadAsync(bytes, name);
        response.Status.Should().Be(201, response.Text);
        var file = await api.GetFileAsync(response.Json.Text("file_id")!);
        file.Json.Text("text_extraction_status").Should().Be("completed");
        return file.Json.Text("extracted_text");
    }

    private static Encoding GetEncoding(int codePage) => codePage switch
    {
        65001 => new UTF8Encoding(true),
        12000 => new UTF32Encoding(false, true),
        12001 => new UTF32Encoding(true, true),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage)!,
    };
}
