using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Emulator.Control.Faults;

/// <summary>A fault that was set, and how often it was met.</summary>
/// <param name="id">Its id, e.g. <c>fault_1</c>.</param>
/// <param name="definition">What it is.</param>
/// <param name="seed">What its chance follows from.</param>
/// <param name="matches">How often it was met before.</param>
/// <param name="hits">How often it has acted before.</param>
internal sealed class FaultRule(string id, Fault definition, string seed, int matches = 0, int hits = 0)
{
    private readonly Lock _gate = new();
    private int _matches = matches;

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>What it is.</summary>
    public Fault Definition => definition;

    /// <summary>How often it has acted.</summary>
    public int Hits { get; private set; } = hits;

    /// <summary>The rule and its counts.</summary>
    public FaultRecord Record
    {
        get
        {
            lock (_gate) return new FaultRecord(id, definition, _matches, Hits);
        }
    }

    /// <summary>Counts a match and says whether the fault acts on it.</summary>
    public bool TryTrigger()
    {
        lock (_gate)
        {
            if (Hits >= (definition.Times ?? 1)) return false;
            _matches++;
            if (_matches < definition.Nth || _matches % (definition.Every ?? 1) != 0 || !PassesChance()) return false;
            Hits++;
            return true;
        }
    }

    /// <summary>True when a pattern names an operation: its id, <c>family.*</c> or <c>*</c>.</summary>
    public static bool MatchesOperation(string pattern, string operation) =>
        pattern == operation || pattern == "*"
            || (pattern.EndsWith(".*", StringComparison.Ordinal) && operation.StartsWith(pattern[..^1], StringComparison.Ordinal));

    private bool PassesChance()
    {
        if (definition.Chance is not { } chance) return true;
        var drawn = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{id}/{_matches}")));
        return drawn < chance * uint.MaxValue;
    }
}

/// <summary>A fault as it is kept: its chance goes on behind its matches.</summary>
/// <param name="Id">E.g. <c>fault_1</c>.</param>
/// <param name="Asked">What it is.</param>
/// <param name="Matches">How often it was met.</param>
/// <param name="Hits">How often it has acted.</param>
internal sealed record FaultRecord(string Id, Fault Asked, int Matches, int Hits);
