using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>Tests that a page names as <c>`ClassTests.Method`</c>.</summary>
internal static partial class NamedTests
{
    /// <summary>Finds the names in a text, each once.</summary>
    public static string[] Find(string text) => [.. TestName().Matches(text).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>The names that no test of this assembly has.</summary>
    public static string[] FindMissing(IEnumerable<string> names) => [.. names.Except(Existing.Value)];

    private static readonly Lazy<HashSet<string>> Existing = new(() => [.. typeof(NamedTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
        .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute))
        .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")]);

    [GeneratedRegex(@"`([A-Za-z0-9]+(?:Tests|Races)\.[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
