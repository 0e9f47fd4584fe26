using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Fixtures;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>What ships is described as what it is.</summary>
public class ShippedMediaTests
{
    /// <summary>Files that no upload takes, or that are no media.</summary>
    private static readonly string[] Nothing =
        ["README.md",
            .. "empty.jpg php-in.jpg polyglot.gif zip-renamed.docx program.elf script.sh page.html vector.svg unknown.bin".Split(' ')];

    private static readonly Dictionary<string, string> ShippedHashes = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "media"), "*", SearchOption.AllDirectories)
        .Where(file => !Nothing.Contains(Path.GetFileName(file)))
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));

    [Fact]
    public void Each_file_that_ships_has_an_outcome_and_no_outcome_is_of_another_file()
    {
        ShippedHashes.Should().HaveCountGreaterThan(15);

        ShippedMediaOutcomes.Hashes.Should().BeEquivalentTo(ShippedHashes.Values);
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void The_photo_of_the_quick_start_shows_a_pillar_and_no_text_in_every_category(string category)
    {
        var outcome = AiOutcomes.Create(ShippedHashes["photo.jpg"].ToUpperInvariant(), 7, "image", category);

        outcome.Description.Should().Contain("concrete pillar").And.Contain("crack");
        (outcome.VisibleText, outcome.TextRegions.Count).Should().Be((null, 0));
        (outcome.Domains?.Keys ?? []).Should().BeEquivalentTo(DomainFields(category));
    }

    [Fact]
    public void Scenes_of_a_clip_show_what_the_clip_shows()
    {
        var clip = ShippedHashes["clip.mp4"];

        var scene = VideoScenes.Create(clip, 42, "general", 1).Should().ContainSingle().Which;

        (scene.StartTime, scene.EndTime, scene.Description).Should()
            .Be((0, 1, AiOutcomes.Create(clip, 42, "video", "general").Description));
        scene.Description.Should().Contain("test picture");
    }

    private static IReadOnlyList<string> DomainFields(string category) => Scopix.Fixtures.Domains.DomainData.GetFields(category);
}
