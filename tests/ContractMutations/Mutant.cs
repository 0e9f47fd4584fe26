namespace Scopix.ContractMutations;

/// <summary>
/// One defect of one operation. <paramref name="AppliesTo"/> tells whether the defect would change an exchange of the clean run;
/// <paramref name="CreateDefect"/> creates the defect, with its state, for one run.
/// </summary>
public sealed record Mutant(
    string Class, string Operation, string Description, Func<RecordedExchange, bool> AppliesTo, Func<Defect> CreateDefect)
{
    /// <summary>A mutant of responses: <paramref name="damage"/> returns the damaged response, or null when it changes nothing.</summary>
    public static Mutant ForResponses(
        string kind, string operation, string what, Func<RecordedResponse, RecordedResponse?> damage, bool isStorage = false) => new(
        kind, operation, what,
        seen => seen.Operation == operation && seen.IsStorage == isStorage && damage(seen.Response) is not null,
        () => async intercepted =>
        {
            var response = await intercepted.SendAsync();
            var damaged = intercepted.Operation == operation && intercepted.IsStorage == isStorage ? damage(response) : null;
            return (damaged ?? response, damaged is not null);
        });

    /// <summary>A mutant of the requests to an operation.</summary>
    public static Mutant ForRequests(
        string kind, string operation, string what, Func<RecordedExchange, bool> appliesTo, Func<Defect> createDefect) => new(
        kind, operation, what,
        seen => seen.Operation == operation && appliesTo(seen),
        () =>
        {
            var defect = createDefect();
            return async intercepted => intercepted.Operation == operation
                ? await defect(intercepted) : (await intercepted.SendAsync(), false);
        });
}
