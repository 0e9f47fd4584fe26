namespace Scopix.Contracts.Checks.Traffic;

/// <summary>The status is one that the operation is known to answer with, and the verb is the right one.</summary>
internal static class StatusRule
{
    private static readonly Claim ServiceAnswers = new(EvidenceKind.Assumed, "a failure of the service is not part of the contract");
    private static readonly Claim RefusalsAreKnown = new(EvidenceKind.Assumed, "operations.json declares the refusals");

    public static void Check(JudgedExchange judged)
    {
        var (status, operation) = (judged.Exchange.Status, judged.Operation);
        var verb = new Claim(Enum.Parse<EvidenceKind>(operation.Evidence, ignoreCase: true), operation.Source);
        if (status >= 500)
        {
            judged.Break(ServiceAnswers, "status", "server error", "below 500", $"{status}");
            return;
        }
        var isKnown = operation.Responses.ContainsKey($"{status}") || status is 401 or 403 or 429;
        if (status == 405) judged.Break(verb, "verb", "status", $"{operation.Method} is allowed", "405");
        else if (!isKnown)
            judged.Break(status < 400 ? verb : RefusalsAreKnown, "status", "status", DescribeExpected(operation, status), $"{status}");
        else if (status is not (401 or 403 or 404 or 429)) judged.Hold(verb);
    }

    private static string DescribeExpected(Operation operation, int status)
    {
        var known = operation.Responses.Keys.Where(known => (known[0] < '4') == (status < 400)).ToList();
        return known.Count == 1 ? known[0] : $"one of {string.Join(", ", known)}";
    }
}
