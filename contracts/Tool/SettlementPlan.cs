using Scopix.Contracts.Reports;
using Xunit.v3;

namespace Scopix.Contracts.Tool;

/// <summary>Selects the cases that settle the most assumptions with the fewest requests.</summary>
internal static class SettlementPlan
{
    private const int CasesForEachDecision = 3;

    /// <summary>
    /// Tests until each decision has three, since a target may not offer what a test needs. Those are first whose decisions have the
    /// most claims that no test before them settles. Without writes, every test whose claims concern operations that only read, since
    /// some of these have to write first and are skipped.
    /// </summary>
    public static IReadOnlyList<IXunitTestCase> Select(IReadOnlyList<IXunitTestCase> cases, bool allowsWrites)
    {
        var catalogue = ClaimCatalogue.All;
        var weights = DecisionReports.Decisions
            .ToDictionary(decision => decision.Id, decision => catalogue.Count(claim => Rests(claim, decision)));
        var claims = catalogue.ToLookup(claim => claim.Case);
        var candidates = cases.Select(@case => CreateCandidate(@case, claims))
            .Where(candidate => candidate.Subjects.Count > 0 && (allowsWrites || candidate.Reads))
            .GroupBy(candidate => candidate.Name).Select(same => same.MaxBy(candidate => candidate.Subjects.Count)!)
            .OrderBy(candidate => candidate.Cost).ThenBy(candidate => candidate.Name, StringComparer.Ordinal).ToList();
        return Order(candidates, weights, allowsWrites ? CasesForEachDecision : int.MaxValue);
    }

    private static List<IXunitTestCase> Order(List<Candidate> candidates, Dictionary<string, int> weights, int limit)
    {
        var counts = new Dictionary<Subject, int>();
        var selected = new List<IXunitTestCase>();
        while (candidates.Count > 0)
        {
            var best = candidates.MaxBy(candidate => GetGain(candidate, weights, counts, limit))!;
            if (GetGain(best, weights, counts, limit) == default) break;
            foreach (var subject in best.Subjects) counts[subject] = counts.GetValueOrDefault(subject) + 1;
            selected.Add(best.Case);
            candidates.Remove(best);
        }
        return selected;
    }

    /// <summary>
    /// The claims of the decisions that nothing selected settles, then the number of subjects that may have one more test.
    /// </summary>
    private static (int Claims, int Subjects) GetGain(
        Candidate candidate, Dictionary<string, int> weights, Dictionary<Subject, int> counts, int limit) =>
        (candidate.Subjects.Where(subject => !counts.ContainsKey(subject))
                .Sum(subject => subject.Verb is null ? weights[subject.Decision] : 1),
            candidate.Subjects.Count(subject => counts.GetValueOrDefault(subject) < (subject.Verb is null ? limit : 1)));

    private static Candidate CreateCandidate(IXunitTestCase @case, ILookup<string, CatalogueClaim> claims)
    {
        var name = ClaimCatalogue.GetCaseName(@case.TestCaseDisplayName);
        var named = SuiteCases.FindNamedOperations(@case.TestCaseDisplayName);
        var own = claims[name].Where(claim => named.Count == 0 || named.Contains(claim.Operation)).ToList();
        var operations = own.Select(claim => claim.Operation).Distinct().Select(Operation.Find).OfType<Operation>().ToList();
        var subjects = DecisionReports.Decisions.Where(decision => own.Any(claim => Rests(claim, decision)))
            .Select(decision => new Subject(decision.Id, null))
            .Concat(operations.Where(operation => own.Any(claim => claim.Operation == operation.Id && ShowsVerb(claim)))
                .SelectMany(operation => DecisionReports.Decisions.Where(decision => decision.CoversVerb(operation))
                    .Select(decision => new Subject(decision.Id, operation.Id))));
        return new(@case, name, [.. subjects], operations.Count,
            operations.All(operation => RequestBudget.IsRead(new HttpMethod(operation.Method), operation.Path)));
    }

    private static bool Rests(CatalogueClaim claim, AssumptionDecision decision) =>
        decision.Covers(new Claim(claim.Evidence, claim.Source));

    private static bool ShowsVerb(CatalogueClaim claim) => claim.Sentence.Contains(": status 2", StringComparison.Ordinal)
        || claim.Sentence.Contains(": the body fits ", StringComparison.Ordinal);

    /// <summary>What a case can settle: a decision, or of a decision about verbs the one of an operation.</summary>
    private sealed record Subject(string Decision, string? Verb);

    /// <summary>A case, what it can settle, how many operations it concerns, and whether all of them only read.</summary>
    private sealed record Candidate(IXunitTestCase Case, string Name, IReadOnlyList<Subject> Subjects, int Cost, bool Reads);
}
