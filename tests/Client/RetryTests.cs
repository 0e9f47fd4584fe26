using System.Globalization;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Which requests are retried, how often, and after which delay.</summary>
public sealed class RetryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(429)]
    public async Task A_read_succeeds_after_three_transient_failures(int status)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.list", status, times = 3, retry_after = 0 });
        using var client = api.CreateScopixClient();

        var list = await client.Files.ListAsync();

        list.TotalCount.Should().Be(0);
        await ShouldHaveHitsAsync(api, 3);
    }

    [Fact]
    public async Task The_fourth_failure_is_thrown()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.list", status = 503, times = 4 });
        using var client = api.CreateScopixClient();

        await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<ServerException>();

        await ShouldHaveHitsAsync(api, 4);
    }

    [Fact]
    public async Task A_read_is_retried_after_a_reset_connection_and_a_truncated_response()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.AddFaultAsync(new { operation = "files.list", reset = true });
        await api.AddFaultAsync(new { operation = "files.list", truncate_bytes = 40 });
        using var client = api.CreateScopixClient();

        var list = await client.Files.ListAsync();

        list.Items.Should().ContainSingle().Which.Filename.Should().Be("photo.jpg");
        await ShouldHaveHitsAsync(api, 1, 1);
    }

    [Fact]
    public async Task A_slow_response_times_out_and_is_retried()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.list", latency_ms = 20_000 });
        using var client = api.CreateScopixClient(timeout: TimeSpan.FromSeconds(2), retries: 0);
        using var patient = api.CreateScopixClient(timeout: TimeSpan.FromSeconds(10), retries: 1);

        await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<ScopixTimeoutException>();

        (await patient.Files.ListAsync()).TotalCount.Should().Be(0);
    }

    [Fact]
    public async Task A_POST_without_an_idempotency_key_is_retried_only_after_a_429()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "folders.create", status = 503 });
        using var client = api.CreateScopixClient();

        await client.Folders.Invoking(folders => folders.CreateAsync("Quay")).Should().ThrowAsync<ServerException>();
        await api.AddFaultAsync(new { operation = "folders.create", status = 429, retry_after = 0 });
        var created = await client.Folders.CreateAsync("Quay");

        created.Name.Should().Be("Quay");
    }

    [Fact]
    public async Task An_upload_is_retried_after_a_429_with_all_its_bytes()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.upload", status = 429, retry_after = 0 });
        using var client = api.CreateScopixClient();

        var result = await client.Files.UploadAsync(Samples.Photo(), "photo.jpg");

        (await api.DownloadAsync(result.ImageId)).Should().Equal(Samples.Photo());
    }

    [Fact]
    public async Task A_lost_response_to_an_intent_creates_no_second_intent()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "direct_uploads.create", reset = true });
        await api.AddFaultAsync(new { operation = "direct_uploads.complete", reset = true });
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);

        var result = await client.Files.UploadAsync(Samples.Photo(), "photo.jpg", new UploadOptions { Mode = UploadMode.SingleShot });

        (await api.ListFilesAsync()).Ids().Should().Equal(result.ImageId);
        recorder.Requests.Where(sent => sent.Operation is "direct_uploads.create" or "direct_uploads.complete").Should()
            .OnlyContain(sent => sent.IdempotencyKey != null);
        await ShouldHaveHitsAsync(api, 1, 1);
    }

    [Fact]
    public async Task The_client_waits_for_Retry_After_in_seconds_and_as_a_date()
    {
        var time = new InstantTimeProvider(Now);
        using var client = TestClients.CreateScopixClient(new StubHttpHandler((_, call) => call switch
        {
            0 => CreateRetryAfterResponse("7"),
            1 => CreateRetryAfterResponse((Now + TimeSpan.FromSeconds(30)).ToString("R", CultureInfo.InvariantCulture)),
            _ => StubHttpHandler.CreateJsonResponse("""{"total_count":5}"""),
        }), time);

        var list = await client.Files.ListAsync();

        list.TotalCount.Should().Be(5);
        time.Delays.Should().Equal(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(23));
    }

    [Fact]
    public async Task A_Retry_After_above_the_maximum_fails_at_once()
    {
        var (time, service) = (new InstantTimeProvider(Now), new StubHttpHandler((_, _) => CreateRetryAfterResponse("61")));
        using var client = TestClients.CreateScopixClient(service, time);

        var failed = (await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<RateLimitException>()).Which;

        failed.RetryAfter.Should().Be(TimeSpan.FromSeconds(61));
        (service.CallCount, time.Delays.Count).Should().Be((1, 0));
    }

    [Fact]
    public async Task Retry_delays_double_up_to_the_maximum_and_depend_only_on_the_seed()
    {
        var first = await MeasureDelaysAsync();
        var again = await MeasureDelaysAsync();

        first.Should().Equal(again);
        first.Should().HaveCount(6);
        double[] maximum = [1, 2, 4, 8, 10, 10];
        first.Zip(maximum).Should()
            .OnlyContain(pair => pair.First.TotalSeconds >= pair.Second / 2 && pair.First.TotalSeconds <= pair.Second);
        first.Select((delay, i) => delay.TotalSeconds / maximum[i]).Distinct().Should().HaveCountGreaterThan(3);
    }

    [Fact]
    public async Task A_retry_delay_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        using var client = new ScopixClient(
            new ScopixClientOptions
            {
                ApiKey = EmulatorOptions.DefaultApiKey,
                HttpMessageHandler = new StubHttpHandler((_, _) => CancelAndRespond(stop)),
                RetryDelay = TimeSpan.FromMinutes(1),
                MaxRetryDelay = TimeSpan.FromMinutes(1)
            });

        await client.Files.Invoking(files => files.ListAsync(cancel: stop.Token)).Should().ThrowAsync<OperationCanceledException>();

        static HttpResponseMessage CancelAndRespond(CancellationTokenSource stop)
        {
            stop.Cancel();
            return StubHttpHandler.CreateJsonResponse("{}", 503);
        }
    }

    private static async Task<List<TimeSpan>> MeasureDelaysAsync()
    {
        var time = new InstantTimeProvider(Now);
        using var client = new ScopixClient(new ScopixClientOptions
        {
            ApiKey = EmulatorOptions.DefaultApiKey,
            HttpMessageHandler = new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse("{}", 503)),
            TimeProvider = time,
            Jitter = new Random(7),
            MaxRetries = 6,
            MaxRetryDelay = TimeSpan.FromSeconds(10),
        });
        await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<ServerException>();
        return time.Delays;
    }

    private static async Task ShouldHaveHitsAsync(TestApi api, params int[] hits) =>
        (await api.GetAsync("/_emulator/faults"))["items"].EnumerateArray().Select(fault => fault.Number("hits")).Should().Equal(hits);

    private static HttpResponseMessage CreateRetryAfterResponse(string retryAfter)
    {
        var response = StubHttpHandler.CreateJsonResponse("{}", 429);
        response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }
}
