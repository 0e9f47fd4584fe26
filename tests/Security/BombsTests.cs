using System.Diagnostics;
using System.Text;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Security;

/// <summary>Small inputs that could cause much work: JSON, patterns, secrets in the journal. (Media have separate tests.)</summary>
public sealed class BombsTests
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("numbers without end", 422)]
    [InlineData("an exponent without end", 422)]
    [InlineData("brackets", 422)]
    [InlineData("braces", 422)]
    [InlineData("escapes", 422)]
    [InlineData("names", 201)]
    [InlineData("half a surrogate", 422)]
    [InlineData("spaces", 201)]
    public async Task A_JSON_body_of_almost_1_MiB_is_processed_quickly(string kind, int status)
    {
        const int size = 1_000_000;
        await using var api = await TestApi.StartAsync();
        var body = kind switch
        {
            "numbers without end" => $"{{\"name\":{new string('9', size)}}}",
            "an exponent without end" => $"{{\"name\":1e{new string('9', size)}}}",
            "brackets" => $"{{\"name\":{new string('[', size)}",
            "braces" => string.Concat(Enumerable.Repeat("{\"name\":", size / 8)),
            "escapes" => $"{{\"name\":\"{string.Concat(Enumerable.Repeat("\\u0041", size / 6))}\"}}",
            "names" => $"{{{string.Concat(Enumerable.Range(0, size / 12).Select(n => $"\"n{n:00000}\":1,"))}\"name\":\"a\"}}",
            "half a surrogate" => $"{{\"name\":\"{string.Concat(Enumerable.Repeat("\\ud800", size / 6))}\"}}",
            _ => $"{new string(' ', size)}{{\"name\":\"a\"}}",
        };
        var stopwatch = Stopwatch.StartNew();

        var response = await api.SendTextAsync(HttpMethod.Post, "/api/v2/folders", body);

        stopwatch.Elapsed.Should().BeLessThan(TimeLimit);
        response.Status.Should().Be(status, response.Text);
        if (status == 422) response.ShouldBeAnEnvelope();
    }

    [Fact]
    public async Task The_last_of_repeated_JSON_fields_counts_as_in_Python()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/api/v2/folders", """{"name":"first","name":"second"}""");

        response["name"].GetString().Should().Be("second");
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")]
    [InlineData("*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*b")]
    [InlineData("**********************************************************************b")]
    public async Task A_pattern_with_very_many_possible_matches_is_compared_quickly(string pattern)
    {
        await using var api = await TestApi.StartAsync();
        var name = new string('a', 240) + ".jpg";
        await api.PostAsync("/_emulator/stubs", new { filename = pattern, description = "It fits." });
        var stopwatch = Stopwatch.StartNew();

        var id = await api.UploadAndGetIdAsync(Samples.Photo(), name);
        await api.GetAsync("/api/v2/files/" + new string('a', 8_000));
        var verified = await api.PostAsync("/_emulator/requests/verify", new { path = "/api/v2/" + pattern, times = 0 });

        stopwatch.Elapsed.Should().BeLessThan(TimeLimit);
        verified.Status.Should().Be(200, verified.Text);
        (await api.GetAsync($"/api/v2/files/{id}"))["upload_description"].GetString().Should().NotBe("It fits.");
    }

    [Theory]
    [InlineData("X-Amz-")]
    [InlineData("api_")]
    [InlineData("scopix_")]
    [InlineData("llx-")]
    [InlineData("scopix_aaaaaaaaaaaaaaaaaaa ")]
    public async Task Secrets_are_searched_for_in_linear_time(string almost)
    {
        await using var api = await TestApi.StartAsync();
        var query = string.Concat(Enumerable.Repeat(almost, 60_000 / almost.Length));
        for (var n = 0; n < 20; n++) await api.PostAsync("/api/v2/files/search", new { query });
        var stopwatch = Stopwatch.StartNew();

        var (har, one) = (await api.GetAsync("/_emulator/requests?format=har"), await api.GetAsync("/_emulator/requests/req_1"));

        stopwatch.Elapsed.Should().BeLessThan(TimeLimit);
        (har.Status, one.Status).Should().Be((200, 200));
    }

    [Fact]
    public async Task A_search_of_60_000_characters_is_processed_quickly()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        var stopwatch = Stopwatch.StartNew();

        var responses = new List<TestResponse>();
        foreach (var word in (string[])["a ", "\"", "* ", "NEAR(", "a*", "( ", "- ", "𝔞", "aa"])
        {
            var text = new StringBuilder().Insert(0, word, 9_000 / word.Length).ToString();
            responses.Add(await api.GetAsync("/api/v2/files?search=" + Uri.EscapeDataString(text)));
            responses.Add(await api.PostAsync("/api/v2/files/search", new { query = text }));
        }

        stopwatch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
        responses.Should().OnlyContain(response => response.Status == 200 || response.Status == 422);
    }
}
