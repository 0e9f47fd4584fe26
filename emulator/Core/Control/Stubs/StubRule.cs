using System.IO.Enumeration;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Control.Rules;
using Scopix.Fixtures;

namespace Scopix.Emulator.Control.Stubs;

/// <summary>A stub that was added, and the number of files that it has decided.</summary>
/// <param name="isFromInitFile">True when an init file has added it, which <c>--watch</c> replaces.</param>
/// <param name="files">The newest files that it has decided, the oldest first.</param>
internal sealed class StubRule(
    string id, Stub definition, int hits = 0, bool isFromInitFile = false, AffectedFile[]? files = null) : IRule
{
    private int _hits = hits;

    public string Id => id;

    public Stub Definition => definition;

    public bool IsFromInitFile => isFromInitFile;

    public StubRecord Record => new(id, definition, Hits, isFromInitFile, Files.ToArray());

    public int Hits => Volatile.Read(ref _hits);

    public AffectedFiles Files { get; } = new(files);

    public void IncrementHits() => Interlocked.Increment(ref _hits);

    public bool Matches(FileRecord file) =>
        (definition.Filename is null || FileSystemName.MatchesSimpleExpression(definition.Filename, file.Filename))
        && (definition.Hash is null || definition.Hash.Equals(file.Hash, StringComparison.OrdinalIgnoreCase))
        && (definition.ContentCategory is null || definition.ContentCategory == file.ContentCategory)
        && (definition.MediaType is null || definition.MediaType == file.MediaType);

    public FileRecord ApplyTo(FileRecord file) =>
        file with
        {
            Outcome = ApplyTo(file.Outcome!),
            Link = ApplyTo(file.Link),
            Compliance = StubData.ApplyToCompliance(definition.Data ?? default, file.Compliance),
            ChunkCount = file.TextKey is null ? file.ChunkCount : definition.Chunks?.Count ?? file.ChunkCount,
        };

    public IReadOnlyList<ChunkRecord> ReplaceChunks(IReadOnlyList<ChunkRecord> chunks) =>
        definition.Chunks is { } texts
            ? [.. texts.Select((text, at) => new ChunkRecord(at, text, [1], [], Chunker.CountTokens(text), "paragraph"))]
            : chunks;

    private AiOutcome ApplyTo(AiOutcome generated) => new(
        definition.Description ?? generated.Description,
        definition.Tags is { } tags ? FileTags.Normalize([.. tags]) : generated.Tags,
        definition.VisibleText ?? (definition.TextRegions is { } regions
            ? string.Join('\n', regions.Select(region => region.Text)) : generated.VisibleText),
        definition.TextRegions ?? (definition.VisibleText is { } text ? ToTextRegions(text) : generated.TextRegions))
    {
        ConfidenceScore = definition.ConfidenceScore ?? generated.ConfidenceScore,
        Scenes = generated.Scenes is null ? null : definition.Scenes ?? generated.Scenes,
        Domains = StubData.ApplyToDomains(definition.Data ?? default, generated),
    };

    private LinkRecord? ApplyTo(LinkRecord? link) =>
        link is not null && definition.Text is { } text ? link with { Page = link.Page.WithText(text) } : link;

    private static TextRegion[] ToTextRegions(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Take(StubValidator.MaxTextRegions)
            .Select((line, i) => new TextRegion(line, new BoundingBox(0.1, (double)i / lines.Length, 0.9, (i + 1.0) / lines.Length)))];
    }
}

internal sealed record StubRecord(string Id, Stub Asked, int Hits, bool FromInitFile = false, AffectedFile[]? Files = null);

/// <summary>The stubs of a list as they are stored, the oldest first.</summary>
internal sealed record StubListRecord(int Given, StubRecord[] Rules);
