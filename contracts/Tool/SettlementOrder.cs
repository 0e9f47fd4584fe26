using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Scopix.Contracts.Tool.SettlementOrder))]
[assembly: TestCaseOrderer(typeof(Scopix.Contracts.Tool.SettlementOrder))]

namespace Scopix.Contracts.Tool;

/// <summary>Runs classes and cases in the order of the plan; without a plan in the order in which they were found.</summary>
public sealed class SettlementOrder : ITestCollectionOrderer, ITestCaseOrderer
{
    /// <summary>The cases of the plan, in order; empty without a plan.</summary>
    internal static IReadOnlyList<IXunitTestCase> Current { get; set; } = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => FindIndex(@case => @case.TestCollection.UniqueID == collection.UniqueID))];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(one => FindIndex(@case => @case.UniqueID == one.UniqueID))];

    private static int FindIndex(Func<IXunitTestCase, bool> matches)
    {
        for (var i = 0; i < Current.Count; i++)
            if (matches(Current[i])) return i;
        return Current.Count;
    }
}
