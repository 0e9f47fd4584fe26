using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Observing;
using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Emulator.Control.Assumptions;

/// <summary>
/// The decisions that assumptions rest on. An emulator has no live service to ask: it says which of them recordings have refuted
/// (<c>contracts/refuted.json</c>). A proxy says what its traffic has confirmed and refuted.
/// </summary>
internal static class AssumptionsApi
{
    public static void Map(IEndpointRouteBuilder control) => Map(control, ListRecorded);

    public static void Map(IEndpointRouteBuilder control, Func<IEnumerable<AssumptionState>> list) =>
        control.MapKeylessOperation("emulator.assumptions", "GET", "/assumptions",
            _ => ApiResponse.Ok(AssumptionsResponse.From(list()), ControlJsonContext.Shared.AssumptionsResponse));

    private static IEnumerable<AssumptionState> ListRecorded() => AssumptionDecision.All
        .Select(decision => FromRecordings(decision, [.. Refutation.All.Where(row => row.Decision == decision.Id)]))
        .OrderBy(state => state.Refuted > 0 ? 0 : 1);

    private static AssumptionState FromRecordings(AssumptionDecision decision, Refutation[] rows) =>
        new(decision, 0, rows.Count(row => row.Outcome == Refutation.Refuted), rows.FirstOrDefault()?.Headline);
}
