using FluentAssertions;
using Scopix.Emulator.Control.Hints;
using Scopix.Emulator.Tests.Pages;
using Xunit;

namespace Scopix.Emulator.Tests.Hints;

public sealed class HintPageTests
{
    [Fact]
    public void The_page_of_hints_has_the_text_of_every_hint()
    {
        var page = string.Join('\n', Page.All.Single(page => page.Name == "docs/hints.md").Prose);
        var texts = typeof(HintTexts).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)
            .Concat(
            [
                HintTexts.DidYouMean("limit"), HintTexts.OtherMethod(["PATCH"], "PUT"), HintTexts.OlderPath("POST /api/v2/files/upload"),
                HintTexts.CommaInRepeated("tags"), HintTexts.RepeatedWithComma("source_types"),
            ]);

        texts.Where(text => !page.Contains(text, StringComparison.Ordinal)).Should().BeEmpty();
        texts.Should().HaveCountGreaterThan(10).And.OnlyContain(text => text.All(char.IsAscii));
    }
}
