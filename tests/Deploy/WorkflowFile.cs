using YamlDotNet.RepresentationModel;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>A workflow of <c>.github/workflows</c>.</summary>
internal sealed class WorkflowFile
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, ".github", "workflows");

    public WorkflowFile(string name)
    {
        Text = File.ReadAllText(Path.Combine(Folder, name));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        Root = (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order();

    public string Text { get; }

    public YamlMappingNode Root { get; }

    public IReadOnlyDictionary<string, YamlMappingNode> Jobs => ((YamlMappingNode)Root["jobs"]).Children
        .ToDictionary(job => $"{job.Key}", job => (YamlMappingNode)job.Value);

    public IEnumerable<YamlMappingNode> Steps => Jobs.Values.SelectMany(GetSteps);

    /// <summary>The scripts of all steps.</summary>
    public IEnumerable<string> Scripts => Steps.Select(step => ReadText(step, "run")).Where(script => script.Length > 0);

    /// <summary>The script of a step.</summary>
    public string GetScript(string step) => ReadText(Steps.Single(one => ReadText(one, "name") == step), "run");

    public static IEnumerable<YamlMappingNode> GetSteps(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    /// <summary>The words of a value that is one word or a list.</summary>
    public static string[] ReadList(YamlMappingNode node, string key) => !node.Children.TryGetValue(key, out var value) ? []
        : value is YamlSequenceNode list ? [.. list.Select(one => $"{one}")] : [$"{value}"];

    public static string ReadText(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? $"{value}" : "";

    public static Dictionary<string, string> ReadMap(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var map) && map is YamlMappingNode children
            ? children.Children.ToDictionary(one => $"{one.Key}", one => $"{one.Value}") : [];
}
