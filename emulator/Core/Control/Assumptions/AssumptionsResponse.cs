using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Emulator.Control.Assumptions;

/// <summary>All decisions that assumptions rest on.</summary>
internal sealed record AssumptionsResponse(int Confirmed, int Refuted, int Untested, AssumptionResource[] Items)
{
    public static AssumptionsResponse From(IEnumerable<AssumptionState> states)
    {
        var items = states.Select(AssumptionResource.From).ToArray();
        return new(items.Count(item => item.State == "confirmed"), items.Count(item => item.State == "refuted"),
            items.Count(item => item.State == "untested"), items);
    }
}

/// <summary>One decision and what a live service has said about it.</summary>
/// <param name="Operations">The ids of the operations whose verb, parameters or fields rest on it.</param>
internal sealed record AssumptionResource(
    string Id, string Title, string Question, string SettledBy, string State, long Confirmed, long Refuted, string? FirstRefutation,
    string[] Operations)
{
    public static AssumptionResource From(AssumptionState state) => new(
        state.Decision.Id, state.Decision.Title, state.Decision.Question, state.Decision.SettledBy, state.State, state.Confirmed,
        state.Refuted, state.FirstRefutation, [.. state.Decision.Operations.Select(operation => operation.Id)]);
}
