using FluentAssertions;
using Microsoft.Extensions.Logging;
using Scopix.Emulator.Tests.Security;
using Xunit;

namespace Scopix.Emulator.Tests.Logging;

/// <summary>Which requests have a line in the log, and what it says.</summary>
public sealed class RequestLogTests
{
    private const string Missing = "/api/v2/files/00000000-0000-4000-8000-000000000000";

    [Fact]
    public async Task A_refused_request_has_a_line_with_everything_about_it_and_the_reason()
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;

        await api.GetAsync("/api/v2/files");
        var response = await api.GetAsync("/api/v2/files?limit=0");

        var line = await log.NextRequestAsync();
        line.Level.Should().Be(LogLevel.Warning);
        line.Text.Should().MatchRegex(
            @"^default GET /api/v2/files\?limit=0 422 files\.list [0-9]+\.[0-9] ms [0-9a-f-]{36}: limit: must be between 1 and 100$")
            .And.Contain(response.Header("X-Request-ID")!);
        line.Fields.Should().Contain("tenant", "default").And.Contain("method", "GET").And.Contain("target", "/api/v2/files?limit=0").And
            .Contain("status", 422).And.Contain("operation", "files.list").And.Contain("error", "limit: must be between 1 and 100").And
            .ContainKeys("time", "duration_ms", "request_id");
    }

    [Theory]
    [InlineData("/files", "default GET /files 404 ", ": Route GET /files not found")]
    [InlineData(Missing, "default GET " + Missing + " 404 files.get ", ": File not found")]
    [InlineData("/_emulator/requests/req_9", "default GET /_emulator/requests/req_9 404 emulator.requests_get ", ": Request not found")]
    [InlineData("/_emulator/nothing", "default GET /_emulator/nothing 404 ", ": Route GET /_emulator/nothing not found")]
    [InlineData("/api/v1/beta/files/x", "- GET /api/v1/beta/files/x 401 llama.files.retrieve ", ": Invalid token format")]
    [InlineData("/_s3/scopix-uploads/k", "- GET /_s3/scopix-uploads/k 403 storage.get ", ": AccessDenied: Access Denied")]
    public async Task A_request_that_finds_nothing_or_is_not_allowed_has_a_line(string path, string beginning, string end)
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;

        await api.GetAsync(path);

        (await log.NextRequestAsync()).Text.Should().StartWith(beginning).And.Contain(end);
    }

    [Fact]
    public async Task A_request_without_a_key_has_a_line_without_a_tenant_and_other_tenants_have_short_names()
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;

        await api.WithKey(null).GetAsync("/api/v2/files");
        await api.WithKey(TestApi.CreateKey(7)).GetAsync(Missing);
        await api.WithKey("llx-secretsecret").GetAsync("/api/v1/beta/files/x");

        (await log.NextRequestAsync()).Text.Should().StartWith("- GET /api/v2/files 401 ").And.Contain(": Missing API key");
        (await log.NextRequestAsync()).Text.Should().MatchRegex("^Tenant07~[0-9a-f]{4} GET ");
        (await log.NextRequestAsync()).Text.Should().MatchRegex("^llama~[0-9a-f]{8} GET ").And.NotContain("secret");
    }

    [Theory]
    [InlineData("""{"operation":"files.list","status":503}""", 503, "the fault fault_1 answered 503")]
    [InlineData("""{"operation":"files.list","latency_ms":1000}""", 200, "the fault fault_1 waited 1000 ms; slow")]
    [InlineData("""{"operation":"files.list","truncate_bytes":7}""", 200, "the fault fault_1 cut the body after 7 bytes")]
    [InlineData("""{"operation":"files.list","corrupt":true}""", 200, "the fault fault_1 changed bytes of the body")]
    [InlineData("""{"operation":"files.list","reset":true}""", null, "the fault fault_1 closed the connection")]
    [InlineData(
        """{"operation":"files.list","reset":"before"}""", null, "the fault fault_1 closed the connection before any work was done")]
    [InlineData("""{"operation":"files.list","new_field":"mood"}""", 200, "the fault fault_1 added the field mood")]
    [InlineData("""{"bundle":"rate-limited"}""", 200, null)]
    public async Task A_fault_that_acted_has_a_line(string fault, int? status, string? end)
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;
        await api.SendTextAsync(HttpMethod.Post, "/_emulator/faults", fault);

        for (var i = 0; i < 2; i++) await api.GetAsync("/api/v2/files").ContinueWith(sent => sent.Exception, TaskScheduler.Default);

        var line = await log.NextRequestAsync();
        line.Level.Should().Be(LogLevel.Warning, "a fault is wanted");
        if (end is null) line.Text.Should().EndWith("the fault fault_1 of rate-limited answered 429");
        else line.Text.Should().Contain($" {status?.ToString() ?? "-"} files.list ").And.EndWith(end);
    }

    [Fact]
    public async Task A_fault_of_storage_has_a_line_also_without_a_journal()
    {
        var (api, log) = await LogRecorder.StartAsync(change: options => options with { Journal = 0 });
        await using var _ = api;
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.PostAsync("/_emulator/faults", new { storage = "get", status = 503 });

        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Headers.Location!;
        await api.GetAsync(url.PathAndQuery);

        (await log.NextRequestAsync()).Text.Should().StartWith("default GET /_s3/scopix-uploads/").And.Contain("?[signed]&").And
            .Contain(" 503 storage.get ").And.EndWith(": SlowDown: Please reduce your request rate.; the fault fault_1 answered 503");
    }

    [Theory]
    [InlineData("GET", "/api/v2/files?limt=5&l%C3%AFm%2Ct=1", null, "query.limt, query.l%C3%AFm%2Ct")]
    [InlineData("POST", "/api/v2/folders?x=1", """{"name":"a","colour":"red"}""", "query.x, body.colour")]
    [InlineData("POST", "/api/v2/files/search", """{"query":"a","filters":{"limt":1}}""", "body.filters")]
    public async Task Unknown_input_has_a_line_with_its_names(string method, string path, string? body, string names)
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;

        var response = body is null
            ? await api.GetAsync(path) : await api.SendTextAsync(new HttpMethod(method), path, body);

        response.Status.Should().BeInRange(200, 201, response.Text);
        response.Header("X-Emulator-Unknown").Should().Be(names);
        (await log.NextRequestAsync()).Text.Should().Contain($": unknown input {names}");
    }

    [Fact]
    public async Task A_placeholder_picture_has_a_line_with_the_reason()
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var redirect = await api.GetAsync($"/api/v2/files/{id}/variant/medium_750");

        var line = await log.NextRequestAsync();
        line.Text.Should().Contain(" 302 files.variant ").And.EndWith(": " + redirect.Header("X-Emulator-Hint"));
        line.Fields["hint"].Should().Be(redirect.Header("X-Emulator-Hint"));
    }

    [Fact]
    public async Task Https_on_the_http_port_and_broken_HTTP_have_a_line()
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;

        await RawHttp.SendAsync(api, "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\n");
        await RawHttp.SendAsync(api, "GET /api/v2/files HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer scopix_Secret01\0\r\n\r\n");

        (await log.NextRequestAsync()).Text.Should()
            .Be("- - - 400: a client speaks https to this port, which speaks http: its address must begin with http://; "
                + "--https makes the emulator listen with TLS too");
        (await log.NextRequestAsync()).Text.Should().StartWith("- - - 400: a client sent what is no valid HTTP: ").And
            .NotContain("Secret01");
    }

    [Fact]
    public async Task Https_on_the_http_port_of_an_emulator_with_TLS_has_a_line_that_names_the_other_port()
    {
        using var folder = new DataDirectory();
        var (api, log) = await LogRecorder.StartAsync(
            change: options => options with { Https = true, CertificateFolder = Path.Combine(folder.Location, "https") });
        await using var _ = api;

        await RawHttp.SendAsync(api, "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\n");

        (await log.NextRequestAsync()).Text.Should().Be(
            "- - - 400: a client speaks https to this port, which speaks http: its address must begin with http://, "
            + $"or name the port {api.Emulator!.HttpsAddress!.Port}, which speaks https");
    }

    [Fact]
    public async Task With_requests_every_request_has_a_line_except_those_of_the_dashboard()
    {
        var (api, log) = await LogRecorder.StartAsync(LogMode.Requests);
        await using var _ = api;

        await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("Referer", $"{api.Http.BaseAddress!.AbsoluteUri}_emulator/ui"));
        await api.GetAsync("/_emulator/health");
        await api.GetAsync("/api/v2/files?limit=5");
        await api.GetAsync("/api/v2/files?limit=0");

        var (health, list, refused) = (await log.NextRequestAsync(), await log.NextRequestAsync(), await log.NextRequestAsync());
        health.Text.Should().StartWith("default GET /_emulator/health 200 emulator.health ");
        list.Text.Should().MatchRegex(@"^default GET /api/v2/files\?limit=5 200 files\.list [0-9]+\.[0-9] ms [0-9a-f-]{36}$");
        (health.Level, list.Level, refused.Level).Should().Be((LogLevel.Information, LogLevel.Information, LogLevel.Warning));
    }

    [Fact]
    public async Task With_off_no_request_has_a_line()
    {
        var (api, log) = await LogRecorder.StartAsync(LogMode.Off);
        await using (api)
        {
            await api.GetAsync("/files");
            await RawHttp.SendAsync(api, "GET\r\n\r\n");
        }

        (await log.NextAsync("Scopix.Emulator.Start")).Text.Should().StartWith("The emulator listens on http://127.0.0.1:");
        (await log.NextAsync("Scopix.Emulator.Start")).Text.Should().Be("The emulator has stopped");
        log.Count("Scopix.Emulator.Requests").Should().Be(0);
    }
}
