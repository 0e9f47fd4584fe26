namespace Scopix.ContractMutations;

/// <summary>The known reasons why a mutant survives, by <c>class|operation|defect</c>.</summary>
public static class Survivors
{
    /// <summary>The reasons.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>();
}
