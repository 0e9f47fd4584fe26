using System.Globalization;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy;
using Scopix.Emulator.Proxy.Comparing;
using Scopix.Emulator.Proxy.Replay;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>What a replay does when the server fails, asks to wait, or has a prefix, and when it is cancelled.</summary>
public sealed class ReplayFailureTests
{
    private const string NotSent = "the replay ended before their turn", WithoutResponse = "the server did not respond";

    [Fact]
    public async Task A_request_without_a_response_is_named_and_the_others_are_sent()
    {
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            if (http.Request.Path == "/api/v2/projects") http.Abort();
            return Task.CompletedTask;
        });
        List<string> failed = [];

        var result = await ReplayAsync(LoopbackServer.GetAddress(server), ["folders", "projects", "files", "projects"], failed);

        (result.Failures, result.End, result.Comparison.Compared).Should().Be((2, ReplayEnd.Complete, 2));
        result.Comparison.GetSkipped().Should().Equal(new Dictionary<string, long> { [WithoutResponse] = 2 });
        failed.Should().HaveCount(2).And.OnlyContain(line =>
            line.StartsWith("GET /api/v2/projects (projects.list): ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_replay_ends_after_five_requests_in_a_row_without_a_response()
    {
        var count = 0;
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            if (http.Request.Path != "/api/v2/folders" || ++count > 1) http.Abort();
            return Task.CompletedTask;
        });

        var result = await ReplayAsync(LoopbackServer.GetAddress(server),
            ["files", "files", "folders", .. Enumerable.Repeat("projects", 8)], []);

        (result.Failures, result.End, result.Comparison.Compared).Should().Be((7, ReplayEnd.ServerLost, 1));
        result.Comparison.GetSkipped()[NotSent].Should().Be(3);
    }

    [Theory]
    [InlineData(-30, 2)]
    [InlineData(0, 2)]
    [InlineData(3600, 1)]
    public async Task A_date_in_Retry_After_is_waited_for_unless_it_is_far(int seconds, int expectedRequests)
    {
        var requests = 0;
        var now = new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero); // the server's clock, not ours
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            http.Response.StatusCode = requests++ == 0 ? 429 : 200;
            http.Response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
            http.Response.Headers.RetryAfter = now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });

        var result = await ReplayAsync(LoopbackServer.GetAddress(server), ["folders"], []);

        requests.Should().Be(expectedRequests);
        result.Comparison.Compared.Should().Be(expectedRequests - 1);
    }

    [Fact]
    public async Task A_candidate_with_a_frozen_clock_is_not_waited_for()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            (requests, http.Response.StatusCode, http.Response.Headers.RetryAfter) = (requests + 1, 429, "0");
            return Task.CompletedTask;
        });
        using var request = new RecordedRequest(Operation.Find("folders.list")!, "/api/v2/folders", []);
        using var prepared = await PreparedRequest.CreateAsync(request, new RequestTranslator(new ValueMap()));
        using var client = new CandidateClient(LoopbackServer.GetAddress(server), waitsForLimits: false);

        var exchange = await client.SendAsync(prepared, "a key", TestContext.Current.CancellationToken);

        (exchange.Status, requests).Should().Be((429, 1));
    }

    [Fact]
    public async Task A_cancelled_replay_has_what_was_compared_before()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await LoopbackServer.StartAsync(http =>
            http.Request.Path == "/api/v2/projects" ? cancellation.CancelAsync() : Task.CompletedTask);

        var result = await ReplayAsync(
            LoopbackServer.GetAddress(server), ["folders", "projects", "folders", "files"], [], cancellation.Token);

        (result.End, result.Failures).Should().Be((ReplayEnd.Interrupted, 0));
        (result.Comparison.Compared + result.Comparison.GetSkipped().Values.Sum()).Should().Be(4);
        result.Comparison.GetSkipped()[NotSent].Should().Be(2);
    }

    [Fact]
    public async Task The_path_of_the_address_is_a_prefix_for_a_replay_and_for_a_proxy()
    {
        List<string> paths = [];
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            lock (paths) paths.Add(http.Request.Path + http.Request.QueryString);
            return http.Response.WriteAsJsonAsync(new object());
        });
        var address = new Uri(LoopbackServer.GetAddress(server), "/gateway/files");

        var result = await ReplayAsync(address, ["folders?x=a%2Fb"], []);
        await using var proxy = await ScopixProxy.StartAsync(new ProxyOptions { Target = address, Port = 0 });
        using (var http = new HttpClient()) (await http.GetAsync(new Uri(proxy.BaseAddress, "/api/v2/folders"))).Dispose();
        await proxy.WhenJudgedAsync();

        result.Comparison.Compared.Should().Be(1);
        paths.Should().Equal("/gateway/files/api/v2/folders?x=a%2Fb", "/gateway/files/api/v2/folders");
        proxy.Report.GetOperations().Keys.Should().Equal("folders.list");
    }

    [Theory]
    [InlineData("Bearer abc", "bearer abc", true)]
    [InlineData("Bearer abc", "BEARER  abc", true)]
    [InlineData("Bearer abc", "Bearer ABC", false)]
    [InlineData("Bearer abc", "Basic abc", false)]
    public void The_scheme_of_a_key_does_not_make_another_account(string one, string other, bool areSame)
    {
        var numbers = new AccountNumbers();

        (Get(one) == Get(other)).Should().Be(areSame);

        int? Get(string authorization) => numbers.Get(new HeaderDictionary { ["Authorization"] = authorization });
    }

    private static async Task<ReplayResult> ReplayAsync(
        Uri target, string[] paths, List<string> failed, CancellationToken cancellation = default)
    {
        using var folder = new DataDirectory();
        var file = HarFile.Write(folder, [.. paths.Select((path, second) => HarFile.CreateEntry(second, "GET", "/api/v2/" + path))]);
        return await TrafficReplay.RunAsync(
            new ReplayOptions { File = file, Target = target, Key = "scopix_Failing0secretofatest", Failed = failed.Add }, cancellation);
    }
}
