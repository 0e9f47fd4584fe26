using System.Buffers.Binary;
using System.Security.Cryptography;
using Scopix.Emulator.Control.Rules;

namespace Scopix.Emulator.Control.Faults;

/// <summary>A fault that was added, with the number of requests that it matched and of those that it acted on.</summary>
/// <param name="seed">What random choices are derived from.</param>
/// <param name="isFromInitFile">True when an init file has added it, which <c>--watch</c> replaces.</param>
/// <param name="files">The newest files on whose stages it acted, the oldest first.</param>
internal sealed class FaultRule(
    string id, Fault definition, string seed, int matches = 0, int hits = 0, bool isFromInitFile = false, AffectedFile[]? files = null)
    : IRule
{
    private readonly Lock _lock = new();
    private int _matches = matches;

    public string Id => id;

    public Fault Definition => definition;

    public bool IsFromInitFile => isFromInitFile;

    public int Hits { get; private set; } = hits;

    public AffectedFiles Files { get; } = new(files);

    public FaultRecord Record
    {
        get
        {
            lock (_lock) return new FaultRecord(id, definition, _matches, Hits, isFromInitFile, Files.ToArray());
        }
    }

    public bool TryTrigger()
    {
        lock (_lock)
        {
            if (Hits >= (definition.Times ?? 1)) return false;
            _matches++;
            if (_matches < definition.Nth || _matches % (definition.Every ?? 1) != 0 || !PassesChance()) return false;
            Hits++;
            return true;
        }
    }

    /// <summary>The last time does not count: there was nothing on which the fault could act.</summary>
    public void TakeBack()
    {
        lock (_lock) Hits--;
    }

    private bool PassesChance()
    {
        if (definition.Chance is not { } chance) return true;
        var drawn = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{id}/{_matches}")));
        return drawn < chance * uint.MaxValue;
    }
}

/// <summary>A fault as it is stored. Random choices continue after its matches.</summary>
internal sealed record FaultRecord(string Id, Fault Asked, int Matches, int Hits, bool FromInitFile = false, AffectedFile[]? Files = null);
