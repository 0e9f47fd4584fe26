using FluentAssertions;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy;
using Scopix.Emulator.Tests.Proxy.Walks;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>An emulator in the shadow of a service: it agrees with another emulator, and each difference is found.</summary>
public sealed class ShadowTests(ITestOutputHelper output)
{
    private static readonly ComparedSides Sides = new("the service", "the emulator");
    private static int _keys;

    /// <summary>How many requests each random walk sends; SCOPIX_WALK sets it.</summary>
    private static int Requests => int.TryParse(Environment.GetEnvironmentVariable("SCOPIX_WALK"), out var requests) ? requests : 100;

    [Theory]
    [InlineData(1, null, false)]
    [InlineData(2, null, true)]
    [InlineData(3, "llama.", false)]
    public async Task An_emulator_in_the_shadow_of_an_emulator_agrees(int seed, string? prefix, bool sendsBytesToStorage)
    {
        await using var proxy = await StartAsync(await LiveLikeTarget.GetAddressAsync());
        using var http = CreateClient(proxy.BaseAddress, CreateKey(prefix is not null));

        await WalkAsync(http, seed, prefix, sendsBytesToStorage);

        await ExpectNoDifferenceAsync(proxy);
        proxy.Differences!.Compared.Should().BeGreaterThan(Requests / 2);
    }

    [Theory]
    [InlineData(PipelineMode.Instant, 7)]
    [InlineData(PipelineMode.Quick, 42)]
    [InlineData(PipelineMode.Manual, 42)]
    public async Task Another_AI_and_another_speed_of_processing_are_no_differences(PipelineMode pipeline, long seedOfService)
    {
        await using var service = await ScopixEmulator.StartAsync(
            options => options with { Pipeline = pipeline, Seed = seedOfService, Previews = false });
        await using var proxy = await StartAsync(service.BaseAddress);
        using var http = CreateClient(proxy.BaseAddress, CreateKey(isLlama: false));

        await WalkAsync(http, 4, prefix: null, sendsBytesToStorage: false);

        await ExpectNoDifferenceAsync(proxy);
    }

    [Fact]
    public async Task What_was_there_before_is_no_difference()
    {
        var (target, key) = (await LiveLikeTarget.GetAddressAsync(), CreateKey(isLlama: false));
        using var before = CreateClient(target, key);
        await WalkAsync(before, 6, prefix: null, sendsBytesToStorage: false);
        await using var proxy = await StartAsync(target);
        using var http = CreateClient(proxy.BaseAddress, key);

        await WalkAsync(http, 7, prefix: null, sendsBytesToStorage: false);

        await ExpectNoDifferenceAsync(proxy);
        proxy.Differences!.Compared.Should().BePositive();
    }

    [Theory]
    [InlineData("GET", "/api/v2/files?limit=1&offset=1")]
    [InlineData("GET", "/api/v2/files?limit=1&offset=2000")]
    [InlineData("GET", "/api/v2/projects")]
    [InlineData("POST", "/api/v2/files/check-duplicates")]
    [InlineData("POST", "/api/v2/files/export")]
    public async Task The_first_request_to_an_account_that_has_files_shows_no_difference(string method, string path)
    {
        await using var account = await AccountWithFiles.CreateAsync();
        await using var proxy = await StartAsync(account.Address);
        using var http = CreateClient(proxy.BaseAddress, account.Key);

        (await AccountWithFiles.SendAsync(http, method, path)).IsSuccessStatusCode.Should().BeTrue();

        await ExpectNoDifferenceAsync(proxy);
    }

