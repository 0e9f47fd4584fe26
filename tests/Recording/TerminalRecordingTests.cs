using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Recording;

/// <summary>The picture of a session in the README; <c>make recording</c> writes it.</summary>
public sealed class TerminalRecordingTests
{
    private static readonly string Path = System.IO.Path.Combine(RepositoryRoot.Path, "docs", "images", "terminal.svg");

    [Fact]
    public async Task The_picture_shows_what_the_program_prints_today()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The folder of the user's data can be set for a process on Linux only.");

        var picture = TerminalSvg.Draw(await TerminalSession.RunAsync());

        if (Environment.GetEnvironmentVariable("SCOPIX_RECORDING") == "write")
            await File.WriteAllTextAsync(Path, picture, TestContext.Current.CancellationToken);
        GetTexts(await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken)).Should()
            .Equal(GetTexts(picture), "make recording draws it again after a change of what is printed");
        (await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken)).Should().Be(picture, "make recording draws it again");
    }

    [Fact]
    public void The_picture_is_small_short_and_needs_nothing_else()
    {
        var picture = File.ReadAllText(Path);

        picture.Length.Should().BeLessThan(100_000);
        picture.Should().NotContainAny("<script", "href", "@import", "@font-face", "/tmp/", "/root/");
        picture.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Should().NotMatchRegex(@"https?://(?!127\.0\.0\.1)");
        Regex.Matches(picture, @"([\d.]+)s step-end").Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .Should().NotBeEmpty().And.OnlyContain(seconds => seconds < 25);
    }

    private static IEnumerable<string> GetTexts(string picture) =>
        XDocument.Parse(picture).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);
}
