using System.Text.RegularExpressions;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Stubs;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>The rules for the <c>snapshot.json</c> of an imported snapshot.</summary>
internal static partial class SnapshotRecordValidator
{
    private const string RecordFileName = "snapshot.json";

    /// <exception cref="ApiError">422: the record is invalid or of an unsupported version.</exception>
    public static SnapshotRecord ReadValidated(byte[] json, TenantState tenant, IEnumerable<string> operations)
    {
        var record = Parse(json);
        if (record.Format is < 1 or > SnapshotRecord.CurrentFormat)
            throw InvalidRecord($"has format {record.Format}; this emulator reads formats 1 to {SnapshotRecord.CurrentFormat}");
        if (SchemaUpgrade.Current.DescribeUnsupported(record.Schema) is { } refusal)
            throw InvalidRecord(refusal.Replace("of version", "of schema", StringComparison.Ordinal));
        if (!record.Vendor.Equals(tenant.Vendor.ToString(), StringComparison.OrdinalIgnoreCase))
            throw InvalidRecord("belongs to the other vendor: send one of its keys");
        if (!TenantRegex().IsMatch(record.Tenant)) throw InvalidRecord("has an invalid tenant id");
        CheckExports(record);
        CheckState(record.State, operations);
        return record;
    }

    private static SnapshotRecord Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ControlJsonContext.Shared.SnapshotRecord) ?? throw InvalidRecord("is null");
        }
        catch (JsonException)
        {
            throw InvalidRecord("is not valid JSON of a snapshot");
        }
    }

    private static void CheckExports(SnapshotRecord record)
    {
        if (record.Exports.Any(export => export.SizeBytes < 0)
            || record.Exports.Sum(export => (decimal)export.SizeBytes) > SnapshotSaver.MaxCopiedBytes)
            throw InvalidRecord($"has exports of more than {SnapshotSaver.MaxCopiedBytes} bytes");
        if (record.Exports.Any(
            export => !ObjectKey.IsValid(export.Key) || !export.Key.StartsWith($"exports/{record.Tenant}/", StringComparison.Ordinal)))
            throw InvalidRecord("has an export with a key of another tenant");
        if (record.Exports.Any(export => !IsPossibleTime(export.ModifiedAt))) throw InvalidRecord("has an export with an invalid time");
    }

    private static void CheckState(SnapshotState state, IEnumerable<string> operations)
    {
        if (!IsPossibleTime(state.Now)) throw InvalidRecord("has an invalid clock");
        if (state.Ids is < 0 or > 1L << 60 || state.Requests is < 0 or > 1L << 60 || state.Rate.Count < 0 || state.UploadRate.Count < 0)
            throw InvalidRecord("has an invalid count");
        CheckRules(state.Faults.Given, [.. state.Faults.Rules.Select(rule => (rule.Id, rule.Hits))], "fault_");
        CheckRules(state.Stubs.Given, [.. state.Stubs.Rules.Select(rule => (rule.Id, rule.Hits))], "stub_");
        if (state.Faults.Rules.Any(rule => rule.Matches < rule.Hits)) throw InvalidRecord("has a fault with an invalid count");
        foreach (var rule in state.Faults.Rules)
        {
            if (rule.Asked.Bundle is { } bundle && !FaultBundles.Names.Contains(bundle))
                throw InvalidRecord("has a fault with an unknown bundle");
            FaultValidator.Validate(rule.Asked with { Bundle = null }, operations);
        }
        foreach (var rule in state.Stubs.Rules) StubValidator.Validate(rule.Asked);
    }

    private static void CheckRules(int given, (string Id, int Hits)[] rules, string prefix)
    {
        var fits = given >= rules.Length && rules.Length <= RuleList<FaultRule>.MaxRules && rules.All(rule => rule.Hits >= 0)
            && rules.Select(rule => rule.Id).Distinct().Count() == rules.Length
            && rules.All(
                rule => rule.Id.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(rule.Id[prefix.Length..], out var n) && n >= 1
                    && n <= given);
        if (!fits) throw InvalidRecord($"has invalid ids or counts of {prefix}…");
    }

    private static bool IsPossibleTime(DateTimeOffset time) =>
        time >= AdjustableClock.Earliest && time <= AdjustableClock.Latest.AddYears(100);

    private static ApiError InvalidRecord(string issue) => ApiError.Invalid(RecordFileName, issue);

    [GeneratedRegex(@"\A[0-9a-f]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TenantRegex();
}
