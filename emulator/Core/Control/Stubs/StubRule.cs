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
        var text = FindVisibleText(made, mediaType);
        var decided = made with
        {
            Description = definition.Description ?? made.Description,
            Tags = (definition.Tags ?? (definition.Description is { } said ? DescriptionWords.ListTags(said) : null)) is { } tags
                ? FileTags.Normalize([.. tags]) : made.Tags,
            VisibleText = text is null ? made.VisibleText : text.Length == 0 && definition.VisibleText is null ? null : text,
            TextRegions = definition.TextRegions ?? (text is null ? made.TextRegions : ToTextRegions(text)),
            ConfidenceScore = definition.ConfidenceScore ?? made.ConfidenceScore,
            Scenes = made.Scenes is null ? null : definition.Scenes ?? made.Scenes,
            Domains = StubData.ApplyToDomains(definition.Data ?? default, made),
        };
        return decided.MarkFields(OutcomeSources.Stub, ListDecidedFields(made, mediaType));
    }

    /// <summary>
    /// The visible text that the stub decides: what its description quotes when it has no more, unless the text was read. Null when it
    /// decides none.
    /// </summary>
    private string? FindVisibleText(AiOutcome made, string mediaType)
    {
        if (definition.VisibleText is { } text) return text;
        if (definition.TextRegions is { } regions) return string.Join('\n', regions.Select(region => region.Text));
        var isRead = made.FieldSources?.GetValueOrDefault(OutcomeSources.VisibleText) == OutcomeSources.Ocr;
        return definition.Description is null || mediaType != "image" || isRead ? null
            : string.Join('\n', DescriptionWords.ListQuotations(definition.Description));
    }

    /// <summary>The results of a file that the stub decides.</summary>
    private IEnumerable<string> ListDecidedFields(AiOutcome made, string mediaType)
    {
        if (definition.Description is not null) yield return OutcomeSources.Description;
        if (definition.Tags is not null || definition.Description is not null) yield return OutcomeSources.Tags;
        if (mediaType == "image" && FindVisibleText(made, mediaType) is not null)
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
