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