    [Theory]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("{\"name\":\"\u00e4\"}")]
    public async Task A_body_that_is_no_Unicode_is_compared(string body)
    {
        await using var proxy = await StartAsync(await LiveLikeTarget.GetAddressAsync());
        using var http = CreateClient(proxy.BaseAddress, CreateKey(isLlama: false));
        using var content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(body));
        content.Headers.ContentType = new("application/json");

        await http.PostAsync("/api/v2/folders", content, TestContext.Current.CancellationToken);

        await ExpectNoDifferenceAsync(proxy);
        (proxy.Differences!.Compared, proxy.UnjudgedBodies).Should().Be((1, 0));
    }

    [Fact]
    public async Task Requests_at_the_same_time_cause_no_difference()
    {
        await using var proxy = await StartAsync(await LiveLikeTarget.GetAddressAsync());
        using var http = CreateClient(proxy.BaseAddress, CreateKey(isLlama: false));

        await Task.WhenAll(Enumerable.Range(10, 4).Select(seed => WalkAsync(http, seed, prefix: null, sendsBytesToStorage: false)));

        await ExpectNoDifferenceAsync(proxy);
        proxy.Differences!.Compared.Should().BeGreaterThan(Requests);
    }

    [Fact]
    public async Task A_service_that_differs_is_caught_at_every_operation()
    {
        await using var proxy = await StartAsync(await LiveLikeTarget.GetAddressAsync());
        foreach (var prefix in (string?[])[null, "llama."])
        {
            var key = CreateKey(prefix is not null);
            Dictionary<string, int> answers = [];
            LiveLikeTarget.Deviate(key, response => Diverge(response, answers));
            using var http = CreateClient(proxy.BaseAddress, key);
            var walk = new RandomWalk(http, 5, prefix);
            if (prefix is null) walk.Without.UnionWith(Operation.All.Select(operation => operation.Id).Where(IsLlama));
            var missed = FindMissed(proxy, prefix);
            for (var round = 0; round < 100 && missed.Length > 0; round++)
            {
                await walk.RunAsync(60);
                await proxy.WhenJudgedAsync();
                missed = FindMissed(proxy, prefix);
                walk.Prefer(missed);
                walk.Without.UnionWith(FindNeedless(missed));
                output.WriteLine($"{walk.Answers.Values.Sum()} requests, missed: {string.Join(' ', missed)}");
            }
        }

        FindMissed(proxy, "").Should().BeEmpty();
    }

    /// <summary>Operations that were caught, and whose responses teach the walk no ids for others.</summary>
    private static IEnumerable<string> FindNeedless(string[] missed) => Operation.All.Where(operation => operation.Method == "GET")
        .Select(operation => operation.Id).Where(id => !missed.Contains(id) && !id.EndsWith(".list", StringComparison.Ordinal));

    private static string[] FindMissed(ScopixProxy proxy, string? prefix)
    {
        var caught = proxy.Differences!.GetItems().SelectMany(item => item.Operations).ToHashSet();
        return [.. Operation.All.Select(operation => operation.Id).Where(id => !caught.Contains(id)
            && (prefix is null ? !IsLlama(id) : id.StartsWith(prefix, StringComparison.Ordinal)))];
    }

    /// <summary>Changes every second response of an operation, each time in another way.</summary>
    private static bool Diverge(DeviantResponse response, Dictionary<string, int> answers)
    {
        if (Operation.Match(response.Method, response.Path) is not { } operation || response.Status is 404 or 422 or 429) return false;
        var count = answers[operation.Id] = answers.GetValueOrDefault(operation.Id) + 1;
        if (count % 2 == 1 && response.Method != "GET") return false;
        var json = response.Bytes.Length > 0 && response.Headers.ContentType.ToString().Contains("json", StringComparison.Ordinal)
            ? response.Json.AsObject() : null;
        if (json is null || count % 3 == 0) response.Status++;
        else if (count % 3 == 1) json["checksum"] = 1;
        else json.Remove(json.First().Key);
        return true;
    }

    private static Task<ScopixProxy> StartAsync(Uri target) =>
        ScopixProxy.StartAsync(new ProxyOptions { Target = target, Port = 0, Shadow = true });

    private async Task WalkAsync(HttpClient http, int seed, string? prefix, bool sendsBytesToStorage)
    {
        var walk = new RandomWalk(http, seed, prefix);
        if (!sendsBytesToStorage) walk.Without.UnionWith(["direct_uploads.complete", "direct_uploads.confirm_part"]);
        if (prefix is null) walk.Without.UnionWith(Operation.All.Select(operation => operation.Id).Where(IsLlama));
        await walk.RunAsync(Requests);
        output.WriteLine(string.Join(", ", walk.Answers.Select(answer => $"{answer.Key} ×{answer.Value}")));
    }

    private async Task ExpectNoDifferenceAsync(ScopixProxy proxy)
    {
        await proxy.WhenJudgedAsync();
        foreach (var (reason, count) in proxy.Differences!.GetSkipped()) output.WriteLine($"skipped {count,5}: {reason}");
        output.WriteLine($"compared {proxy.Differences.Compared}");
        proxy.Differences.GetItems().Select(item => $"{item.Count}x {item.FormatHeadline(Sides)}").Should().Equal([]);
        proxy.Differences.GetSkipped().Keys.Should().NotContain("the comparison failed");
    }

    private static bool IsLlama(string operation) => operation.StartsWith("llama.", StringComparison.Ordinal);

    private static string CreateKey(bool isLlama)
    {
        var number = Interlocked.Increment(ref _keys);
        return isLlama ? $"llx-shadow{number:D8}" : $"scopix_Shadow{number:D2}secretofatestthatissafe";
    }

    private static HttpClient CreateClient(Uri address, string key)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }
}
