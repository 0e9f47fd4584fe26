using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>The table of <c>docs/architecture.md</c> that leads from an operation to the file of its handler.</summary>
public sealed partial class OperationTableTests
{
    private static readonly string Slices = Path.Combine(RepositoryRoot.Path, "emulator", "Core", "Api", "Scopix");

    [Fact]
    public void The_table_names_the_file_of_each_operation_of_files()
    {
        var rows = ReadRows();

        var mapped = Directory.EnumerateFiles(Slices, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => MappedOperation().Matches(File.ReadAllText(file))
                .Select(match => (Operation: match.Groups[1].Value, File: Path.GetRelativePath(Slices, file).Replace('\\', '/'))))
            .ToList();

        mapped.Count.Should().BeGreaterThan(20);
        mapped.Where(one => !rows.Any(row => row.File == one.File && row.Operations.IsMatch(one.Operation))).Should().BeEmpty();
        rows.Where(row => !File.Exists(Path.Combine(Slices, row.File))).Should().BeEmpty();
    }

    private static List<(Regex Operations, string File)> ReadRows() =>
        [.. File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "architecture.md"))
            .Select(line => TableRow().Match(line))
            .Where(match => match.Success)
            .Select(match => (ToPattern(match.Groups[1].Value), match.Groups[2].Value))];

    private static Regex ToPattern(string operations) =>
        new("^(" + Regex.Escape(operations.Replace("`", "", StringComparison.Ordinal)).Replace(@",\ ", "|", StringComparison.Ordinal)
            .Replace(@"\*", ".*", StringComparison.Ordinal) + ")$");

    [GeneratedRegex(@"MapOperation\(\s*""(files\.[a-z_]+)""")]
    private static partial Regex MappedOperation();

    [GeneratedRegex(@"^\| (`[a-z_.*]+`(?:, `[a-z_.*]+`)*) \| `([A-Za-z]+/[A-Za-z]+\.cs)` \|$")]
    private static partial Regex TableRow();
}
