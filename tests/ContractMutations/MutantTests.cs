using System.Text;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Runner;
using Xunit;

namespace Scopix.ContractMutations;

/// <summary>The mutants apply their defects; <c>make mutations</c> shows whether the suite notices them.</summary>
public sealed class MutantTests
{
    private static readonly TrafficRecording EmptyRecording = CreateEmptyRecording();

    [Theory]
    [InlineData("GET", "/api/v2/files", "files.list")]
    [InlineData("GET", "/api/v2/files/sessions", "sessions.list")]
    [InlineData("GET", "/api/v2/files/550e8400-e29b-41d4-a716-446655440000", "files.get")]
    [InlineData("POST", "/api/v2/files/direct-uploads/550e8400/parts/confirm", "direct_uploads.confirm_part")]
    [InlineData("GET", "/nowhere", null)]
    public void A_request_belongs_to_the_operation_with_the_most_specific_path(string method, string path, string? expected) =>
        Assert.Equal(expected, TrafficInterceptor.FindOperation(method, path));

    [Fact]
    public void Every_operation_has_mutants()
    {
        var operations = MutantCatalogue.All(EmptyRecording).Select(m => m.Operation).Distinct();

        Assert.Empty(Operation.All.Select(o => o.Id).Except(["sessions.channel"]).Except(operations));
    }

    [Fact]
    public void Every_sample_has_at_least_300_mutants()
    {
        var all = MutantCatalogue.All(EmptyRecording);

        Assert.InRange(MutantCatalogue.Sample(all, 1, seed: 1).Count, 300, all.Count);
    }

    [Fact]
    public void A_sample_depends_only_on_the_seed()
    {
        var all = MutantCatalogue.All(EmptyRecording);
        string[] SampleNames(int seed) => [.. MutantCatalogue.Sample(all, 1, seed).Select(m => $"{m.Class}|{m.Operation}|{m.Description}")];

        Assert.Equal(SampleNames(1), SampleNames(1));
        Assert.NotEqual(SampleNames(1), SampleNames(2));
    }

    [Theory]
    [InlineData("field dropped", "items[].id", """{"items":[{},{}],"total_count":2}""")]
    [InlineData("field renamed", "total_count", """{"items":[{"id":"a"},{"id":"b"}],"totalcount":2}""")]
    [InlineData("order reversed", "items", """{"items":[{"id":"b"},{"id":"a"}],"total_count":2}""")]
    [InlineData("off-by-one count", "total_count: one more", """{"items":[{"id":"a"},{"id":"b"}],"total_count":3}""")]
    [InlineData("null", "total_count", """{"items":[{"id":"a"},{"id":"b"}],"total_count":null}""")]
    public async Task A_mutant_damages_only_its_field(string kind, string what, string expected)
    {
        var mutant = BodyMutants.CreateFor("files.list", "file-list").First(m => m.Class == kind && m.Description == what);

        var (response, isChanged) = await SendThroughAsync(mutant, """{"items":[{"id":"a"},{"id":"b"}],"total_count":2}""");

        Assert.True(isChanged);
        Assert.Equal(expected, Encoding.UTF8.GetString(response.Bytes));
    }

    [Fact]
    public async Task A_field_without_a_value_is_not_damaged()
    {
        var mutant = BodyMutants.CreateFor("files.list", "file-list").First(m => m is { Class: "order reversed", Description: "items" });

        var (_, isChanged) = await SendThroughAsync(mutant, """{"items":[{"id":"a"}],"total_count":1}""");

        Assert.False(isChanged);
    }

    [Fact]
    public void A_field_documented_as_null_keeps_its_value_but_its_name_and_type_are_damaged()
    {
        var classes = BodyMutants.CreateFor("data.export", "data-export")
            .Where(m => m.Description.StartsWith("record_count", StringComparison.Ordinal)).Select(m => m.Class);

        Assert.Equal(["field dropped", "field renamed", "wrong type"], classes.Order());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(40, false)]
    public void A_truncated_picture_is_incomplete(int missing, bool isWhole)
    {
        var png = Samples.CreatePng().Bytes;

        Assert.Equal(isWhole, ImageBytes.IsComplete(png[..^missing]));
    }

    private static TrafficRecording CreateEmptyRecording()
    {
        var recording = new TrafficRecording();
        recording.BuildIndex();
        return recording;
    }

    private static Task<(RecordedResponse Response, bool IsChanged)> SendThroughAsync(Mutant mutant, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "http://test/api/v2/files");
        return mutant
            .CreateDefect()(
                new("files.list", false, "test", 0, request,
                    _ => Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) })));
    }
}
