using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>The files of a vendor's API, read with GET requests alone.</summary>
internal interface IPullSource
{
    /// <summary>The name of the vendor in <c>import.json</c>.</summary>
    string Vendor { get; }

    /// <summary>The selected files, the oldest first.</summary>
    Task<IReadOnlyList<SourceFile>> ListAsync(Action<string, int, int> reportProgress, CancellationToken cancel);

    /// <summary>The entries of the archive that belong to no single file, by name.</summary>
    IEnumerable<(string Name, JsonNode Content)> CreateSharedEntries(IReadOnlyList<SourceFile> files);

    /// <summary>What the source says about a file, without the bytes; null when it was deleted.</summary>
    Task<JsonObject?> FetchAsync(SourceFile file, CancellationToken cancel);

    /// <summary>True when the file has bytes: a link has none.</summary>
    bool HasContent(JsonObject fetched);

    /// <summary>Writes the bytes of a file.</summary>
    Task DownloadAsync(SourceFile file, Stream to, CancellationToken cancel);
}
