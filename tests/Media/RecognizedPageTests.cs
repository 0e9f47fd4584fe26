using FluentAssertions;
using Scopix.Media.Recognition;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

/// <summary>Which words of Tesseract's table count.</summary>
public sealed class RecognizedPageTests
{
    [Theory]
    [InlineData("60", "EXIT", true)]
    [InlineData("59.9", "EXIT", false)]
    [InlineData("95", "--", false)]
    [InlineData("79.9", "I", false)]
    [InlineData("79", "|x|", false)]
    [InlineData("80", "4", true)]
    public void A_word_counts_from_a_confidence_on_and_a_single_character_from_a_higher_one(string confidence, string text, bool counts)
    {
        const string Table = "level\tpage\n1\t1\t0\t0\t0\t0\t0\t0\t100\t50\t-1\t\n5\t1\t1\t1\t1\t1\t5\t5\t20\t10\t";

        var page = RecognizedPage.Parse($"{Table}{confidence}\t{text}");

        page.Lines.Select(line => line.Text).Should().Equal(counts ? [text] : Array.Empty<string>());
        (page.Width, page.Height).Should().Be((100, 50));
    }
}
