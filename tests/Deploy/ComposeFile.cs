using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>The services of <c>docker-compose.yml</c>, each with its own lines and those that it merges (<c>&lt;&lt;: *name</c>).</summary>
internal sealed partial class ComposeFile
{
    private readonly Dictionary<string, string> _anchors;

    public ComposeFile(string text)
    {
        _anchors = Shared().Matches(text).ToDictionary(block => block.Groups[1].Value, block => block.Groups[2].Value);
        var services =
            text[text.IndexOf("\nservices:\n", StringComparison.Ordinal)..text.IndexOf("\nnetworks:\n", StringComparison.Ordinal)];
        Services = Service().Matches(services).ToDictionary(block => block.Groups[1].Value, block => MergeAnchors(block.Groups[2].Value));
    }

    /// <summary>The lines of each service, by its name.</summary>
    public IReadOnlyDictionary<string, string> Services { get; }

    /// <summary>Reads the value of a key of a service, its own before a merged one; null without the key.</summary>
    public string? Value(string service, string key)
    {
        var line = Regex.Match(Services[service], $"^ +{key}:(.*)$", RegexOptions.Multiline);
        return line.Success ? line.Groups[1].Value.Split(" #")[0].Trim() : null;
    }

    private string MergeAnchors(string lines) =>
        lines + string.Concat(Merge().Matches(lines).Select(merge => MergeAnchors(_anchors[merge.Groups[1].Value])));

    [GeneratedRegex(@"^x-[a-z]+: &([a-z]+)\n((?:  .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Shared();

    [GeneratedRegex(@"^  ([a-z0-9-]+):\n((?:    .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"<<: \*([a-z]+)")]
    private static partial Regex Merge();
}
