using System.Collections.Concurrent;
using System.Diagnostics;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>The activities of a client's calls, as OpenTelemetry collects them.</summary>
public sealed class CallActivityTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly Activity _test = new Activity("test").Start();
    private readonly ActivityListener _listener;

    public CallActivityTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ScopixClient.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _test.TraceId) _ended.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _test.Dispose();
    }

    [Theory]
    [MemberData(nameof(ClientCoverageTests.ScenarioNames), MemberType = typeof(ClientCoverageTests))]
    public async Task An_activity_has_the_name_of_its_operation(string scenario)
    {
        using var recorder = new ActivityRecorder();
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient(recorder);

        await ClientCoverageTests.Scenarios[scenario](client, api);

        recorder.Exchanges.Should().NotBeEmpty();
        recorder.Exchanges.Should().AllSatisfy(exchange => exchange.Activity.Should().Be(exchange.Operation));
    }

    [Fact]
    public async Task An_activity_lasts_over_the_retries_of_its_call()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.list", status = 503, times = 2 });
        using var client = api.CreateScopixClient();

        await client.Files.ListAsync();

        var activity = _ended.Should().ContainSingle().Subject;
        activity.OperationName.Should().Be("files.list");
        activity.Kind.Should().Be(ActivityKind.Client);
        activity.Status.Should().Be(ActivityStatusCode.Unset);
        activity.GetTagItem("server.address").Should().Be("127.0.0.1");
        activity.GetTagItem("server.port").Should().Be(api.Http.BaseAddress!.Port);
        activity.GetTagItem("http.request.resend_count").Should().Be(2);
        activity.Events.Select(retry => retry.Name).Should().Equal("retry", "retry");
        activity.Events.First().Tags.Should().Contain(new KeyValuePair<string, object?>("error.type", "503"));
    }

    [Fact]
    public async Task A_failed_activity_says_why_without_a_key()
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();

        var failure = await client.Files.Invoking(files => files.GetAsync("4b9f2c1e-0000-4000-8000-000000000000"))
            .Should().ThrowAsync<NotFoundException>();

        var activity = _ended.Should().ContainSingle().Subject;
        activity.Status.Should().Be(ActivityStatusCode.Error);
        activity.GetTagItem("error.type").Should().Be("404");
        activity.GetTagItem("http.response.status_code").Should().Be(404);
        activity.GetTagItem("scopix.error_code").Should().Be(failure.Which.Code);
        activity.GetTagItem("scopix.request_id").Should().Be(failure.Which.RequestId).And.NotBeNull();
        activity.TagObjects.Select(tag => tag.Value?.ToString()).Append(activity.StatusDescription)
            .Should().NotContain(text => text != null && text.Contains(api.Key!));
    }

    /// <summary>Records the activity in which each request to the API is sent, and the operation that its response names.</summary>
    private sealed class ActivityRecorder() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        public ConcurrentQueue<(string? Activity, string Operation)> Exchanges { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var activity = Activity.Current;
            var response = await base.SendAsync(request, cancellationToken);
            var operation = response.Headers.TryGetValues("X-Emulator-Operation", out var names) ? names.Single() : null;
            // The WebSocket of a session is no call.
            if (operation is not (null or "sessions.channel"))
                Exchanges.Enqueue((activity?.Source.Name == ScopixClient.ActivitySourceName ? activity.OperationName : null, operation));
            return response;
        }
    }
}
