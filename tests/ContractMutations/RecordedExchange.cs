namespace Scopix.ContractMutations;

/// <summary>One exchange of a clean run.</summary>
public sealed record RecordedExchange(
    string Operation, bool IsStorage, string Test, int Ordinal, string Method, string Url, string? Key, string? RequestBody,
    RecordedResponse Response);
