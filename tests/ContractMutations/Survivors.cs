namespace Scopix.ContractMutations;

/// <summary>Why a mutant is known to survive, by <c>class|operation|defect</c>.</summary>
public static class Survivors
{
    /// <summary>The reasons.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>();
}
