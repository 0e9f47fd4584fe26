using System.Text;
using Scopix.Contracts.Runner;
using Xunit;

namespace Scopix.ContractMutations;

/// <summary>The mutants do what they say; whether the suite notices them is for <c>make mutations</c>.</summary>
public sealed class MutantsTests
{
    private static readonly TrafficRecording EmptyRecording = CreateEmptyRecording();

    [Theory]
    [InlineData("GET", "/api/v2/files", "files.list")]
    [InlineData("GET", "/api/v2/files/sessions", "sessions.list")]
    [InlineData("GET", "/api/v2/files/550e8400-e29b-41d4-a716-446655440000", "files.get")]
    [InlineData("POST", "/api/v2/files/direct-uploads/550e8400/parts/confirm", "direct_uploads.confirm_part")]
    [InlineData("GET", "/nowhere", null)]
    public void A_request_is_of_the_operation_whose_path_says_most(string method, string path, string? expected) =>
        Assert.Equal(expected, TrafficInterceptor.FindOperation(method, path));

    [Fact]
    public void Every_operation_has_mutants()
    {
        var operations = MutantCatalogue.All(EmptyRecording).Select(m => m.Operation).Distinct();

        Assert.Empty(
            Operation.All.Where(o => o.Path.StartsWith("/api/v2/", StringComparison.Ordinal)).Select(o => o.Id).Except(["sessions.channel"])
                .Except(operations));
    }

    [Fact]
    public void There_are_300_and_more_in_every_sample()
    {
        var all = MutantCatalogue.All(EmptyRecording);

        Assert.InRange(MutantCatalogue.Sample(all, 1, seed: 1).Count, 300, all.Count);
    }

    [Fact]
    public void A_sample_is_the_same_for_the_same_seed_and_another_for_another()
    {
        var all = MutantCatalogue.All(EmptyRecording);
        string[] Named(int seed) => [.. MutantCatalogue.Sample(all, 1, seed).Select(m => $"{m.Class}|{m.Operation}|{m.Description}")];

        Assert.Equal(Named(1), Named(1));
        Assert.NotEqual(Named(1), Named(2));
    }

    [Theory]
    [InlineData("field dropped", "items[].id", """{"items":[{},{}],"total_count":2}""")]
    [InlineData("field renamed", "total_count", """{"items":[{"id":"a"},{"id":"b"}],"totalcount":2}""")]
    [InlineData("order reversed", "items", """{"items":[{"id":"b"},{"id":"a"}],"total_count":2}""")]
    [InlineData("off-by-one count", "total_count: one more", """{"items":[{"id":"a"},{"id":"b"}],"total_count":3}""")]
    [InlineData("null", "total_count", """{"items":[{"id":"a"},{"id":"b"}],"total_count":null}""")]
    public async Task A_body_is_damaged_in_the_one_place(string kind, string what, string expected)
    {
        var mutant = BodyMutants.CreateFor("files.list", "file-list").First(m => m.Class == kind && m.Description == what);

        var (reply, isChanged) = await SendThroughAsync(mutant, """{"items":[{"id":"a"},{"id":"b"}],"total_count":2}""");

        Assert.True(isChanged);
        Assert.Equal(expected, Encoding.UTF8.GetString(reply.Bytes));
    }

    [Fact]
    public async Task What_is_not_there_is_not_damaged()
    {
        var mutant = BodyMutants.CreateFor("files.list", "file-list").First(m => m is { Class: "order reversed", Description: "items" });

        var (_, isChanged) = await SendThroughAsync(mutant, """{"items":[{"id":"a"}],"total_count":1}""");

        Assert.False(isChanged);
    }

    [Fact]
    public void A_value_that_the_documents_leave_null_is_not_damaged_but_its_name_and_type_are()
    {
        var classes = BodyMutants.CreateFor("data.export", "data-export")
            .Where(m => m.Description.StartsWith("record_count", StringComparison.Ordinal)).Select(m => m.Class);

        Assert.Equal(["field dropped", "field renamed", "wrong type"], classes.Order());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(40, false)]
    public void A_picture_that_breaks_off_is_not_whole(int missing, bool isWhole)
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
