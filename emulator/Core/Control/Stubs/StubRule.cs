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
            Outcome = ApplyTo(file.Outcome!, file.MediaType),
            Link = ApplyTo(file.Link),
            Compliance = StubData.ApplyToCompliance(definition.Data ?? default, file.Compliance),
            ChunkCount = file.TextKey is null ? file.ChunkCount : definition.Chunks?.Count ?? file.ChunkCount,
        };

    public IReadOnlyList<ChunkRecord> ReplaceChunks(IReadOnlyList<ChunkRecord> chunks) =>
        definition.Chunks is { } texts
            ? [.. texts.Select((text, at) => new ChunkRecord(at, text, [1], [], Chunker.CountTokens(text), "paragraph"))]
            : chunks;

    private AiOutcome ApplyTo(AiOutcome made, string mediaType)
    {
        var decided = made with
        {
            Description = definition.Description ?? made.Description,
            Tags = definition.Tags is { } tags ? FileTags.Normalize([.. tags]) : made.Tags,
            VisibleText = definition.VisibleText ?? (definition.TextRegions is { } regions
                ? string.Join('\n', regions.Select(region => region.Text)) : made.VisibleText),
            TextRegions = definition.TextRegions ?? (definition.VisibleText is { } text ? ToTextRegions(text) : made.TextRegions),
            ConfidenceScore = definition.ConfidenceScore ?? made.ConfidenceScore,
            Scenes = made.Scenes is null ? null : definition.Scenes ?? made.Scenes,
            Domains = StubData.ApplyToDomains(definition.Data ?? default, made),
        };
        return decided.MarkFields(OutcomeSources.Stub, ListDecidedFields(made, mediaType));
    }

    /// <summary>The results of a file that the stub decides.</summary>
    private IEnumerable<string> ListDecidedFields(AiOutcome made, string mediaType)
    {
        if (definition.Description is not null) yield return OutcomeSources.Description;
        if (definition.Tags is not null) yield return OutcomeSources.Tags;
        if (mediaType == "image" && (definition.VisibleText, definition.TextRegions) is not (null, null))
        {
            yield return OutcomeSources.VisibleText;
            yield return OutcomeSources.TextRegions;
        }
        if (definition.ConfidenceScore is not null) yield return OutcomeSources.ConfidenceScore;
        if (definition.Scenes is not null && made.Scenes is not null) yield return OutcomeSources.Scenes;
        if (definition.Data is not { ValueKind: JsonValueKind.Object } data) yield break;
        foreach (var field in data.EnumerateObject())
            if (made.Domains?.ContainsKey(field.Name) == true) yield return field.Name;
    }

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
