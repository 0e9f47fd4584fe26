using FluentAssertions;
using Scopix.Emulator.Hosting;
using Scopix.Emulator.Tests.Security;
using Xunit;

namespace Scopix.Emulator.Tests.Logging;

/// <summary>What a client sends cannot steer a terminal, forge a line, or show a key; and no request waits for the log.</summary>
public sealed class LogSafetyTests
{
    private const string Key = "scopix_Hidden01secretsecretsecret";

    [Theory]
    [InlineData("/x?api_key=" + Key, "/x?api_key=[redacted]")]
    [InlineData("/x?a=b&note=" + Key + "&c=d", "/x?a=b&[redacted key]&c=d")]
    [InlineData("/x?note=%73copix_Hidden01secret", "/x?[redacted key]")]
    [InlineData("/x?note=%2573copix%255FHidden01secret", "/x?[redacted key]")]
    [InlineData("/x?api%5Fkey=short", "/x?api%5Fkey=[redacted]")]
    [InlineData("/x?" + Key + "=1", "/x?[redacted key]")]
    [InlineData("/x/" + Key + "/y", "/x/[redacted key]/y")]
    [InlineData("/x/SCOPIX%5FHidden01s/y", "/x/[redacted key]/y")]
    [InlineData("/x?accessToken=abc&X-Access-Token=abc&access_token=abc",
        "/x?accessToken=[redacted]&X-Access-Token=[redacted]&access_token=[redacted]")]
    [InlineData("/x?X-Amz-Credential=AKIA&a=1&x-amz-signature=abc&X%2DAmz-Date=now", "/x?[signed]&a=1")]
    [InlineData("/x?a=llx-abcdefghijk", "/x?[redacted key]")]
    [InlineData("/x?a=%1b[31m%0d%0a%E2%80%AE", "/x?a=%1b[31m%0d%0a%E2%80%AE")]
    public async Task A_target_is_shown_encoded_and_without_keys_and_signatures(string target, string shown)
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;

        await RawHttp.SendAsync(api, $"GET {target} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {Key}\r\nX-Request-ID: {Key}\r\n\r\n");

        var line = await log.NextRequestAsync();
        line.Text.Should().StartWith($"Hidden01~{line.Text[9..13]} GET {shown} 404 ").And.NotContain("secret");
        line.Fields["target"].Should().Be(shown);
        line.Fields.Values.OfType<string>().Should().NotContain(value => value.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_signature_of_an_expired_URL_is_not_in_its_line()
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Headers.Location!;
        await api.AdvanceAsync(TimeSpan.FromDays(1));

        await api.WithKey(null).GetAsync(url.PathAndQuery);

        (await log.NextRequestAsync()).Text.Should()
            .MatchRegex("^default GET /_s3/scopix-uploads/[^ ?]+\\?\\[signed\\]&response-content-disposition=[^ ]+ 403 storage\\.get ")
            .And.EndWith(": AccessDenied: Request has expired").And.NotContain("X-Amz");
    }

    [Fact]
    public async Task Control_characters_and_those_of_direction_are_escaped_in_one_line()
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;
        const string message = "a\r\n00:00 default GET forged\u001b[2J\u009b31m\u202e\u2028\u200b\u0085é漢😀";

        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503, message });
        await api.GetAsync("/api/v2/files");

        (await log.NextRequestAsync()).Text.Should().Contain(": a\\u000D\\u000A00:00 default GET forged"
            + "\\u001B[2J\\u009B31m\\u202E\\u2028\\u200B\\u0085é漢😀; the fault");
    }

    [Fact]
    public async Task Bytes_that_are_not_ASCII_and_long_texts_are_escaped_and_bounded()
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;

        await RawHttp.SendAsync(api, $"GET /x?{new string('a', 30_000)} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {Key}\r\n\r\n");
        await RawHttp.SendAsync(api, $"{new string('M', 200)} /x HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {Key}\r\n\r\n");

        var (query, method) = (await log.NextRequestAsync(), await log.NextRequestAsync());
        query.Text.Should().Contain("aaa… 404 ");
        query.Text.Length.Should().BeLessThan(1_200);
        method.Text.Should().Contain(" MMMMMMMMMMMMMMMMMMMM… /x ");
    }

    [Fact]
    public async Task A_log_that_is_not_read_delays_no_request_and_dropped_lines_are_counted()
    {
        using var released = new ManualResetEventSlim();
        var log = new LogRecorder { OnLine = released.Wait };
        await using var queue = new LogQueue(log);

        for (var i = 0; i < LogQueue.MaxEntries + 100; i++)
            queue.Add(new LogEntry("Test", Microsoft.Extensions.Logging.LogLevel.Warning, default, $"{i}", null));
        released.Set();

        // one entry may have left the queue before it was full
        (await log.NextAsync("Scopix.Emulator.Requests")).Text.Should()
            .MatchRegex("^(99|100) lines were dropped: the log is written more slowly than lines come$");
    }

    [Fact]
    public async Task A_logger_that_blocks_or_throws_changes_no_answer()
    {
        using var released = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;
        await log.NextAsync("Scopix.Emulator.Start");

        log.OnLine = () =>
        {
            entered.Release();
            released.Wait();
        };
        var whileBlocked = await api.GetAsync("/blocked");
        await entered.WaitAsync();
        log.OnLine = () =>
        {
            entered.Release();
            throw new InvalidOperationException("There is no currently active test.");
        };
        released.Set();
        await log.NextRequestAsync();
        var whileThrowing = await api.GetAsync("/throws");
        await entered.WaitAsync();
        log.OnLine = () => { };
        await api.GetAsync("/after");

        (whileBlocked.Status, whileThrowing.Status).Should().Be((404, 404));
        (await log.NextRequestAsync()).Text.Should().StartWith("default GET /after 404 ");
    }
}
