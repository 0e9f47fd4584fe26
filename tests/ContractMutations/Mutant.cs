namespace Scopix.ContractMutations;

/// <summary>Lets a passage through with a defect; <c>IsChanged</c> says whether the suite could see a difference.</summary>
public delegate Task<(RecordedResponse Response, bool IsChanged)> Defect(InterceptedRequest intercepted);

/// <summary>
/// One defect of one operation. <paramref name="AppliesTo"/> tells from a clean run's exchange whether it would have changed it;
/// <paramref name="CreateDefect"/> gives the defect for one run, with whatever that must remember.
/// </summary>
public sealed record Mutant(
    string Class, string Operation, string Description, Func<RecordedExchange, bool> AppliesTo, Func<Defect> CreateDefect)
{
    /// <summary>A mutant of answers: <paramref name="damage"/> gives the damaged answer, or null where it has nothing to damage.</summary>
    public static Mutant ForResponses(
        string kind, string operation, string what, Func<RecordedResponse, RecordedResponse?> damage, bool isStorage = false) => new(
        kind, operation, what,
        seen => seen.Operation == operation && seen.IsStorage == isStorage && damage(seen.Response) is not null,
        () => async intercepted =>
        {
            var reply = await intercepted.SendAsync();
            var damaged = intercepted.Operation == operation && intercepted.IsStorage == isStorage ? damage(reply) : null;
            return (damaged ?? reply, damaged is not null);
        });

    /// <summary>A mutant of whole passages to an operation.</summary>
    public static Mutant ForRequests(
        string kind, string operation, string what, Func<RecordedExchange, bool> concerns, Func<Defect> begin) => new(
        kind, operation, what,
        seen => seen.Operation == operation && concerns(seen),
        () =>
        {
            var defect = begin();
            return async intercepted => intercepted.Operation == operation
                ? await defect(intercepted) : (await intercepted.SendAsync(), false);
        });
}

/// <summary>What a mutant came to.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Reached">How many cases it was tried on.</param>
/// <param name="Applied">How often it changed something.</param>
/// <param name="Killer">The case that failed, or null.</param>
/// <param name="Message">What that case said.</param>
/// <param name="Took">How long it took.</param>
public sealed record Verdict(Mutant Mutant, int Reached, int Applied, string? Killer, string? Message, TimeSpan Took);
