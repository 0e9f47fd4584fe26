using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Control.ApiReference;
using Scopix.Emulator.Control.Dashboard;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>Every class and id of a style sheet can occur in its page.</summary>
public sealed partial class DashboardStyleTests
{
    [Theory]
    [InlineData("ui")]
    [InlineData("docs")]
    public async Task Every_class_and_id_of_a_style_sheet_occurs_in_a_script_or_in_the_page(string folder)
    {
        await using var api = await TestApi.StartAsync();
        var files = (folder == "ui" ? DashboardApi.Files : ApiReferencePage.Files).Names.Where(name => name != "scalar.js").ToArray();
        var texts = new Dictionary<string, string>();
        foreach (var name in files) texts[name] = (await api.GetAsync($"/_emulator/{folder}/{name}")).Text;
        var known = ReadContractWords();
        var beginnings = new HashSet<string>();
        foreach (var (name, text) in texts.Where(file => !file.Key.EndsWith(".css", StringComparison.Ordinal)))
        {
            var isScript = name.EndsWith(".js", StringComparison.Ordinal);
            foreach (Match literal in isScript ? Literals().Matches(LineComments().Replace(text, "")) : Attributes().Matches(text))
            {
                known.UnionWith(Words().Matches(literal.Value).Select(word => word.Value));
                beginnings.UnionWith(Beginnings().Matches(literal.Value).Select(word => word.Groups[1].Value));
            }
        }

        var unused = texts.Where(file => file.Key.EndsWith(".css", StringComparison.Ordinal))
            .SelectMany(file => FindNames(file.Value).Select(name => (File: file.Key, Name: name)))
            .Where(one => !known.Contains(one.Name) && !beginnings.Any(one.Name.StartsWith));

        unused.Should().BeEmpty();
    }

    /// <summary>Values of the API that become classes: statuses, evidences, methods.</summary>
    private static HashSet<string> ReadContractWords()
    {
        string[] folders = ["contracts/schemas", "contracts/control/schemas"];
        var enumerations = folders.SelectMany(folder => Directory.GetFiles(Path.Combine(RepositoryRoot.Path, folder)))
            .SelectMany(file => Enumerations().Matches(File.ReadAllText(file))).SelectMany(list => Words().Matches(list.Value));
        return [.. enumerations.Select(word => word.Value), "get", "post", "put", "patch", "delete", "public", "observed", "assumed"];
    }

    private static IEnumerable<string> FindNames(string css) => Blocks().Split(Comments().Replace(css, ""))
        .SelectMany(selector => Names().Matches(selector)).Select(name => name.Groups[1].Value).Distinct();

    [GeneratedRegex("""^\s*(//|/\*\*|\*).*$""", RegexOptions.Multiline)]
    private static partial Regex LineComments();

    [GeneratedRegex("""'[^'\n]*'|"[^"\n]*"|`[^`]*`""")]
    private static partial Regex Literals();

    [GeneratedRegex("(?:class|id)=\"[^\"]*\"")]
    private static partial Regex Attributes();

    [GeneratedRegex("""[\w-]+""")]
    private static partial Regex Words();

    [GeneratedRegex("""([\w-]+-)\$\{""")]
    private static partial Regex Beginnings();

    [GeneratedRegex("\"enum\": *\\[[^\\]]*\\]")]
    private static partial Regex Enumerations();

    [GeneratedRegex("""/\*.*?\*/""", RegexOptions.Singleline)]
    private static partial Regex Comments();

    /// <summary>Declarations, which leave the selectors between them.</summary>
    [GeneratedRegex("""\{[^{}]*\}|[{}]""")]
    private static partial Regex Blocks();

    [GeneratedRegex("""[.#](-?[a-zA-Z_][\w-]*)""")]
    private static partial Regex Names();
}
