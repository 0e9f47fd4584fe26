using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Control.Stubs;

/// <summary>The stubs of one tenant, with those for all tenants behind them; the newest that fits decides.</summary>
/// <param name="prefix">What ids begin with.</param>
/// <param name="shared">Stubs for all tenants; null when these are they.</param>
internal sealed class StubList(string prefix, StubList? shared = null) : ITenantFeature, IProcessingOverride
{
    /// <summary>Registers the stubs of tenants, and those for all tenants.</summary>
    public static TenantFeatureRegistration Register() =>
        new(() => new StubList("stub_all_"), (_, shared) => new StubList("stub_", (StubList)shared));

    private readonly RuleList<StubRule> _rules = new(prefix);

    /// <summary>This list's own stubs, the oldest first.</summary>
    public IEnumerable<StubRule> OwnRules => _rules.Rules.Select(rule => rule.Rule);

    /// <summary>This list's own stubs as they are kept.</summary>
    public StubListRecord Record
    {
        get => new(_rules.IssuedIdCount, [.. OwnRules.Select(rule => new StubRecord(rule.Id, rule.Definition, rule.Hits))]);
        set => _rules.Replace(value.Given, value.Rules.Select(rule => (rule.Id, new StubRule(rule.Id, rule.Asked, rule.Hits))));
    }

    /// <summary>Adds a checked stub; null when there are too many.</summary>
    public StubRule? Add(CreateStub definition) => _rules.Add(id => new StubRule(id, definition));

    void ITenantFeature.Reset() => Clear();

    /// <summary>Removes one of this list's stubs; false when there is none of that id.</summary>
    public bool Remove(string id) => _rules.Remove(id);

    /// <summary>Removes this list's stubs and answers how many there were.</summary>
    public int Clear() => _rules.Clear();

    /// <summary>A new file as its stub will have it; unchanged when none fits or nothing will be described.</summary>
    public FileRecord ApplyTo(FileRecord file)
    {
        if (file.Outcome is null || file.FindStage(Pipeline.Description) is not { } stage || ComponentStatus.IsTerminal(stage.Status))
            return file;
        if (Find(file) is not { } stub) return file;
        stub.IncrementHits();
        return stub.Definition.Fail is { } fail
            ? file with { Stages =
                [.. file.Stages.Select(other => other == stage ? stage with { Failure = StageFailures.Create(fail) } : other)] }
            : stub.Definition.ApplyTo(file);
    }

    /// <summary>The chunks of a new document, as its stub will have them; those that were read when none fits.</summary>
    /// <param name="file">The document as <see cref="ApplyTo"/> has it.</param>
    /// <param name="read">Its chunks.</param>
    public IReadOnlyList<ChunkRecord> ApplyToChunks(FileRecord file, IReadOnlyList<ChunkRecord> read) =>
        file.ChunkCount is not null && file.Outcome is not null && file.TextKey is not null
            ? Find(file)?.Definition.ReplaceChunks(read) ?? read : read;

    private StubRule? Find(
        FileRecord file) => _rules.Rules.LastOrDefault(rule => rule.Rule.Definition.Matches(file)).Rule ?? shared?.Find(file);
}

/// <summary>A stub that was set, and how many files it has decided.</summary>
/// <param name="id">Its id, e.g. <c>stub_1</c>.</param>
/// <param name="definition">What it is.</param>
/// <param name="hits">How many it has decided before.</param>
internal sealed class StubRule(string id, CreateStub definition, int hits = 0)
{
    private int _hits = hits;

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>What it is.</summary>
    public CreateStub Definition => definition;

    /// <summary>How many files it has decided.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Counts a file.</summary>
    public void IncrementHits() => Interlocked.Increment(ref _hits);
}

/// <summary>Stubs as they are kept, the oldest first.</summary>
/// <param name="Given">How many ids were given out.</param>
/// <param name="Rules">The stubs.</param>
internal sealed record StubListRecord(int Given, StubRecord[] Rules);

/// <summary>A stub as it is kept.</summary>
/// <param name="Id">E.g. <c>stub_1</c>.</param>
/// <param name="Asked">What it is.</param>
/// <param name="Hits">How many files it has decided.</param>
internal sealed record StubRecord(string Id, CreateStub Asked, int Hits);
