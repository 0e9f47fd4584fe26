using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Contracts.Checks.Traffic;
using Scopix.Emulator.Proxy;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>What is done with an exchange after its response was sent.</summary>
public sealed class ExchangeQueueTests
{
    [Fact]
    public async Task An_exchange_is_created_and_judged_while_the_thread_of_its_request_continues()
    {
        await using var queue = new ExchangeQueue(new TrafficReport(), recording: null);
        using var continues = new ManualResetEventSlim();
        var wasWaiting = false;
        var judged = 0;

        queue.Add(() =>
        {
            wasWaiting = continues.Wait(TimeSpan.FromSeconds(20));
            return CreateExchange();
        }, bytes: 0, _ => judged++);
        continues.Set();
        await queue.WhenJudgedAsync();

        wasWaiting.Should().BeTrue();
        judged.Should().Be(1);
    }

    [Fact]
    public async Task When_too_much_is_waiting_there_is_no_room_and_there_is_again_afterwards()
    {
        await using var queue = new ExchangeQueue(new TrafficReport(), recording: null);

        var (first, second) = (queue.Reserve(30 << 20), queue.Reserve(3 << 20));
        queue.Add(CreateExchange, 30 << 20, _ => { });
        await queue.WhenJudgedAsync();
        var third = queue.Reserve(3 << 20);

        (first, second, third, queue.UnjudgedBodies).Should().Be((true, false, true, 1));
    }

    [Fact]
    public async Task The_coverage_has_the_fields_of_a_compressed_response()
    {
        const string key = "scopix_Gzip0001secretofthistest";
        var target = await LiveLikeTarget.GetAddressAsync();
        LiveLikeTarget.Deviate(key, response =>
        {
            response.Headers.ContentEncoding = "gzip";
            response.ReplaceBytes(Compress(response.Bytes));
            return true;
        });
        await using var proxy = await ScopixProxy.StartAsync(new ProxyOptions { Target = target, Port = 0 });
        using var http = new HttpClient { BaseAddress = proxy.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        (await http.GetAsync("/api/v2/files")).Dispose();

        var coverage = await http.GetStringAsync("/_emulator/coverage?operation=files.list");

        proxy.Report.GetItems().Should().BeEmpty();
        JsonNode.Parse(coverage)!["operations"]![0]!["fields"]!["missing"]!.AsArray().Select(name => (string)name!)
            .Should().NotContain("has_more").And.Contain("items[].title");
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }

    private static ObservedExchange CreateExchange() => new()
    {
        ReceivedAt = DateTimeOffset.UnixEpoch,
        AnsweredAt = DateTimeOffset.UnixEpoch,
        Method = "GET",
        Url = new Uri("https://api.scopix.test/api/v2/files"),
        Account = 1,
        Status = 200,
        ResponseBody = Encoding.UTF8.GetBytes("{}"),
    };
}
