namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// Compares exchanges with the contracts: each by itself, and with those before it. It sends nothing, and keeps no bodies; exchanges are
/// judged one after the other, in the order of their responses.
/// </summary>
public sealed class TrafficJudge
{
    private readonly ResourceHistory _history = new();

    /// <summary>
    /// A request begins that may change resources before its response is judged. Requests that read need not be announced.
    /// </summary>
    public void Begin(Operation operation, string path) => _history.Begin(operation, path);

    /// <summary>All that an exchange says about the claims of its operation; nothing when it calls none.</summary>
    public IReadOnlyList<Judgement> Judge(ObservedExchange exchange, Operation operation)
    {
        using var judged = new JudgedExchange(exchange, operation);
        StatusRule.Check(judged);
        HeaderRule.Check(judged);
        BodyRule.Check(judged);
        ErrorRule.Check(judged);
        RefusalRule.Check(judged);
        PageRule.Check(judged);
        FileListRule.Check(judged);
        SignedUrlRule.Check(judged);
        _history.Check(judged);
        return judged.Judgements;
    }
}
