using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>Damaged documents. <c>SCOPIX_FUZZ_ROUNDS</c> sets how often each file is damaged; 30 when it is not set.</summary>
public class DocumentFuzzTests
{
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("SCOPIX_FUZZ_ROUNDS"), out var rounds)
        ? rounds : 30;

    public static TheoryData<string> Files =>
        ["browser.pdf", "manual.pdf", "distilled.pdf", "packed.pdf", "aes-256.pdf", "rc4-40.pdf", "report.docx", "guide.md",
            "notes-utf16.txt"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_document_throws_only_the_documented_exception(string name)
    {
        var original = name.EndsWith(".pdf", StringComparison.Ordinal) ? PdfSample.Bytes(name) : MediaFixtures.ReadBytes(name);
        var random = new Random(42);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutate(original, random);
            var read = () => Read(bytes, Path.GetExtension(name)[1..]);

            read.Should().NotThrow("round {0} of {1}", round, name);
        }
    }

    private static void Read(byte[] bytes, string type)
    {
        try
        {
            DocumentReader.Read(new MemoryStream(bytes), type);
        }
        catch (UnreadableDocumentException)
        {
        }
    }

    /// <summary>Cuts, repeats a part elsewhere, changes bytes, and changes digits, which are offsets, lengths and counts.</summary>
    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = random.Next(5) == 0 ? original[..random.Next(original.Length + 1)] : original[..];
        if (random.Next(6) == 0 && bytes.Length > 0)
        {
            int at = random.Next(bytes.Length), from = random.Next(bytes.Length), length = Math.Min(random.Next(2000), bytes.Length - from);
            bytes = [.. bytes[..at], .. bytes[from..(from + length)], .. bytes[at..]];
        }

        for (var kind = random.Next(1, 12); kind > 0 && bytes.Length > 0; kind--)
        {
            var at = random.Next(bytes.Length);
            var digit = Array.FindIndex(bytes, at, b => b is >= (byte)'0' and <= (byte)'9');
            if (random.Next(2) == 0 || digit < 0) bytes[at] = (byte)random.Next(256);
            else bytes[digit] = (byte)('0' + random.Next(10));
        }

        return bytes;
    }
}
