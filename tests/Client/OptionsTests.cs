using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>How a client is set up, and where its key goes.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("https://api.example", "https://api.example/api/v2/files")]
    [InlineData("https://api.example/api/v2", "https://api.example/api/v2/files")]
    [InlineData("https://api.example/api/v2/", "https://api.example/api/v2/files")]
    [InlineData("http://localhost:8340/scopix/", "http://localhost:8340/scopix/api/v2/files")]
    public async Task The_address_may_end_in_the_version_or_not(string address, string asked)
    {
        var seen = "";
        using var client = new ScopixClient(
            new ScopixClientOptions
            {
                ApiKey = "scopix_x",
                BaseUrl = new Uri(address),
                HttpMessageHandler = new StubHttpHandler((request, _) => Noted(request))
            });

        await client.Files.ListAsync();

        seen.Should().Be(asked);

        HttpResponseMessage Noted(HttpRequestMessage request)
        {
            seen = request.RequestUri!.AbsoluteUri;
            return StubHttpHandler.CreateJsonResponse("{}");
        }
    }

    [Fact]
    public async Task The_default_address_is_the_service_and_the_key_is_a_bearer()
    {
        HttpRequestMessage? seen = null;
        using var client = TestClients.CreateScopixClient(
            new StubHttpHandler((request, _) => { seen = request; return StubHttpHandler.CreateJsonResponse("{}"); }));

        await client.Files.ListAsync();

        seen!.RequestUri!.AbsoluteUri.Should().Be("https://api.scopix.ai/api/v2/files");
        seen.Headers.Authorization!.ToString().Should().Be("Bearer " + EmulatorOptions.DefaultApiKey);
    }

    [Theory]
    [InlineData("http://emulator:8340")]
    [InlineData("ftp://api.example")]
    [InlineData("https://user:secret@api.example")]
    [InlineData("https://api.example?x=1")]
    public void Addresses_that_would_give_the_key_away_are_refused(string address)
    {
        var make = () => new ScopixClient(new ScopixClientOptions { ApiKey = "scopix_x", BaseUrl = new Uri(address) });

        make.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("secret");
    }

    [Fact]
    public void Plain_http_to_another_host_has_to_be_asked_for()
    {
        using var client = new ScopixClient(
            new ScopixClientOptions { ApiKey = "scopix_x", BaseUrl = new Uri("http://emulator:8340"), AllowInsecureTransport = true });

        client.Files.Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("scopix_a\r\nX-Other: b")]
    [InlineData("scopix_ü")]
    public void A_key_that_is_none_is_refused_and_not_shown(string key)
    {
        var make = () => new ScopixClient(new ScopixClientOptions { ApiKey = key });

        make.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("scopix_");
    }

    [Fact]
    public void A_HttpClient_that_would_send_its_key_to_storage_is_refused()
    {
        using var given = new HttpClient();
        given.DefaultRequestHeaders.Authorization = new("Bearer", "scopix_x");

        var make = () => new ScopixClient(new ScopixClientOptions { ApiKey = "scopix_x", HttpClient = given });

        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task Storage_never_gets_the_key()
    {
        await using var api = await TestApi.StartAsync();
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);
        var upload = await client.Files.UploadAsync(Samples.Photo(), "photo.jpg", new UploadOptions { Mode = UploadMode.SingleShot });

        var bytes = await client.Files.DownloadAsync(upload.ImageId);

        bytes.Should().Equal(Samples.Photo());
        var storage = recorder.Requests.Where(sent => sent.Url.AbsolutePath.StartsWith("/_s3/", StringComparison.Ordinal)).ToArray();
        storage.Select(sent => sent.Method).Should().Equal("PUT", "GET");
        storage.Should().OnlyContain(sent => sent.Key == null);
        recorder.Requests.Where(sent => sent.Operation != null).Should().OnlyContain(sent => sent.Key == "Bearer " + api.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    public async Task An_id_that_is_none_never_becomes_another_path(string id)
    {
        var service = new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse("{}"));
        using var client = TestClients.CreateScopixClient(service);

        await client.Files.Invoking(files => files.DeleteAsync(id)).Should().ThrowAsync<ArgumentException>();

        service.CallCount.Should().Be(0);
    }
}
