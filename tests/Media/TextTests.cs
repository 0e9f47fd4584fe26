using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public class TextTests
{
    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("{\"a\": 1}")]
    [InlineData("MZ Beton GmbH")]
    [InlineData("PK 12, BM 3, ID3")]
    [InlineData("<header>a fragment</header>")]
    [InlineData("<!-- badges --> # Title")]
    [InlineData("In PHP, write <?php echo 1; ?>")]
    public void Plain_text_is_plain_whatever_it_resembles(string text)
    {
        MediaFixtures.Inspect(Encoding.UTF8.GetBytes(text)).DocumentType.Should().Be("txt");
    }

    [Theory]
    [InlineData("README.md", "md")]
    [InlineData("README.MARKDOWN", "md")]
    [InlineData("README", "txt")]
    [InlineData("md", "txt")]
    [InlineData("", "txt")]
    public void The_extension_distinguishes_Markdown_from_text(string filename, string documentType)
    {
        MediaFixtures.Inspect("# Title"u8.ToArray(), filename).DocumentType.Should().Be(documentType);
    }

    [Theory]
    [InlineData("#!/usr/bin/env python3\n", "a script")]
    [InlineData("\r\n@ECHO OFF\r\ndel *", "a batch script")]
    [InlineData("<?php echo 1;", "a PHP script")]
    [InlineData("#Requires -Version 5", "a PowerShell script")]
    [InlineData("  <!DOCTYPE html>", "an HTML page")]
    [InlineData("<!-- a --> <!-- b --><html>", "an HTML page")]
    [InlineData("<SVG width='1'/>", "an SVG picture")]
    [InlineData("<?xml version='1.0'?><a/>", "XML")]
    [InlineData("{\\rtf1 }", "an RTF document")]
    public void A_script_or_markup_is_refused_in_every_encoding(string text, string kind)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            var inspect = () => MediaFixtures.Inspect([.. encoding.Preamble, .. encoding.GetBytes(text)], "notes.txt");

            inspect.Should().Throw<RefusedMediaException>().WithMessage($"The file is {kind}, which is not accepted.");
        }
    }

    [Theory]
    [InlineData("MZ\u0090\0\u0003", "a Windows executable")]
    [InlineData("\u00cf\u00fa\u00ed\u00fe\u0007\0\0\u0001", "an executable (Mach-O)")]
    [InlineData("\u00ca\u00fe\u00ba\u00be\0\0\0\u0034", "an executable (Java class or Mach-O)")]
    [InlineData("\0asm\u0001\0\0\0", "a WebAssembly module")]
    [InlineData("ID3\u0003\0\0\0\0", "a sound file (MP3)")]
    [InlineData("RIFF\u0024\0\0\0WAVEfmt ", "a sound file (WAV)")]
    [InlineData("BM\u0036\0\0\0", "a BMP picture")]
    [InlineData("II*\0\u0008\0\0\0", "a TIFF picture")]
    [InlineData("\u001f\u008b\u0008\0", "a gzip archive")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "a HEIC picture")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1avif", "an AVIF picture")]
    [InlineData("\0\0\0\u0018ftypM4A \0\0\0\0isommp42", "a sound file (MPEG-4 audio)")]
    [InlineData("\u001a\u0045\u00df\u00a3\u008b\u0042\u0082\u0088matroska", "a Matroska video")]
    public void A_known_type_that_is_not_accepted_is_refused_by_name(string bytes, string kind)
    {
        var inspect = () => MediaFixtures.Inspect(Encoding.Latin1.GetBytes(bytes));

        inspect.Should().Throw<RefusedMediaException>().WithMessage($"The file is {kind}, which is not accepted.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(127)]
    public void One_control_character_anywhere_makes_a_text_unknown(byte control)
    {
        var text = Enumerable.Repeat((byte)'a', 200_000).ToArray();
        foreach (var at in new[] { 0, 65_535, 65_536, 199_999 })
        {
            byte[] changed = [.. text[..at], control, .. text[(at + 1)..]];
            var inspect = () => MediaFixtures.Inspect(changed);

            inspect.Should().Throw<RefusedMediaException>("{0} at {1}", control, at);
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF16_without_a_mark_is_text_unless_a_surrogate_stands_alone(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = string.Concat(Enumerable.Repeat("Prüfung 🙂 ok. ", 10_000));

        var loneSurrogate = encoding.GetBytes(text);
        var pair = loneSurrogate.AsSpan().IndexOf(encoding.GetBytes("🙂"));
        encoding.GetBytes("x").CopyTo(loneSurrogate, pair + 2);

        var broken = () => MediaFixtures.Inspect(loneSurrogate);

        MediaFixtures.Inspect(encoding.GetBytes(text)).DocumentType.Should().Be("txt");
        broken.Should().Throw<RefusedMediaException>();
    }
}
