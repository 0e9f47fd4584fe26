namespace Scopix.ContractMutations;

/// <summary>Forwards a request with a defect; <c>IsChanged</c> tells whether the suite could see a difference.</summary>
public delegate Task<(RecordedResponse Response, bool IsChanged)> Defect(InterceptedRequest intercepted);
