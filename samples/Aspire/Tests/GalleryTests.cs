using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;
using Xunit;

namespace Gallery.Tests;

/// <summary>The emulator in the app host, tried through the service that uses it.</summary>
public sealed class GalleryTests(AppHostFixture host) : IClassFixture<AppHostFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_gallery_shows_the_photos_of_the_emulator()
    {
        await ResetAsync();
        using var gallery = host.App.CreateHttpClient("gallery");

        var empty = await gallery.GetFromJsonAsync<Photo[]>("/photos", Cancel);
        var loaded = await host.RunAsync("seed", ("dataset", "demo"));
        var photos = await gallery.GetFromJsonAsync<Photo[]>("/photos", Cancel);

        Assert.Empty(empty!);
        Assert.True(loaded.Success, loaded.Message);
        Assert.NotEmpty(photos!);
    }

    [Fact]
    public async Task The_clock_obeys_the_commands()
    {
        await ResetAsync();

        var frozen = await host.RunAsync("freeze-clock");
        var advanced = await host.RunAsync("advance-clock", ("seconds", "3600"));
        var resumed = await host.RunAsync("resume-clock");

        Assert.Equal(TimeSpan.FromHours(1), GetTime(advanced.Data!.Value) - GetTime(frozen.Data!.Value));
        Assert.Contains("\"frozen\":false", resumed.Data!.Value.Replace(" ", ""));
    }

    [Fact]
    public async Task A_refused_command_says_why()
    {
        await ResetAsync();

        var result = await host.RunAsync("advance-clock", ("seconds", "-1"));

        Assert.False(result.Success);
        Assert.Contains("422", result.Message);
        Assert.Contains("seconds", result.Message);
    }

    [Fact]
    public async Task A_failing_service_is_seen_by_the_gallery()
    {
        await ResetAsync();
        using var gallery = host.App.CreateHttpClient("gallery");

        await host.RunAsync("add-faults", ("bundle", "quota-exhausted"));
        var broken = await gallery.PostAsync("/photos", null, Cancel);
        await host.RunAsync("remove-faults");
        var mended = await gallery.PostAsync("/photos", null, Cancel);

        Assert.Equal(HttpStatusCode.BadGateway, broken.StatusCode);
        Assert.Equal(HttpStatusCode.Created, mended.StatusCode);
    }

    [Fact]
    public async Task The_connection_string_names_the_emulator_and_its_key()
    {
        var text = await host.App.GetConnectionStringAsync("scopix", Cancel);

        Assert.Matches("^Endpoint=http://localhost:[0-9]+;Key=scopix_", text);
    }

    private async Task ResetAsync()
    {
        await host.RunAsync("remove-faults");
        await host.RunAsync("resume-clock");
        var result = await host.RunAsync("reset");
        Assert.True(result.Success, result.Message);
    }

    private static DateTimeOffset GetTime(string clock) => JsonDocument.Parse(clock).RootElement.GetProperty("now").GetDateTimeOffset();

    private sealed record Photo(string Id, string? Name);
}
