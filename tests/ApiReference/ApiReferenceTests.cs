using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Control.ApiReference;
using Xunit;

namespace Scopix.Emulator.Tests.ApiReference;

/// <summary>The files of the API reference, their headers, and the document that it shows.</summary>
public sealed class ApiReferenceTests
{
    private const string Script = "/_emulator/docs/scalar.js";

    [Fact]
    public async Task Every_file_has_its_content_type_and_a_policy_that_blocks_foreign_content()
    {
        await using var api = await TestApi.StartAsync(key: null);
        ApiReferencePage.Files.Names.Should().BeEquivalentTo("index.html", "reference.css", "reference.js", "scalar.js");

        foreach (var name in ApiReferencePage.Files.Names)
        {
            var file = await api.GetAsync("/_emulator/docs/" + name);

            (file.Status, file.Header("X-Emulator-Operation")).Should().Be((200, "emulator.docs"));
            file.Header("Content-Type").Should().Be(Path.GetExtension(name) switch
            {
                ".html" => "text/html; charset=utf-8",
                ".css" => "text/css; charset=utf-8",
                _ => "text/javascript; charset=utf-8",
            });
            file.Header("Content-Security-Policy").Should().Be(
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
                + "img-src 'self' data: blob:; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
            (file.Header("X-Content-Type-Options"), file.Header("X-Frame-Options"), file.Header("Cache-Control")).Should()
                .Be(("nosniff", "SAMEORIGIN", "no-cache"));
            file.Header("Access-Control-Allow-Origin").Should().BeNull();
        }

        (await api.GetAsync("/_emulator/docs")).Text.Should().Be((await api.GetAsync("/_emulator/docs/index.html")).Text);
    }

    [Fact]
    public async Task The_policy_allows_requests_to_follow_redirects_to_the_public_URL()
    {
        await using var api = await TestApi.StartAsync(options => options with { PublicUrl = new Uri("https://scopix.test:8443") });

        (await api.GetAsync("/_emulator/docs")).Header("Content-Security-Policy").Should()
            .Contain("connect-src 'self' https://scopix.test:8443;").And.Contain("script-src 'self';");
    }

    [Theory]
    [InlineData("br", true)]
    [InlineData("gzip, deflate, br, zstd", true)]
    [InlineData("gzip, BR;q=0.5", true)]
    [InlineData("gzip, br;q=0", false)]
    [InlineData("gzip", false)]
    [InlineData(null, false)]
    public async Task The_script_is_sent_compressed_to_clients_that_accept_Brotli(string? accepted, bool isCompressed)
    {
        await using var api = await TestApi.StartAsync(key: null);

        var script = await api.SendAsync(HttpMethod.Get, Script, null, accepted is null ? [] : [("Accept-Encoding", accepted)]);

        (script.Header("Content-Encoding"), script.Header("Vary")).Should().Be((isCompressed ? "br" : null, "Accept-Encoding"));
        if (isCompressed) script.Bytes.Length.Should().BeLessThan(1_000_000);
        else Hash(script.Bytes).Should().Be(ReadHashOfNotices(), "it is the file that THIRD-PARTY-NOTICES.txt names");
    }

    [Fact]
    public async Task A_browser_that_has_a_file_is_told_that_nothing_changed()
    {
        await using var api = await TestApi.StartAsync(key: null);

        foreach (var path in (string[])[Script, "/_emulator/docs", "/_emulator/ui/main.js"])
        {
            var first = await api.GetAsync(path);
            var again = await api.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", $"\"other\", W/{first.Header("ETag")}"));
            var other = await api.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", "\"other\""));

            EntityTagHeaderValue.TryParse(first.Header("ETag"), out _).Should().BeTrue();
            (again.Status, again.Bytes.Length, again.Header("ETag")).Should().Be((304, 0, first.Header("ETag")));
            (other.Status, other.Bytes.Length).Should().Be((200, first.Bytes.Length));
        }
    }

    [Theory]
    [InlineData("nothing.js")]
    [InlineData("scalar.js.br")]
    [InlineData("..%2Fui%2Fmain.js")]
    [InlineData("a/b.js")]
    public async Task A_path_that_is_no_file_of_the_page_returns_404(string file)
    {
        await using var api = await TestApi.StartAsync();

        (await api.GetAsync("/_emulator/docs/" + file)).Status.Should().Be(404);
    }

    [Fact]
    public async Task The_document_of_the_page_names_this_emulator_alone_and_shows_the_evidence_of_every_part()
    {
        await using var api = await TestApi.StartAsync(options => options with { ControlToken = "correct-horse" }, key: null);

        var document = await api.GetAsync("/_emulator/docs/openapi.json");

        document["servers"].EnumerateArray().Select(server => server.Text("url")).Should().Equal("/");
        document.Text.Should().NotContain("api.scopix.ai\"");
        var parts = FindParts(document.Json).ToArray();
        parts.Length.Should().BeGreaterThan(1_000);
        parts.Should().OnlyContain(part => part.Text("description")!.EndsWith(
            $"Evidence: *{part.Text("x-evidence")}* ({part.Text("x-source")})", StringComparison.Ordinal));
        parts.Should().Contain(part => part.Text("description")!.StartsWith("False finds those whose description is pending or failed"));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string ReadHashOfNotices() => File.ReadLines(Path.Combine(RepositoryRoot.Path, "THIRD-PARTY-NOTICES.txt"))
        .Select(line => line.Trim()).Single(line => line.StartsWith("SHA-256 ", StringComparison.Ordinal))["SHA-256 ".Length..];

    private static IEnumerable<JsonElement> FindParts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => FindParts(property.Value))
            .Concat(json.TryGetProperty("x-evidence", out var evidence) && evidence.ValueKind == JsonValueKind.String ? [json] : []),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(FindParts),
        _ => [],
    };
}
