using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Fixtures;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>The outcomes of shipped files describe their content.</summary>
public class ShippedMediaTests
{
    /// <summary>Files that uploads refuse, or that are no media.</summary>
    private static readonly string[] FilesWithoutOutcome =
        ["README.md",
            .. "empty.jpg php-in.jpg polyglot.gif zip-renamed.docx program.elf script.sh page.html vector.svg unknown.bin".Split(' ')];

    private static readonly Dictionary<string, string> ShippedHashes = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "media"), "*", SearchOption.AllDirectories)
        .Where(file => !FilesWithoutOutcome.Contains(Path.GetFileName(file)))
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));

    [Fact]
    public void Every_shipped_file_has_an_outcome_and_every_outcome_has_a_shipped_file()
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
    public void The_scene_of_the_shipped_clip_has_the_description_of_the_clip()
    {
        var clip = ShippedHashes["clip.mp4"];

        var scene = VideoScenes.Create(clip, 42, "general", 1).Should().ContainSingle().Which;

        (scene.StartTime, scene.EndTime, scene.Description).Should()
            .Be((0, 1, AiOutcomes.Create(clip, 42, "video", "general").Description));
        scene.Description.Should().Contain("test picture");
    }

    private static IReadOnlyList<string> DomainFields(string category) => Scopix.Fixtures.Domains.DomainData.GetFields(category);
}
