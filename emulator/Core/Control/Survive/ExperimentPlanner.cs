using System.Buffers.Binary;
using System.Security.Cryptography;
using Scopix.Contracts.Checks;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Survive;

/// <summary>
/// Plans experiments from the journal of a clean run: each kind of trouble at each call that can meet it. The first calls of all
/// operations come first, and of these the kinds at which most clients fail.
/// </summary>
internal static class ExperimentPlanner
{
    public const long DefaultSeed = 42;

    /// <summary>How many calls of one operation get experiments of their own.</summary>
    private const int MaxOccurrences = 5;

    private const int MaxExperiments = 2_000;

    public static Experiment[] Plan(TenantState tenant, SurvivePlanRequest request)
    {
        var calls = new CallHistory(tenant.Features.Get<RequestLog>().GetAll().Entries);
        var seed = request.Seed ?? DefaultSeed;
        var targets = ListTargets(calls, tenant).Where(target => request.Only is null
            || Array.Exists(request.Only, pattern => OperationPattern.Matches(pattern, target.Operation))).ToList();
        var kinds = TroubleCatalog.All.Where(kind => request.Faults is null || request.Faults.Contains(kind.Category)).ToList();
        return
        [
            .. kinds.SelectMany(kind => ListTargets(kind, targets).Select(target => (Kind: kind, Target: target)))
                .OrderBy(pair => pair.Target.Occurrence).ThenBy(pair => pair.Kind.Rank)
                .ThenBy(pair => Draw(seed, pair.Kind.Name, pair.Target)).Take(MaxExperiments)
                .Select(pair => pair.Kind.CreateExperiment(pair.Target, tenant.Vendor == Vendor.LlamaCloud ? "llama." : "")),
        ];
    }

    /// <summary>The clock of a tenant jumps once, whatever is called.</summary>
    private static IEnumerable<TroubleTarget> ListTargets(TroubleKind kind, List<TroubleTarget> targets) =>
        targets.Where(kind.CanMeet).Take(kind.ClockSeconds is null ? int.MaxValue : 1);

    private static IEnumerable<TroubleTarget> ListTargets(CallHistory calls, TenantState tenant)
    {
        foreach (var operation in calls.Operations)
        {
            var distinct = calls.GetDistinctCalls(operation.Operation, MaxOccurrences);
            for (var i = 0; i < distinct.Count; i++) yield return new TroubleTarget(operation.Operation, i + 1, distinct[i]);
        }
        foreach (var target in ListStages(calls, tenant)) yield return target;
    }

    /// <summary>Each stage of the first file that has it and at which the client looks later.</summary>
    private static IEnumerable<TroubleTarget> ListStages(CallHistory calls, TenantState tenant)
    {
        var files = tenant.Read(transaction => transaction.Db.Query("SELECT doc, seq FROM files ORDER BY seq LIMIT 1000", FileStore.Read));
        foreach (var stage in StageCatalog.StageNames)
        {
            var withStage = files.FindAll(file => file.FindStage(stage) is { Status: not ComponentStatus.Skipped });
            var first = withStage.FindIndex(file => calls.LooksAt(file.Id));
            if (first >= 0) yield return new TroubleTarget(TroubleTarget.GetStageOperation(stage), first + 1, null);
        }
    }

    private static uint Draw(long seed, string kind, TroubleTarget target) => BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{kind}/{target.Operation}/{target.Occurrence}")));
}
