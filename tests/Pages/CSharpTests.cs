using System.Reflection;
using System.Runtime.Loader;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scopix.Emulator.Tests.Kits;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>C# blocks are compiled against the real assemblies; statements run against an emulator that the test starts.</summary>
public sealed class CSharpTests
{
    /// <summary>The namespaces that <c>ImplicitUsings</c> imports.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Warnings that the SDK suppresses in every project: a newer version of an assembly is used for an older one.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> SuppressedBySdk = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
    };

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>The assemblies of this test process: the emulator, its client, xunit and .NET.</summary>
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static TheoryData<string> GetBlocks() =>
        [.. Page.GetLocations("csharp").Where(location => Page.GetBlock(location).Schema is not (KitPageTests.Mark or SampleTests.Mark))];

    [Theory, MemberData(nameof(GetBlocks))]
    public async Task A_block_compiles_as_printed_and_its_statements_run(string location)
    {
        await using var emulator = await ScopixEmulator.StartAsync();
        var text = Page.GetBlock(location).Text
            .Replace("http://127.0.0.1:8340", emulator.BaseAddress.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
            .Replace("\"fixtures/media", $"\"{Page.Root}/fixtures/media", StringComparison.Ordinal);

        var (assembly, problems) = Compile(text);

        problems.Should().BeEmpty();
        if (assembly.EntryPoint is { } entryPoint) await Task.Run(() => entryPoint.Invoke(null, [Array.Empty<string>()]));
    }

    /// <summary>A block with statements is a program; one that only declares types is a library, since xunit would run them.</summary>
    internal static (Assembly Assembly, string[] Problems) Compile(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, ParseOptions);
        var hasStatements = tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        var options = new CSharpCompilationOptions(hasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(NullableContextOptions.Enable).WithSpecificDiagnosticOptions(SuppressedBySdk);
        var compilation = CSharpCompilation.Create(
            "Page" + Guid.NewGuid().ToString("N"), [tree, CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions)], References, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var problems = result.Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Warning)
            .Select(problem => problem.ToString()).ToArray();
        if (!result.Success) return (typeof(CSharpTests).Assembly, problems);
        image.Position = 0;
        return (new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true).LoadFromStream(image), problems);
    }
}
