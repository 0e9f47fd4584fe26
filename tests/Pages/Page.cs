using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>A Markdown page of the repository: its text, its code blocks and its headings.</summary>
internal sealed partial class Page
{
    /// <summary>Folders whose Markdown files are pages; <c>fixtures/media/guide.md</c> is a test file.</summary>
    private static readonly string[] Folders = ["docs", "samples", "emulator", "contracts", "fixtures", "deploy", "requests", "kits"];

    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    private Page(string name)
    {
        (Name, Lines) = (name, File.ReadAllLines(Path.Combine(Root, name)));
        (Blocks, Prose) = Split(this);
    }

    /// <summary>The repository.</summary>
    public static string Root { get; } = RepositoryRoot.Path;

    /// <summary>Every page.</summary>
    public static Page[] All { get; } = [.. GetNames().Order(StringComparer.Ordinal).Select(name => new Page(name))];

    /// <summary>Its path from the repository, with <c>/</c>.</summary>
    public string Name { get; }

    public string[] Lines { get; }

    /// <summary>Its fenced blocks, in order.</summary>
    public CodeBlock[] Blocks { get; }

    /// <summary>Its lines outside of blocks.</summary>
    public string[] Prose { get; }

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors
    {
        get
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var heading in Prose.Select(line => Heading().Match(line)).Where(match => match.Success))
            {
                var text = LinkText().Replace(heading.Groups[1].Value, "$1").ToLowerInvariant();
                var anchor = NotInAnchors().Replace(text, "").Replace(' ', '-');
                counts[anchor] = counts.GetValueOrDefault(anchor) + 1;
                yield return counts[anchor] == 1 ? anchor : $"{anchor}-{counts[anchor] - 1}";
            }
        }
    }

    /// <summary>The locations (page and line) of the blocks of some languages, as data of a theory.</summary>
    public static IEnumerable<string> GetLocations(params string[] languages) =>
        All.SelectMany(page => page.Blocks).Where(block => languages.Contains(block.Language)).Select(block => block.Location);

    /// <summary>The block at a location.</summary>
    public static CodeBlock GetBlock(string location) => All.SelectMany(page => page.Blocks).Single(block => block.Location == location);

    private static IEnumerable<string> GetNames() =>
        Directory.EnumerateFiles(Root, "*.md")
            .Concat(Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(name => name != "fixtures/media/guide.md" && !name.Split('/').Any(Skipped.Contains));

    private static (CodeBlock[] Blocks, string[] Prose) Split(Page page)
    {
        var (blocks, prose) = (new List<CodeBlock>(), new List<string>());
        for (var number = 0; number < page.Lines.Length; number++)
        {
            var fence = Fence().Match(page.Lines[number]);
            if (!fence.Success)
            {
                prose.Add(page.Lines[number]);
                continue;
            }
            var (indent, first) = (fence.Groups[1].Length, number + 1);
            while (++number < page.Lines.Length && page.Lines[number].Trim() != "```") { }
            var text = page.Lines[first..number].Select(line => line.Length > indent ? line[indent..] : "");
            var (language, schema) = (fence.Groups[2].Value, fence.Groups[3].Value.Trim());
            blocks.Add(new CodeBlock($"{page.Name}:{first}", language, schema, string.Join('\n', text) + "\n"));
        }
        return ([.. blocks], [.. prose]);
    }

    [GeneratedRegex("^( *)```([a-z]*)(.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex("^#{1,6} (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();
}

/// <summary>A fenced block.</summary>
/// <param name="Location">The page and the line of its fence.</param>
/// <param name="Language">The first word after the fence: how the block is checked.</param>
/// <param name="Schema">The second word: the schema that a JSON body must fit, or a program that a script needs; empty for none.</param>
/// <param name="Text">Its lines.</param>
internal sealed record CodeBlock(string Location, string Language, string Schema, string Text);
