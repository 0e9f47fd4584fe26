namespace Scopix.Emulator.Tests.Search;

/// <summary>The folder of scopix-semantic that <c>SCOPIX_TEST_SEMANTIC</c> names; <c>make semantic</c> makes one.</summary>
internal static class SemanticProgram
{
    private const string VariableName = "SCOPIX_TEST_SEMANTIC";

    /// <summary>Skips the running test when there is none, or fails it where every program is required.</summary>
    public static string Require() => Environment.GetEnvironmentVariable(VariableName) is { Length: > 0 } folder
        ? folder : throw ExternalPrograms.SkipOrFail($"scopix-semantic: set {VariableName} to the folder that `make semantic` makes");

    /// <summary>Starts an emulator that finds by meaning.</summary>
    public static Task<TestApi> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var folder = Require();
        return TestApi.StartAsync(options =>
        {
            var semantic = options with { Search = SearchMethod.Semantic, SemanticFolder = folder, Pipeline = PipelineMode.Instant };
            return change?.Invoke(semantic) ?? semantic;
        });
    }
}
