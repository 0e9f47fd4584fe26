namespace Scopix.Contracts;

/// <summary>The schemas agree with the recordings of the live service (<c>contracts/observed</c>).</summary>
public sealed class RecordedResponsesContract
{
    [Fact]
    public void The_schemas_agree_with_the_recordings()
    {
        foreach (var (date, holds, expectation) in Observations.ReadFolder(Observations.Folder)) Observed(date).Expect(holds, expectation);
    }
}
