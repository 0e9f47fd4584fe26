using System.Globalization;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

public sealed class ClockTests
{
    private const string Noon = "2026-03-01T12:00:00Z";

    [Fact]
    public async Task A_frozen_clock_is_advanced_by_seconds_and_durations_only()
    {
        await using var api = await TestApi.StartAsync();

        var frozen = await api.FreezeAsync(Noon);
        var bySeconds = await api.PostAsync("/_emulator/clock/advance", new { seconds = 90.5 });
        var byDuration = await api.PostAsync("/_emulator/clock/advance", new { by = "P1DT2H" });
        var now = await api.GetAsync("/_emulator/clock");

        frozen["now"].GetString().Should().Be(Noon);
        frozen["frozen"].GetBoolean().Should().BeTrue();
        bySeconds["now"].GetString().Should().Be("2026-03-01T12:01:30.500000Z");
        byDuration["now"].GetString().Should().Be("2026-03-02T14:01:30.500000Z");
        now["now"].GetString().Should().Be(byDuration["now"].GetString());
    }

    [Fact]
    public async Task A_running_clock_is_advanced_relative_to_the_wall_clock()
    {
        await using var api = await TestApi.StartAsync();

        var before = ReadNow(await api.GetAsync("/_emulator/clock"));
        var moved = await api.PostAsync("/_emulator/clock/advance", new { by = "PT1H" });

        moved["frozen"].GetBoolean().Should().BeFalse();
        moved["shift_seconds"].GetDouble().Should().Be(3600);
        (ReadNow(moved) - before).Should().BeGreaterThanOrEqualTo(TimeSpan.FromHours(1)).And.BeLessThan(TimeSpan.FromHours(1.01));
    }

    [Fact]
    public async Task A_resumed_clock_continues_from_its_frozen_time()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync(Noon);

        var resumed = await api.PostAsync("/_emulator/clock/resume");
        var later = await api.GetAsync("/_emulator/clock");

        resumed["frozen"].GetBoolean().Should().BeFalse();
        (ReadNow(resumed) - ParseDate(Noon)).Should().BeGreaterThanOrEqualTo(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromSeconds(30));
        ReadNow(later).Should().BeOnOrAfter(ReadNow(resumed));
    }

    [Fact]
    public async Task Freezing_without_a_time_freezes_the_current_time()
    {
        await using var api = await TestApi.StartAsync();

        var bare = await api.PostAsync("/_emulator/clock/freeze");
        var empty = await api.SendTextAsync(HttpMethod.Post, "/_emulator/clock/freeze", "{}");

        bare["frozen"].GetBoolean().Should().BeTrue();
        empty["now"].GetString().Should().Be(bare["now"].GetString());
    }

    [Fact]
    public async Task A_clock_request_with_a_key_changes_only_that_tenants_clock()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        await other.GetAsync("/api/v2/files");

        await api.FreezeAsync(Noon);

        (await other.GetAsync("/_emulator/clock"))["frozen"].GetBoolean().Should().BeFalse();
        (await api.WithKey(null).GetAsync("/_emulator/clock"))["frozen"].GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_clock_request_without_a_key_changes_every_current_and_later_tenants_clock()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2020-01-01T00:00:00Z");

        await api.WithKey(null).FreezeAsync(Noon);
        await api.WithKey(null).AdvanceAsync(TimeSpan.FromHours(1));

        foreach (var key in (string?[])[api.Key, TestApi.CreateKey(1), null])
            (await api.WithKey(key).GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T13:00:00Z");
    }

    [Fact]
    public async Task Date_headers_and_records_follow_the_tenants_clock()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync(Noon);

        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        var details = await api.GetAsync($"/api/v2/files/{id}");

        details.Header("Date").Should().Be("Sun, 01 Mar 2026 12:00:00 GMT");
        details["created_at"].GetString().Should().Be(Noon);
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync("/api/v2/files")).Header("Date").Should().NotBe(details.Header("Date"));
    }

    [Fact]
    public async Task A_preflight_and_a_stored_picture_carry_the_shared_clocks_date()
    {
        await using var api = await TestApi.StartAsync();
        await api.WithKey(null).FreezeAsync(Noon);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;

        var preflight = await api
            .SendAsync(HttpMethod.Options, "/api/v2/files", null, ("Origin", "https://a.example"),
                ("Access-Control-Request-Method", "GET"));
        var picture = await api.WithKey(null).GetAsync(url);

        preflight.Header("Date").Should().Be("Sun, 01 Mar 2026 12:00:00 GMT");
        picture.Header("Date").Should().Be("Sun, 01 Mar 2026 12:00:00 GMT");
    }

    [Fact]
    public async Task A_stored_picture_carries_its_tenants_date()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync(Noon);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;

        var picture = await api.WithKey(null).GetAsync(url);

        picture.Header("Date").Should().Be("Sun, 01 Mar 2026 12:00:00 GMT");
    }

    [Theory]
    [InlineData("advance", "{}", "seconds")]
    [InlineData("advance", """{"seconds":null}""", "seconds")]
    [InlineData("advance", """{"seconds":1,"by":"PT1S"}""", "seconds")]
    [InlineData("advance", """{"seconds":-1}""", "seconds")]
    [InlineData("advance", """{"seconds":"5"}""", "seconds")]
    [InlineData("advance", """{"seconds":1e99}""", "seconds")]
    [InlineData("advance", """{"seconds":3153600001}""", "seconds")]
    [InlineData("advance", """{"by":"-PT1H"}""", "by")]
    [InlineData("advance", """{"by":"1 hour"}""", "by")]
    [InlineData("advance", """{"by":"P99999999Y"}""", "by")]
    [InlineData("advance", """{"minutes":1}""", "minutes")]
    [InlineData("advance", """{"seconds":1,"Seconds":2}""", "Seconds")]
    [InlineData("freeze", """{"at":"noon"}""", "at")]
    [InlineData("freeze", """{"at":12}""", "at")]
    [InlineData("freeze", """{"now":"2026-03-01T12:00:00Z"}""", "now")]
    [InlineData("freeze", """{"at":"0001-01-01T00:00:00Z"}""", "at")]
    [InlineData("freeze", """{"at":"9999-12-31T23:59:59Z"}""", "at")]
    public async Task An_invalid_clock_request_is_refused_by_field(string verb, string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync(Noon);

        var response = await api.SendTextAsync(HttpMethod.Post, "/_emulator/clock/" + verb, body);

        response.ShouldFail(422, "VALIDATION_ERROR", field);
        (await api.GetAsync("/_emulator/clock"))["now"].GetString().Should().Be(Noon);
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00Z")]
    [InlineData(null)]
    public async Task A_clock_is_not_advanced_beyond_the_last_representable_date(string? at)
    {
        await using var api = await TestApi.StartAsync();
        if (at is not null) await api.FreezeAsync(at);

        TestResponse response;
        var moves = 0;
        do response = await api.PostAsync("/_emulator/clock/advance", new { by = "P36500D" });
        while (response.Status == 200 && ++moves < 100);

        response.ShouldFail(422, "VALIDATION_ERROR", "by");
        moves.Should().BeInRange(1, 99);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        (await api.DeleteAsync($"/api/v2/files/{id}")).Status.Should().Be(200);
        (await api.GetAsync("/api/v2/files/sessions/stuck")).Status.Should().Be(200);
    }

    private static DateTimeOffset ReadNow(TestResponse clock) => ParseDate(clock["now"].GetString()!);

    private static DateTimeOffset ParseDate(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
