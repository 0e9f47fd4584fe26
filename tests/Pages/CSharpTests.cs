using System.Reflection;
using System.Runtime.Loader;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>C# of the pages is compiled against the real assemblies; statements run, against an emulator of their own.</summary>
public sealed class CSharpTests
{
    /// <summary>What every project has with <c>ImplicitUsings</c>.</summary>
    private const string Implicit = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Warnings that every project of the SDK leaves out: an assembly of a newer version serves for an older one.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> SuppressedBySdk = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
    };

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    /// <summary>The assemblies that this test runs with: the emulator, its client, xunit and .NET.</summary>
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static TheoryData<string> Blocks() => [.. Page.Places("csharp")];

    [Theory, MemberData(nameof(Blocks))]
    public async Task A_block_compiles_as_printed_and_its_statements_run(string place)
    {
        await using var emulator = await ScopixEmulator.StartAsync();
        var text = Page.At(place).Text
            .Replace("http://127.0.0.1:8340", emulator.BaseAddress.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
            .Replace("\"fixtures/media", $"\"{Page.Root}/fixtures/media", StringComparison.Ordinal);

        var (assembly, problems) = Compiled(text);

        problems.Should().BeEmpty();
        if (assembly.EntryPoint is { } main) await Task.Run(() => main.Invoke(null, [Array.Empty<string>()]));
    }

    /// <summary>A program where the block has statements, a library where it declares types alone: xunit would run those.</summary>
    private static (Assembly Assembly, string[] Problems) Compiled(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, Parsing);
        var hasStatements = tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        var options = new CSharpCompilationOptions(hasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(NullableContextOptions.Enable).WithSpecificDiagnosticOptions(SuppressedBySdk);
        var compilation = CSharpCompilation.Create(
            "Page" + Guid.NewGuid().ToString("N"), [tree, CSharpSyntaxTree.ParseText(Implicit, Parsing)], References, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var problems = result.Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Warning)
            .Select(problem => problem.ToString()).ToArray();
        if (!result.Success) return (typeof(CSharpTests).Assembly, problems);
        image.Position = 0;
        return (new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true).LoadFromStream(image), problems);
    }
}
