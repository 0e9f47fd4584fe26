using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Stubs;

/// <summary>
/// The stubs of one tenant, followed by those for all tenants. The newest that matches decides; a tenant's own come first.
/// </summary>
/// <param name="shared">The stubs for all tenants; null when this list is that one.</param>
internal sealed class StubList(string prefix, StubList? shared = null) : ITenantFeature, IProcessingOverride
{
    private readonly RuleList<StubRule> _rules = new(prefix);

    public static TenantFeatureRegistration Register() =>
        new(() => new StubList("stub_all_"), (_, shared) => new StubList("stub_", (StubList)shared));

    public IEnumerable<StubRule> OwnRules => _rules.Rules;

    public StubListRecord Record
    {
        get => new(_rules.IssuedIdCount, [.. OwnRules.Select(rule => rule.Record)]);
        set => _rules.Replace(value.Given,
            value.Rules.Select(rule => new StubRule(rule.Id, rule.Asked, rule.Hits, rule.FromInitFile, rule.Files)));
    }

    /// <summary>Adds a validated stub; null when the list is full.</summary>
    public StubRule? Add(Stub definition, bool isFromInitFile = false) =>
        _rules.Add(id => new StubRule(id, definition, isFromInitFile: isFromInitFile));

    public bool Remove(string id) => _rules.Remove(id);

    public int Clear() => _rules.Clear();

    void ITenantFeature.Reset() => Clear();

    /// <summary>Applies the stub that matches a new file; the file is unchanged when none does or no description will be made.</summary>
    public FileRecord ApplyTo(FileRecord file, DateTimeOffset now)
    {
        if (file.Outcome is null || file.FindStage(StageCatalog.Description) is not { } stage || ComponentStatus.IsTerminal(stage.Status))
            return file;
        if (Find(file) is not { } stub) return file;
        stub.IncrementHits();
        if (OwnRules.Contains(stub)) stub.Files.Add(file, now); // a rule for all tenants must not show the files of one to another
        if (stub.Definition.Fail is not { } fail) return stub.ApplyTo(file);
        var failing = stage with { Failure = StageFailures.Create(stage.Name, fail) };
        return file.ReplaceStage(stage, failing);
    }

    /// <summary>The chunks of a new document: those of the stub that matches, or those that were read.</summary>
    /// <param name="file">The document, with <see cref="ApplyTo"/> applied.</param>
    public IReadOnlyList<ChunkRecord> ApplyToChunks(FileRecord file, IReadOnlyList<ChunkRecord> chunks) =>
        file.ChunkCount is not null && file.Outcome is not null && file.TextKey is not null
            ? Find(file)?.ReplaceChunks(chunks) ?? chunks : chunks;

    private StubRule? Find(FileRecord file) =>
        _rules.Rules.LastOrDefault(rule => rule.Matches(file)) ?? shared?.Find(file);
}
