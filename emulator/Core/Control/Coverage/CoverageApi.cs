using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Server;

namespace Scopix.Emulator.Control.Coverage;

/// <summary>
/// What requests have exercised of the contracts: with a key those of its tenant, without one those of all tenants. A reset does not clear
/// it, so that a test suite can reset between tests.
/// </summary>
internal sealed class CoverageApi(TenantRegistry tenants)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.coverage", "GET", "/coverage", Get).AcceptsQuery("operation");
        control.MapKeylessOperation("emulator.coverage_clear", "DELETE", "/coverage", Clear);
    }

    private ApiResponse Get(RequestContext context)
    {
        var operation = context.Query.Text("operation", 100);
        if (operation is not null
            && !OperationContract.All.Any(contract => OperationPattern.Matches(operation, contract.Id)))
            throw ApiError.Invalid("operation", "must be an operation's id, a family such as files.*, or *", "query");
        var log = new CoverageLog();
        foreach (var tenant in ControlApi.GetAffectedTenants(context, tenants)) tenant.Features.Get<RequestLog>().AddCoverageTo(log);
        if (!context.HasAuthorization) tenants.SharedFeatures.Get<RequestLog>().AddCoverageTo(log);
        return ApiResponse.Ok(CoverageResponse.From(log, operation ?? "*"), ControlJsonContext.Shared.CoverageResponse);
    }

    private ApiResponse Clear(RequestContext context)
    {
        var affected = ControlApi.GetAffectedTenants(context, tenants);
        foreach (var tenant in affected) tenant.Features.Get<RequestLog>().ClearCoverage();
        if (!context.HasAuthorization) tenants.SharedFeatures.Get<RequestLog>().ClearCoverage();
        return ApiResponse.Ok(new ClearCoverageResponse(affected.Length), ControlJsonContext.Shared.ClearCoverageResponse);
    }
}

internal sealed record ClearCoverageResponse(int Tenants);
