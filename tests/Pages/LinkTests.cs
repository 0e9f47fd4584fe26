using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>Links of all pages lead somewhere, and every page is linked.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages() => [.. Page.All.Select(page => page.Name)];

    [Theory, MemberData(nameof(Pages))]
    public void A_relative_link_leads_to_a_file_and_its_anchor_to_a_heading(string name)
    {
        var page = Page.All.Single(page => page.Name == name);

        var broken = Links(page).Where(target => !Leads(page, target));

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Every_page_of_docs_is_on_the_index_or_on_the_page_of_its_folder()
    {
        var linked = Page.All.Where(page => page.Name is "docs/README.md" or "docs/performance.md" or "docs/decisions/README.md")
            .SelectMany(page => Links(page).Select(target => Resolve(page, target).File)).ToHashSet();

        var lost = Page.All.Select(page => page.Name).Where(name => name.StartsWith("docs/", StringComparison.Ordinal) && name != "docs/README.md" && !linked.Contains(Path.Combine(Page.Root, name)));

        lost.Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Pages))]
    public void A_path_of_the_repository_that_a_page_names_exists(string name)
    {
        var named = Page.All.Single(page => page.Name == name).Prose.SelectMany(line => RepositoryFile().Matches(line)).Select(match => match.Groups[1].Value);

        named.Where(path => name != "CHANGELOG.md" && !Path.Exists(Path.Combine(Page.Root, path))).Should().BeEmpty();
    }

    [Fact]
    public void Every_target_of_make_that_a_page_names_exists()
    {
        var targets = File.ReadLines(Path.Combine(Page.Root, "Makefile")).Where(line => Target().IsMatch(line)).Select(line => line.Split(':')[0]).ToArray();

        var named = Page.All.Where(page => page.Name != "CHANGELOG.md").SelectMany(page => page.Prose.SelectMany(line => Make().Matches(line)).Select(match => match.Groups[1].Value));

        named.Should().Contain("bench").And.BeSubsetOf(targets);
    }

    [Fact]
    public void The_README_has_at_most_1200_words()
    {
        var words = Page.All.Single(page => page.Name == "README.md").Lines.Sum(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

        words.Should().BeInRange(400, 1200);
    }

    [Fact]
    public void The_glossary_has_at_most_fifteen_terms()
    {
        var page = Page.All.Single(page => page.Name == "docs/architecture.md").Lines;

        var terms = page.SkipWhile(line => line != "## Glossary").Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);

        terms.Should().HaveCountGreaterThan(9).And.HaveCountLessThanOrEqualTo(15);
    }

    private static IEnumerable<string> Links(Page page) =>
        page.Prose.SelectMany(line => Link().Matches(Code().Replace(line, ""))).Select(match => match.Groups[1].Value).Where(target => !Elsewhere().IsMatch(target));

    private static bool Leads(Page page, string target)
    {
        var (file, anchor) = Resolve(page, target);
        if (!Path.Exists(file)) return false;
        var name = Path.GetRelativePath(Page.Root, file).Replace('\\', '/');
        return anchor.Length == 0 || Page.All.Any(other => other.Name == name && other.Anchors.Contains(anchor));
    }

    private static (string File, string Anchor) Resolve(Page page, string target)
    {
        var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
        return (path.Length == 0 ? Path.Combine(Page.Root, page.Name) : Path.GetFullPath(Path.Combine(Page.Root, Path.GetDirectoryName(page.Name)!, path)), anchor);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"`((?:emulator|contracts|tests|docs|fixtures|deploy|samples|\.ci)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex RepositoryFile();

    [GeneratedRegex("`make ([a-z-]+)")]
    private static partial Regex Make();

    [GeneratedRegex("^[a-z-]+:")]
    private static partial Regex Target();

    [GeneratedRegex("^(https?|mailto):")]
    private static partial Regex Elsewhere();
}
