using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public class PlainTextTests
{
    private const string Sample = "Prüfer: Jörg, 1.200 € – 🙂 ok\r\n";

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", false }, { "utf-8", true },
        { "utf-16", false }, { "utf-16", true },
        { "utf-16BE", false }, { "utf-16BE", true },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_character_split_between_chunks_is_decoded(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        for (var shift = 0; shift < 8; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat(Sample, 5_000));
            byte[] source = [.. mark ? encoding.Preamble : [], .. encoding.GetBytes(text)];

            var (decoded, count) = await TranscodeAsync(source);

            (decoded == text).Should().BeTrue("{0}, shifted by {1}", name, shift);
            count.Should().Be(text.EnumerateRunes().LongCount());
        }
    }

    [Fact]
    public async Task Latin1_is_read_as_Latin1_where_two_letters_look_like_UTF8()
    {
        const string text = "»MENÜ« und «CAFÉ»\n";

        var (decoded, count) = await TranscodeAsync(Encoding.Latin1.GetBytes(text));

        decoded.Should().Be(text);
        count.Should().Be(text.Length);
    }

    [Fact]
    public async Task The_same_note_in_three_encodings_has_the_same_text()
    {
        var (utf8, _) = await TranscodeAsync(MediaFixtures.ReadBytes("notes.txt"));
        var (utf16, _) = await TranscodeAsync(MediaFixtures.ReadBytes("notes-utf16.txt"));
        var (latin1, _) = await TranscodeAsync(MediaFixtures.ReadBytes("notes-latin1.txt"));

        utf8.Should().StartWith(latin1);
        utf16.Should().StartWith(latin1).And.EndWith("🙂\n");
    }

    [Theory]
    [InlineData(new byte[0], "")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, "")]
    [InlineData(new byte[] { 0xFF, 0xFE }, "")]
    [InlineData(new byte[] { 0x61, 0xC3 }, "aÃ")]
    public async Task Empty_and_tiny_texts_are_transcoded(byte[] source, string expected)
    {
        var (decoded, count) = await TranscodeAsync(source);

        decoded.Should().Be(expected);
        count.Should().Be(expected.Length);
    }

    [Fact]
    public async Task A_slow_source_is_read_in_full()
    {
        var source = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Sample, 4_000)));
        using var output = new MemoryStream();

        await TextTranscoder.TranscodeAsync(new TricklingStream(source), output, null, TestContext.Current.CancellationToken);

        output.ToArray().AsSpan().SequenceEqual(source).Should().BeTrue();
    }

    private static async Task<(string Text, long Count)> TranscodeAsync(byte[] source)
    {
        using var output = new MemoryStream();
        var count = await TextTranscoder.TranscodeAsync(new MemoryStream(source), output, null, TestContext.Current.CancellationToken);
        return (new UTF8Encoding(false, true).GetString(output.ToArray()), count);
    }

    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1021)], cancellationToken);
    }
}
