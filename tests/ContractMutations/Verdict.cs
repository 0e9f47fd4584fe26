namespace Scopix.ContractMutations;

/// <summary>The result of running the suite against a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Reached">The number of cases it was tried on.</param>
/// <param name="Applied">How often it changed a response.</param>
/// <param name="Killer">The case that failed, or null.</param>
/// <param name="Message">The message of that case.</param>
/// <param name="Took">The duration.</param>
/// <param name="IsCutShort">Whether the run reached its time limit.</param>
public sealed record Verdict(
    Mutant Mutant, int Reached, int Applied, string? Killer, string? Message, TimeSpan Took, bool IsCutShort = false);
