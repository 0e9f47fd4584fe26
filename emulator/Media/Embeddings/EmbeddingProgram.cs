using Scopix.Media.Previews;

namespace Scopix.Media.Embeddings;

/// <summary>How <c>scopix-semantic</c> is started: the program <c>Scopix.Semantic</c> in a folder with its model.</summary>
internal sealed record EmbeddingProgram(string File, string[] Arguments)
{
    private const string Name = "Scopix.Semantic", Model = "model.onnx";

    /// <summary>Null where the folder lacks the program or its model, or nothing can run it.</summary>
    public static EmbeddingProgram? Find(string folder)
    {
        if (!System.IO.File.Exists(Path.Combine(folder, Model))) return null;
        var assembly = Path.Combine(folder, Name + ".dll");
        if (System.IO.File.Exists(assembly)) return (DotnetHost.Find() ?? FindOnPath()) is { } host ? new(host, [assembly]) : null;
        var native = Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        return System.IO.File.Exists(native) ? new(native, []) : null;
    }

    /// <summary>A native emulator runs without .NET, but may have it.</summary>
    private static string? FindOnPath() => ExternalProgram.FindOnPath("dotnet");
}
