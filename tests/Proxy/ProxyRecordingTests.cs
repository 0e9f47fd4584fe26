using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Proxy;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>What the proxy writes and shows: shapes, and no value, key, signature or name of a file.</summary>
public sealed class ProxyRecordingTests
{
    private const string Key = "scopix_Planted0secretofthistest0001";

    private static readonly string[] Secrets =
        [Key, "Planted0secret", "plantedtitle", "plantedfile", "plantedtag", "planteddescription", "X-Amz-Signature", "plantedquery"];

    [Fact]
    public async Task Recordings_and_reports_have_no_value_of_the_traffic()
    {
        using var folder = new DataDirectory();
        var options = new ProxyOptions { Target = await LiveLikeTarget.GetAddressAsync(), Port = 0, RecordFolder = folder.Location };
        LiveLikeTarget.Deviate(Key, response =>
        {
            if (response.Status != 200 || !response.Headers.ContentType.ToString().Contains("json", StringComparison.Ordinal)) return false;
            response.Json["plantedtitle-" + Key] = Key;
            response.Json["title"] = new JsonArray("plantedtitle");
            return true;
        });
        string drift, assumptions;
        await using (var proxy = await ScopixProxy.StartAsync(options))
        {
            using var http = CreateClient(proxy);
            await SendSecretsAsync(http);
            (drift, assumptions) = (await http.GetStringAsync("/_emulator/drift"), await http.GetStringAsync("/_emulator/assumptions"));
        }

        var files = Directory.GetFiles(folder.Location);
        files.Select(Path.GetFileName).Should().Contain(["files.upload.201.json", "files.get.200.json", "files.list.200.json"]);
        foreach (var text in files.Select(File.ReadAllText).Append(drift).Append(assumptions))
            foreach (var secret in Secrets) text.Should().NotContainEquivalentOf(secret);
        drift.Should().Contain("new field");
    }

    [Fact]
    public async Task Recording_twice_changes_nothing()
    {
        using var folder = new DataDirectory();
        var options = new ProxyOptions { Target = await LiveLikeTarget.GetAddressAsync(), Port = 0, RecordFolder = folder.Location };

        await RecordAsync(options, "scopix_Twice001secretofthistest");
        var first = Directory.GetFiles(folder.Location).ToDictionary(file => file, File.ReadAllText);
        await RecordAsync(options, "scopix_Twice002secretofthistest");

        Directory.GetFiles(folder.Location).ToDictionary(file => file, File.ReadAllText).Should().BeEquivalentTo(first);
        first.Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_responses_of_an_emulator_are_not_recorded()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync();
        var proxy = await ScopixProxy.StartAsync(
            new ProxyOptions { Target = api.Http.BaseAddress!, Port = 0, RecordFolder = folder.Location });
        using (var http = CreateClient(proxy)) (await http.GetAsync("/api/v2/files")).Dispose();
        await proxy.DisposeAsync();

        proxy.IsRecordingRefused.Should().BeTrue();
        Directory.GetFiles(folder.Location).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/_emulator/drift")]
    [InlineData("/_emulator/assumptions")]
    [InlineData("/_emulator/differences")]
    [InlineData("/_emulator/requests")]
    [InlineData("/_emulator/coverage")]
    [InlineData("/_emulator/health")]
    public async Task The_routes_of_a_proxy_have_the_schemas_of_the_control_API(string path)
    {
        await using var proxy = await ScopixProxy.StartAsync(
            new ProxyOptions { Target = await LiveLikeTarget.GetAddressAsync(), Port = 0, Shadow = true });
        var key = $"scopix_{path[^8..].Replace('/', '0')}secretofthistest";
        LiveLikeTarget.Deviate(key, response => (response.Status = 207) > 0);
        await using var api = TestApi.ForAddress(proxy.BaseAddress, key);
        await api.GetAsync("/api/v2/files");
        await api.GetAsync("/api/v2/nowhere");

        var response = await api.GetAsync(path); // compares the response with its schema

        response.Status.Should().Be(200);
        if (path == "/_emulator/differences") response.Items()[0].Text("emulator").Should().Be("200");
        if (path == "/_emulator/drift") response.Json.GetProperty("unknown").GetArrayLength().Should().Be(1);
    }

    private static async Task RecordAsync(ProxyOptions options, string key)
    {
        await using var proxy = await ScopixProxy.StartAsync(options);
        using var http = CreateClient(proxy, key);
        (await http.GetAsync("/api/v2/files")).Dispose();
        (await http.GetAsync("/api/v2/files?limit=500")).Dispose();
    }

    private static async Task SendSecretsAsync(HttpClient http)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("plantedtitle"), "title" },
            { new StringContent("plantedtag"), "tags" },
            { new ByteArrayContent(Samples.Photo(7)), "file", "plantedfile.jpg" },
        };
        var id = JsonNode.Parse(await (await http.PostAsync("/api/v2/files/upload", form)).Content.ReadAsStringAsync())!["file_id"];
        await http.PatchAsJsonAsync($"/api/v2/files/{id}", new { user_description = "planteddescription", title = "plantedtitle" });
        foreach (var path in (string[])["?search=plantedquery&plantedquery=1", $"/{id}", $"/{id}/download", "?tags=plantedtag",
            $"?tags=plantedtag&{Key}=1&limit=plantedquery&plantedquery-{Key}=plantedquery"])
            (await http.GetAsync("/api/v2/files" + path)).Dispose();
    }

    private static HttpClient CreateClient(ScopixProxy proxy, string key = Key)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = proxy.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }
}
