using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>The options of a client, and which requests carry its key.</summary>
public sealed class ClientOptionsTests
{
    [Theory]
    [InlineData("https://api.example", "https://api.example/api/v2/files")]
    [InlineData("https://api.example/api/v2", "https://api.example/api/v2/files")]
    [InlineData("https://api.example/api/v2/", "https://api.example/api/v2/files")]
    [InlineData("http://localhost:8340/scopix/", "http://localhost:8340/scopix/api/v2/files")]
    public async Task The_base_URL_may_end_with_the_API_version(string address, string expected)
    {
        var sent = "";
        using var client = new ScopixClient(
            new ScopixClientOptions
            {
                ApiKey = "scopix_x",
                BaseUrl = new Uri(address),
                HttpMessageHandler = new StubHttpHandler((request, _) => Record(request))
            });

        await client.Files.ListAsync();

        sent.Should().Be(expected);

        HttpResponseMessage Record(HttpRequestMessage request)
        {
            sent = request.RequestUri!.AbsoluteUri;
            return StubHttpHandler.CreateJsonResponse("{}");
        }
    }

    [Fact]
    public async Task The_default_base_URL_is_the_service_and_the_key_is_sent_as_a_bearer_token()
    {
        HttpRequestMessage? sent = null;
        using var client = TestClients.CreateScopixClient(
            new StubHttpHandler((request, _) => { sent = request; return StubHttpHandler.CreateJsonResponse("{}"); }));

        await client.Files.ListAsync();

        sent!.RequestUri!.AbsoluteUri.Should().Be("https://api.scopix.ai/api/v2/files");
        sent.Headers.Authorization!.ToString().Should().Be("Bearer " + EmulatorOptions.DefaultApiKey);
    }

    [Theory]
    [InlineData("http://emulator:8340")]
    [InlineData("ftp://api.example")]
    [InlineData("https://user:secret@api.example")]
    [InlineData("https://api.example?x=1")]
    public void A_base_URL_that_would_disclose_the_key_is_refused(string address)
    {
        var create = () => new ScopixClient(new ScopixClientOptions { ApiKey = "scopix_x", BaseUrl = new Uri(address) });

        create.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("secret");
    }

    [Fact]
    public void Plain_http_to_another_host_requires_AllowInsecureTransport()
    {
        using var client = new ScopixClient(
            new ScopixClientOptions { ApiKey = "scopix_x", BaseUrl = new Uri("http://emulator:8340"), AllowInsecureTransport = true });

        client.Files.Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("scopix_a\r\nX-Other: b")]
    [InlineData("scopix_ü")]
    public void An_invalid_key_is_refused_and_not_shown(string key)
    {
        var create = () => new ScopixClient(new ScopixClientOptions { ApiKey = key });

        create.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("scopix_");
    }

    [Fact]
    public void An_HttpClient_with_a_default_Authorization_header_is_refused()
    {
        using var httpClient = new HttpClient();
        httpClient.DefaultRequestHeaders.Authorization = new("Bearer", "scopix_x");

        var create = () => new ScopixClient(new ScopixClientOptions { ApiKey = "scopix_x", HttpClient = httpClient });

        create.Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task Requests_to_storage_do_not_carry_the_key()
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
    public async Task An_invalid_id_is_refused_before_a_request_is_sent(string id)
    {
        var service = new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse("{}"));
        using var client = TestClients.CreateScopixClient(service);

        await client.Files.Invoking(files => files.DeleteAsync(id)).Should().ThrowAsync<ArgumentException>();

        service.CallCount.Should().Be(0);
    }
}
