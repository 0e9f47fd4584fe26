using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>All links and all names on pages have an existing target, and every page is linked.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> GetPages() => [.. Page.All.Select(page => page.Name)];

    /// <summary>All pages but the changelog, which names things of earlier versions.</summary>
    public static TheoryData<string> GetPagesWithoutChangelog() => [.. Page.All.Select(page => page.Name).Except(["CHANGELOG.md"])];

    [Theory, MemberData(nameof(GetPages))]
    public void A_relative_link_leads_to_a_file_and_its_anchor_to_a_heading(string name)
    {
        var page = GetPage(name);

        var broken = GetLinks(page).Where(target => !TargetExists(page, target));

        broken.Should().BeEmpty();
    }

    [Theory, MemberData(nameof(GetPagesWithoutChangelog))]
    public void A_path_of_the_repository_that_a_page_names_exists(string name)
    {
        var named = GetPage(name).Prose.SelectMany(line => RepositoryPath().Matches(line)).Select(match => match.Groups[1].Value);

        named.Where(path => !Path.Exists(Path.Combine(Page.Root, path))).Should().BeEmpty();
    }

    [Fact]
    public void Every_target_of_make_that_a_page_names_exists()
    {
        var makefile = File.ReadLines(Path.Combine(Page.Root, "Makefile"));
        var targets = makefile.Where(line => MakeTarget().IsMatch(line)).Select(line => line.Split(':')[0]).ToArray();

        var named = Page.All.SelectMany(page => page.Prose).SelectMany(line => MakeCommand().Matches(line))
            .Select(match => match.Groups[1].Value);

        named.Should().Contain("bench").And.BeSubsetOf(targets);
    }

    [Fact]
    public void Every_page_of_docs_is_on_the_index_or_on_the_page_of_its_folder()
    {
        string[] indexes = ["docs/README.md", "docs/performance.md", "docs/decisions/README.md"];
        var linked = indexes.Select(GetPage).SelectMany(page => GetLinks(page).Select(target => Resolve(page, target).File)).ToHashSet();

        var pages = Page.All.Select(page => page.Name).Where(name => name.StartsWith("docs/", StringComparison.Ordinal));

        pages.Except(["docs/README.md"]).Where(name => !linked.Contains(Path.Combine(Page.Root, name))).Should().BeEmpty();
    }

    [Fact]
    public void The_README_has_at_most_1200_words()
    {
        var words = GetPage("README.md").Lines.SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        words.Should().HaveCountGreaterThan(400).And.HaveCountLessThanOrEqualTo(1200);
    }

    [Fact]
    public void The_glossary_has_at_most_fifteen_terms()
    {
        var glossary = GetPage("docs/architecture.md").Lines.SkipWhile(line => line != "## Glossary");

        var terms = glossary.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);

        terms.Should().HaveCountGreaterThan(9).And.HaveCountLessThanOrEqualTo(15);
    }

    private static Page GetPage(string name) => Page.All.Single(page => page.Name == name);

    private static IEnumerable<string> GetLinks(Page page) => page.Prose.SelectMany(line => Link().Matches(InlineCode().Replace(line, "")))
        .Select(match => match.Groups[1].Value).Where(target => !Address().IsMatch(target));

    private static bool TargetExists(Page page, string target)
    {
        var (file, anchor) = Resolve(page, target);
        if (!Path.Exists(file)) return false;
        var name = Path.GetRelativePath(Page.Root, file).Replace('\\', '/');
        return anchor.Length == 0 || Page.All.Any(other => other.Name == name && other.Anchors.Contains(anchor));
    }

    private static (string File, string Anchor) Resolve(Page page, string target)
    {
        var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
        var folder = Path.GetDirectoryName(page.Name)!;
        return (Path.GetFullPath(Path.Combine(Page.Root, path.Length == 0 ? page.Name : Path.Combine(folder, path))), anchor);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^(https?|mailto):")]
    private static partial Regex Address();

    [GeneratedRegex(@"`((?:emulator|contracts|tests|docs|fixtures|deploy|samples|requests|\.ci)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex("`make ([a-z-]+)")]
    private static partial Regex MakeCommand();

    [GeneratedRegex("^[a-z-]+:")]
    private static partial Regex MakeTarget();
}
