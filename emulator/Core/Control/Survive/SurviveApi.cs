using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Survive;

/// <summary>
/// Plans experiments from the journal of a clean run, and judges how a client came through one. The caller runs the client: once clean, and
/// once for each experiment, each time with a fresh key.
/// </summary>
internal static class SurviveApi
{
    public const int MaxOutput = 262_144, MaxCommand = 2_000;

    public static void Map(IEndpointRouteBuilder control)
    {
        control.MapOperation("emulator.survive_plan", "POST", "/survive/plan", PlanAsync, Evidence.Assumed);
        control.MapOperation("emulator.survive_verdict", "POST", "/survive/verdict", JudgeAsync, Evidence.Assumed);
    }

    private static async Task<ApiResponse> PlanAsync(RequestContext context)
    {
        var tenant = context.Tenant;
        var request = await context.ReadJsonAsync(ControlJsonContext.Shared.SurvivePlanRequest);
        Validate(request, [.. OperationRoutes.ListIds(context.Http), .. StorageJournalMiddleware.OperationIds,
            .. StageCatalog.StageNames.Select(TroubleTarget.GetStageOperation)]);

        var clean = RunCollector.Collect(tenant);
        List<string> differences = [];
        if (request.Clean is { } first) clean = RunComparer.Merge(first, clean, differences);
        var experiments = differences.Count > 0 ? [] : ExperimentPlanner.Plan(tenant, request);
        return ApiResponse.Ok(new SurvivePlan(request.Seed ?? ExperimentPlanner.DefaultSeed, clean, [.. differences], experiments),
            ControlJsonContext.Shared.SurvivePlan);
    }

    private static async Task<ApiResponse> JudgeAsync(RequestContext context)
    {
        var tenant = context.Tenant;
        var request = await context.ReadJsonAsync(ControlJsonContext.Shared.VerdictRequest);
        Validate(request);

        var found = RunCollector.Collect(tenant);
        var entries = tenant.Features.Get<RequestLog>().GetAll().Entries;
        var repetitions = new RepeatedRequests(entries, request.Clean.Calls);
        var (verdict, reason) = new VerdictJudge(request, found, repetitions).Judge();
        var hits = request.Experiment.Faults.Length == 0 ? 1 : tenant.Features.Get<FaultList>().OwnRules.Sum(rule => rule.Hits);
        return ApiResponse.Ok(new ExperimentVerdict(
            verdict, reason, hits, repetitions.WaitsMs, found, VerdictAdvice.Find(verdict, request.Experiment),
            ReproductionWriter.Write(request, entries, context.Origin, tenant.Vendor)), ControlJsonContext.Shared.ExperimentVerdict);
    }

    private static void Validate(SurvivePlanRequest request, string[] operations)
    {
        if (request.Faults?.Contains(null) == true) throw ApiError.Invalid("faults", "must not contain null");
        if (request.Only?.Contains(null) == true) throw ApiError.Invalid("only", "must not contain null");
        if (request.Clean is not null) Validate(request.Clean);
        if (request.Faults?.FirstOrDefault(category => !TroubleCategories.All.Contains(category)) is { } unknown)
            throw ApiError.Invalid("faults", $"must be some of {string.Join(", ", TroubleCategories.All)}"
                + NameSuggestion.Describe(unknown, TroubleCategories.All));
        if (request.Only?.FirstOrDefault(pattern => !operations.Any(id => OperationPattern.Matches(pattern, id))) is { } pattern)
            throw ApiError.Invalid("only",
                "must be operations' ids, families such as files.*, or *" + NameSuggestion.Describe(pattern, operations));
    }

    /// <summary>A client sends back the clean run that a plan has shown.</summary>
    private static void Validate(CleanRun clean)
    {
        if (clean.Calls is null || clean.Calls.Any(call => call?.Operation is null)
            || clean.Calls.Select(call => call.Operation).Distinct().Count() < clean.Calls.Length)
            throw ApiError.Invalid("clean", "calls must be those of a plan, each operation once");
        if (clean.Files is null || clean.Files.Any(file => file?.Hash is null || file.Status is null || file.Tags?.Contains(null) != false))
            throw ApiError.Invalid("clean", "files must be those of a plan, each with hash, tags and status");
        if (clean.Compared is null || clean.Compared.Any(field => !RunCollector.AllFields.Contains(field)))
            throw ApiError.Invalid("clean", $"compared must be some of {string.Join(", ", RunCollector.AllFields)}");
    }

    private static void Validate(VerdictRequest request)
    {
        if (request.Experiment is null || request.Experiment.Faults?.Contains(null) != false || request.Experiment.Operation is null)
            throw ApiError.Invalid("experiment", "must be an experiment of a plan");
        if (request.Clean is null) throw ApiError.Invalid("clean", "must be the clean run of a plan");
        Validate(request.Clean);
        if (TroubleCatalog.Find(request.Experiment.Kind) is null)
            throw ApiError.Invalid("experiment", "must be an experiment of a plan: its kind is unknown");
        if (request.Output is { Length: > MaxOutput }) throw ApiError.Invalid("output", $"must be at most {MaxOutput} characters");
        if (request.CleanOutput is { Length: > MaxOutput })
            throw ApiError.Invalid("clean_output", $"must be at most {MaxOutput} characters");
        if (request.Command is { Length: > MaxCommand }) throw ApiError.Invalid("command", $"must be at most {MaxCommand} characters");
    }
}
