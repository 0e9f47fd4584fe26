using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>Small files written by real programs: Chromium, groff, Ghostscript, LibreOffice, qpdf.</summary>
public class PdfProducerTests
{
    [Fact]
    public void A_page_printed_by_a_browser_keeps_its_spaces_and_headings()
    {
        var blocks = Read("browser.pdf").Pages[0].Blocks;

        blocks.Select(block => (block.Level, block.Text)).Should().ContainInOrder(
            (1, "Prüfbericht"),
            (0, "The office measured difficult waffle cracks; Wave AVAIL Toward Yesterday. Größe 0,2 mm."),
            (2, "Отчёт"),
            (0, "Трещины в опоре. Οι ρωγμές στη γέφυρα."));
    }

    [Theory]
    [InlineData("manual.pdf")]
    [InlineData("distilled.pdf")]
    [InlineData("packed.pdf")]
    public void Kerned_words_of_a_manual_page_stay_whole(string name)
    {
        var text = Read(name).ToPlainText();

        text.Should().Contain("Kerned words such as AWAY, Tomorrow and P. A. Taylor stay whole.").And
            .Contain("measure a Wave of AVAIL cracks");
    }

    [Theory]
    [InlineData("rc4-40.pdf")]
    [InlineData("rc4-128.pdf")]
    [InlineData("aes-128.pdf")]
    [InlineData("aes-256.pdf")]
    public void An_encrypted_file_without_a_user_password_opens(string name)
    {
        Read(name).ToPlainText().Should().Be("The secret is out: cracks everywhere.");
    }

    [Fact]
    public void An_encrypted_file_with_a_user_password_does_not()
    {
        var read = () => Read("password.pdf");

        read.Should().Throw<UnreadableDocumentException>().Which.Reason.Should().Be(UnreadableReason.Encrypted);
    }

    private static DocumentText Read(string name) => DocumentReader.Read(new MemoryStream(PdfSample.Bytes(name)), "pdf");
}
