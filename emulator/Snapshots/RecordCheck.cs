using System.Text.RegularExpressions;
using Scopix.Emulator.Faults;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>Holds a <c>snapshot.json</c> from outside to what we write.</summary>
public static partial class RecordCheck
{
    private const string Part = "snapshot.json";

    /// <summary>Reads and checks a record.</summary>
    /// <param name="json">The file.</param>
    /// <param name="world">Who takes it.</param>
    /// <param name="operations">The ids of all operations.</param>
    /// <exception cref="ApiError">It cannot be taken: 422.</exception>
    public static SnapshotRecord Read(byte[] json, World world, IEnumerable<string> operations)
    {
        var record = Parse(json);
        if (record.Format is < 1 or > SnapshotRecord.PresentFormat)
            throw Wrong($"is of format {record.Format}; this emulator reads formats 1 to {SnapshotRecord.PresentFormat}");
        if (Upgrade.Present.Refusal(record.Schema) is { } refusal) throw Wrong(refusal.Replace("of version", "of schema", StringComparison.Ordinal));
        if (!record.Vendor.Equals(world.Vendor.ToString(), StringComparison.OrdinalIgnoreCase)) throw Wrong("is of the other vendor: send a key of that one");
        if (!Tenant().IsMatch(record.Tenant)) throw Wrong("has a tenant that is none");
        CheckExports(record);
        CheckState(record.State, operations);
        return record;
    }

    private static SnapshotRecord Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WireJson.Wire.SnapshotRecord) ?? throw Wrong("is null");
        }
        catch (JsonException)
        {
            throw Wrong("cannot be read");
        }
    }

    private static void CheckExports(SnapshotRecord record)
    {
        if (record.Exports.Any(export => export.SizeBytes < 0) || record.Exports.Sum(export => (decimal)export.SizeBytes) > Saving.MostCopied)
            throw Wrong($"has exports of more than {Saving.MostCopied} bytes");
        if (record.Exports.Any(export => !ObjectKey.IsValid(export.Key) || !export.Key.StartsWith($"exports/{record.Tenant}/", StringComparison.Ordinal)))
            throw Wrong("has an export with another key");
        if (record.Exports.Any(export => !InTime(export.ModifiedAt))) throw Wrong("has an export of an impossible moment");
    }

    private static void CheckState(WorldState state, IEnumerable<string> operations)
    {
        if (!InTime(state.Now)) throw Wrong("has an impossible clock");
        if (state.Ids is < 0 or > 1L << 60 || state.Requests is < 0 or > 1L << 60 || state.Rate.Count < 0 || state.UploadRate.Count < 0) throw Wrong("has an impossible count");
        CheckRules(state.Faults.Given, [.. state.Faults.Rules.Select(rule => (rule.Id, rule.Hits))], "fault_");
        CheckRules(state.Stubs.Given, [.. state.Stubs.Rules.Select(rule => (rule.Id, rule.Hits))], "stub_");
        if (state.Faults.Rules.Any(rule => rule.Matches < rule.Hits)) throw Wrong("has a fault with an impossible count");
        foreach (var rule in state.Faults.Rules)
        {
            if (rule.Asked.Bundle is { } bundle && !FaultBundles.Names.Contains(bundle)) throw Wrong("has a fault of an unknown bundle");
            (rule.Asked with { Bundle = null }).Check(operations);
        }
        foreach (var rule in state.Stubs.Rules) rule.Asked.Check();
    }

    private static void CheckRules(int given, (string Id, int Hits)[] rules, string prefix)
    {
        var fits = given >= rules.Length && rules.Length <= RuleList<FaultRule>.Most && rules.All(rule => rule.Hits >= 0)
            && rules.Select(rule => rule.Id).Distinct().Count() == rules.Length
            && rules.All(rule => rule.Id.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(rule.Id[prefix.Length..], out var n) && n >= 1 && n <= given);
        if (!fits) throw Wrong($"has ids or counts of {prefix}… that cannot be");
    }

    private static bool InTime(DateTimeOffset moment) => moment >= EmulatorClock.Earliest && moment <= EmulatorClock.Latest.AddYears(100);

    private static ApiError Wrong(string issue) => SnapshotReader.Wrong(Part, issue);

    [GeneratedRegex(@"\A[0-9a-f]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tenant();
}
