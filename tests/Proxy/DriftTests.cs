using FluentAssertions;
using Scopix.Contracts.Checks.Traffic;
using Scopix.Emulator.Proxy;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>What the proxy reports of a live service: every planted deviation, and nothing of a service that keeps the contracts.</summary>
public sealed class DriftTests
{
    private static int _keys;

    public static TheoryData<string> Names => [.. PlantedDeviations.All.Select(planted => planted.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_deviation_is_reported(string name)
    {
        var planted = PlantedDeviations.All.Single(planted => planted.Name == name);
        var isLlama = name.StartsWith("llama:", StringComparison.Ordinal);

        var items = await ReportAsync(isLlama, planted.Change);

        items.Should().Contain(item => item.Place == planted.Place && item.Kind == planted.Kind,
            string.Join("\n", items.Select(item => item.Headline)));
        items.Should().HaveCountLessThanOrEqualTo(planted.MaxItems, string.Join("\n", items.Select(item => item.Headline)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_service_that_keeps_the_contracts_nothing_is_reported(bool isLlama) =>
        (await ReportAsync(isLlama, change: null)).Select(item => item.Headline).Should().BeEmpty();

    [Fact]
    public async Task A_body_that_is_too_long_is_forwarded_and_counted_and_not_judged()
    {
        const string key = "scopix_Long0001secretofthistest";
        var target = await LiveLikeTarget.GetAddressAsync();
        LiveLikeTarget.Deviate(key, response =>
        {
            response.ReplaceBytes(new byte[9 << 20]);
            return true;
        });
        await using var proxy = await ScopixProxy.StartAsync(new ProxyOptions { Target = target, Port = 0 });
        using var http = new HttpClient { BaseAddress = proxy.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);

        var body = await http.GetByteArrayAsync(new Uri("/api/v2/files", UriKind.Relative), TestContext.Current.CancellationToken);

        body.Should().HaveCount(9 << 20);
        await proxy.WhenJudgedAsync();
        (proxy.UnjudgedBodies, proxy.Report.Exchanges, proxy.Report.GetItems().Count).Should().Be((1, 1, 0));
    }

    private static async Task<IReadOnlyList<DriftItem>> ReportAsync(
        bool isLlama, Func<DeviantResponse, bool>? change)
    {
        var target = await LiveLikeTarget.GetAddressAsync();
        var number = Interlocked.Increment(ref _keys);
        var key = isLlama ? $"llx-drift{number:D8}" : $"scopix_Drift{number:D3}secretofatestthatissafe";
        if (change is not null) LiveLikeTarget.Deviate(key, change);
        await using var proxy = await ScopixProxy.StartAsync(new ProxyOptions { Target = target, Port = 0 });
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = proxy.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var walk = new ClientWalk(http);

        await (isLlama ? walk.RunLlamaAsync() : walk.RunAsync());

        await proxy.WhenJudgedAsync();
        proxy.Report.GetUnknownRequests().Should().BeEmpty();
        return proxy.Report.GetItems();
    }
}
