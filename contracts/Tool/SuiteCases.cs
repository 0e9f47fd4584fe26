using Scopix.Contracts.Reports;
using Xunit.Runner.Common;
using Xunit.v3;

namespace Scopix.Contracts.Tool;

/// <summary>Finds the cases of this assembly that concern a target; the others check the contracts themselves.</summary>
internal static class SuiteCases
{
    /// <summary>The cases whose class takes the target, and, if there are patterns, whose claims concern such an operation.</summary>
    public static async Task<IReadOnlyList<IXunitTestCase>> FindAsync(XunitTestAssembly assembly, IReadOnlyList<string> patterns)
    {
        List<IXunitTestCase> cases = [];
        var options = TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration { PreEnumerateTheories = true });
        await new XunitTestFrameworkDiscoverer(assembly, null).Find(
            found =>
            {
                if (found is IXunitTestCase @case && ConcernsTarget(@case.TestMethod.TestClass.Class)) cases.Add(@case);
                return new(true);
            },
            options, null, null);
        if (patterns.Count == 0) return cases;
        var selected = ClaimCatalogue.All.Where(claim => patterns.Any(pattern => OperationPattern.Matches(pattern, claim.Operation)))
            .Select(claim => claim.Case).ToHashSet();
        return [.. cases.Where(@case => selected.Contains(ClaimCatalogue.GetCaseName(@case.TestCaseDisplayName))
            && !NamesAnotherOperation(@case.TestCaseDisplayName, patterns))];
    }

    /// <summary>Whether an argument of the case is an operation that no pattern selects.</summary>
    private static bool NamesAnotherOperation(string displayName, IReadOnlyList<string> patterns)
    {
        var named = FindNamedOperations(displayName);
        return named.Count > 0 && !named.Any(operation => patterns.Any(pattern => OperationPattern.Matches(pattern, operation)));
    }

    /// <summary>The operations that are arguments of the case.</summary>
    public static IReadOnlyList<string> FindNamedOperations(string displayName) =>
        [.. displayName.Split('"').Where((_, index) => index % 2 == 1).Where(text => Operation.All.Any(operation => operation.Id == text))];

    private static bool ConcernsTarget(Type type) =>
        type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(Target)));
}
