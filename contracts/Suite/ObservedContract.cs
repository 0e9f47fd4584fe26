using Scopix.Contracts.Reports;

namespace Scopix.Contracts;

/// <summary>The schemas agree with what was recorded on the live service (<c>contracts/observed</c>).</summary>
public sealed class ObservedContract
{
    [Fact]
    public void The_schemas_agree_with_the_recordings()
    {
        foreach (var (date, holds, expectation) in Observations.In(Observations.Folder)) Observed(date).That(holds, expectation);
    }
}
