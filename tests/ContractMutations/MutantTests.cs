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

    [Theory]
    [InlineData("twice", """{"items":[{"id":"a"},{"id":"b"},{"id":"a"}],"total_count":2}""")]
    [InlineData("out of order", """{"items":[{"id":"b"},{"id":"a"}],"total_count":2}""")]
    [InlineData("shown late", """{"items":[{"id":"b"}],"total_count":2}""")]
    public async Task A_list_has_an_item_twice_late_or_out_of_order(string kind, string expected)
    {
        var mutant = MutantCatalogue.All(EmptyRecording)
            .First(m => m.Class == kind && m.Operation == "files.list" && m.Description.Contains("items", StringComparison.Ordinal));

        var (response, isChanged) = await SendThroughAsync(mutant, """{"items":[{"id":"a"},{"id":"b"}],"total_count":2}""");

        Assert.True(isChanged);
        Assert.Equal(expected, Encoding.UTF8.GetString(response.Bytes));
    }

    [Fact]
    public async Task Several_defects_change_the_same_response()
    {
        var (applied, mutants) = (new List<int>(), BodyMutants.CreateFor("files.list", "file-list")
            .Where(m => m is { Class: "field dropped", Description: "items[].id" } or { Class: "null", Description: "total_count" }));

        var handler = new DefectSet([.. mutants]).CreateHandler(applied.Add);
        var response = await handler(CreateIntercepted("""{"items":[{"id":"a"}],"total_count":2}"""));

        Assert.Equal("""{"items":[{}],"total_count":null}""", Encoding.UTF8.GetString(response.Bytes));
        Assert.Equal([0, 1], applied.Order());
    }

    [Fact]
    public void Defects_of_one_operation_are_distinct_when_neither_field_contains_the_other()
    {
        var fields = BodyMutants.CreateFor("files.list", "file-list").Where(m => m.Class == "field dropped").ToList();
        Mutant Find(string path) => fields.Single(m => m.Description == path);

        Assert.True(DefectSet.AreDistinct(Find("items[].id"), Find("items[].tags")));
        Assert.False(DefectSet.AreDistinct(Find("items[].id"), Find("items")));
    }

    [Theory]
    [InlineData("files.list", "items[].id", true)]
    [InlineData("files.list", "total_count", false)]
    [InlineData("files.get", "items[].id", false)]
    public void A_cause_names_a_defect_of_its_operation_and_field(string operation, string place, bool expected)
    {
        var mutant = BodyMutants.CreateFor("files.list", "file-list")
            .Single(m => m is { Class: "field dropped", Description: "items[].id" });
        var exchange = new Exchange(Operation.All.Single(o => o.Id == operation), "GET", new("http://test/"), true,
            RequestContent.Describe(new()), 200, null, default);
        var deviation = new Deviation(place, "presence", "present", "absent", Evidence.Documented("seed 001"));

        var cause = CauseFinder.Find([new("a case", deviation, exchange)]).Single();

        Assert.Equal(expected, DefectPlace.Names(cause, mutant));
    }

    private static TrafficRecording CreateEmptyRecording()
    {
        var recording = new TrafficRecording();
        recording.BuildIndex();
        return recording;
    }

    private static Task<(RecordedResponse Response, bool IsChanged)> SendThroughAsync(Mutant mutant, string body) =>
        mutant.CreateDefect()(CreateIntercepted(body));

    private static InterceptedRequest CreateIntercepted(string body) =>
        new("files.list", false, "test", 0, new HttpRequestMessage(HttpMethod.Get, "http://test/api/v2/files"),
            _ => Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) }));
}
