using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Links;

public sealed class LinkAddressTests
{
    [Theory]
    [InlineData("HTTPS://Example.COM:443/a?b=1#c", true)]
    [InlineData("https://example.com/a?b=1", true)]
    [InlineData("https://example.com/a?b=2", false)]
    [InlineData("https://example.com/A?b=1", false)]
    [InlineData("http://example.com/a?b=1", false)]
    [InlineData("https://example.com:8443/a?b=1", false)]
    public async Task The_same_address_is_saved_again_and_flagged(string url, bool duplicate)
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/links", new { url = "https://example.com/a?b=1#z" });

        var again = await api.PostAsync("/_emulator/links", new { url });

        (again.Status, again["is_duplicate"].GetBoolean()).Should().Be((201, duplicate));
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(2);
    }

    [Theory]
    [InlineData("https://bücher.example/straße", "xn--bcher-kva.example")]
    [InlineData("http://192.168.1.7:8080/x", "192.168.1.7")]
    [InlineData("http://[2001:DB8::1]/x", "[2001:db8::1]")]
    [InlineData("http://localhost", "localhost")]
    public async Task A_host_may_be_an_international_name_or_an_IP_address(string url, string domain)
    {
        await using var api = await TestApi.StartAsync();

        var created = await api.PostAsync("/_emulator/links", new { url });

        (created.Status, created.Json.Text("source_url")).Should().Be((201, url));
        created.Json.Text("domain")!.Trim('[', ']').Should().Be(domain.Trim('[', ']'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("ftp://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://")]
    [InlineData("http:///path")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("https://user@example.com/")]
    [InlineData("https://exa mple.com/")]
    [InlineData(" https://example.com/")]
    [InlineData("https://example.com\\evil")]
    [InlineData("https://example.com/\n")]
    [InlineData("https://example.com:99999/")]
    [InlineData("https://-.-/")]
    [InlineData("https://a..b/")]
    [InlineData("https://xn--/")]
    [InlineData("https://\u2028.example/")]
    public async Task A_text_that_is_not_a_URL_is_refused(string url)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.PostAsync("/api/v2/user-files/links", new { url })).ShouldFail(400, "VALIDATION_ERROR", "url");
    }

    [Fact]
    public async Task No_random_address_causes_a_5xx()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        var random = new Random(42);
        const string letters = "abz09.-_~:/?#[]@!$&'()*+,;=%25%\\ \t\u00e4\u00df\u3002\uff0e\u0301\u200d\ud83d\ude00<>\"{}|^`";
        var statuses = new HashSet<int>();
        for (var round = 0; round < 500; round++)
        {
            var url = "https://" + string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => letters[random.Next(letters.Length)]));
            statuses.Add((await api.SendTextAsync(HttpMethod.Post, "/_emulator/links", JsonSerializer.Serialize(new { url }))).Status);
        }

        statuses.Except([201, 400, 422]).Should().BeEmpty();
    }
}
