using System.Net;
using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>The client as a service: where its options come from, what it logs, how long it lives.</summary>
public sealed class DependencyInjectionTests
{
    private const string Key = "scopix_Dependency0injectionstestkey1";

    [Theory]
    [InlineData("ConnectionStrings:scopix", "Endpoint={0};Key={1}")]
    [InlineData("ConnectionStrings:scopix", "endpoint={0}/api/v2;key={1}")]
    [InlineData("Scopix:BaseUrl", "{0}")]
    public async Task The_configuration_names_the_service(string name, string value)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var address = api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await using var services = Create(
            new() { [name] = string.Format(null, value, address, api.Key), ["Scopix:ApiKey"] = api.Key },
            collection => collection.AddScopixClient());

        var files = await services.GetRequiredService<ScopixClient>().Files.ListAsync();

        files.Items.Should().ContainSingle().Which.Filename.Should().Be("photo.jpg");
    }

    [Fact]
    public void The_connection_string_precedes_the_section_and_the_delegate_has_the_last_word()
    {
        using var services = Create(
            new()
            {
                ["ConnectionStrings:files"] = "Endpoint=https://one.example;Key=" + Key,
                ["Scopix:BaseUrl"] = "https://two.example",
                ["Scopix:ApiKey"] = "scopix_Another0keyofthesectionscopix",
                ["Scopix:MaxRetries"] = "7",
                ["Scopix:RetryDelay"] = "00:00:00.2500000",
                ["Scopix:Timeout"] = "00:01:00",
                ["Scopix:AllowInsecureTransport"] = "true",
            },
            collection => collection.AddScopixClient("files", options => options.MaxRetries = 5));

        var options = services.GetRequiredService<IOptions<ScopixClientOptions>>().Value;

        (options.BaseUrl, options.ApiKey).Should().Be((new Uri("https://one.example"), Key));
        (options.MaxRetries, options.RetryDelay).Should().Be((5, TimeSpan.FromMilliseconds(250)));
        (options.Timeout, options.AllowInsecureTransport).Should().Be((TimeSpan.FromMinutes(1), true));
        options.PollingInterval.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("ConnectionStrings:scopix", "Endpoint=https://one.example;Kye=" + Key, "*scopix*unknown part kye*Endpoint and Key*")]
    [InlineData("ConnectionStrings:scopix", "=" + Key, "*connection string scopix*Endpoint=URL;Key=KEY*")]
    [InlineData("ConnectionStrings:scopix", "Endpoint=one.example;Key=" + Key, "*no absolute URL: one.example*")]
    [InlineData("ConnectionStrings:scopix", "Endpoint=http://one.example;Key=" + Key, "*unencrypted to one.example*AllowInsecure*")]
    [InlineData("Scopix:Timeout", "soon", "*soon*Scopix:Timeout*TimeSpan*")]
    [InlineData("Scopix:ApiKey", "", "*no API key*connection string scopix*Scopix:ApiKey*SCOPIX_API_KEY*")]
    [InlineData("Scopix:MaxRetries", "-1", "*MaxRetries*")]
    public async Task An_invalid_option_stops_the_start_and_names_its_place_without_the_key(string name, string value, string message)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Scopix:ApiKey"] = Key, [name] = value });
        builder.Services.AddScopixClient();
        using var host = builder.Build();

        var failure = await host.Invoking(started => started.StartAsync()).Should().ThrowAsync<Exception>();

        failure.Which.ToString().Should().Match(message).And.NotContain(Key);
    }

    [Fact]
    public async Task Two_clients_have_a_key_each()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var address = api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await using var services = Create(
            new() { ["ConnectionStrings:full"] = $"Endpoint={address};Key={api.Key}", ["Scopix:empty:ApiKey"] = Key },
            collection =>
            {
                collection.AddKeyedScopixClient("full");
                collection.AddKeyedScopixClient("empty", options => options.BaseUrl = new Uri(address));
            });

        var full = services.GetRequiredKeyedService<ScopixClient>("full");

        (await full.Files.ListAsync()).TotalCount.Should().Be(1);
        (await services.GetRequiredKeyedService<ScopixClient>("empty").Files.ListAsync()).TotalCount.Should().Be(0);
        services.GetRequiredKeyedService<ScopixClient>("full").Should().BeSameAs(full);
        services.GetService<ScopixClient>().Should().BeNull();
    }

    [Fact]
    public async Task A_retry_is_logged_and_no_log_has_a_key_or_a_signature()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.AddFaultAsync(new { operation = "files.list", status = 429, retry_after = 0 });
        var log = new LogCollector();
        await using var services = Create(new(), collection =>
        {
            collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
            collection.AddScopixClient(options => (options.ApiKey, options.BaseUrl) = (api.Key!, api.Http.BaseAddress!));
        });
        var client = services.GetRequiredService<ScopixClient>();

        await client.Files.ListAsync();
        await client.Files.DownloadAsync(id);

        log.Lines.Should().ContainSingle(line => line.StartsWith("Scopix.Client Warning"))
            .Which.Should().Match("*files.list: attempt 1 failed: 429 *The next one is in 0.0 s.");
        log.Lines.Should().Contain(line => line.StartsWith("System.Net.Http.HttpClient.Scopix."));
        log.Lines.Should().NotContain(line => line.Contains(api.Key!) || line.Contains("X-Amz-Signature"));
    }

    [Fact]
    public async Task A_handler_of_the_application_sees_the_requests_and_redirects_are_not_followed()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var statuses = new List<HttpStatusCode>();
        await using var services = Create(new(), collection => collection
            .AddScopixClient(options => (options.ApiKey, options.BaseUrl) = (api.Key!, api.Http.BaseAddress!))
            .AddHttpMessageHandler(() => new StatusRecorder(statuses)));

        await services.GetRequiredService<ScopixClient>().Files.GetDownloadUrlAsync(id);

        statuses.Should().Equal(HttpStatusCode.Found);
    }

    private static ServiceProvider Create(Dictionary<string, string?> configuration, Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build());
        register(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class StatusRecorder(List<HttpStatusCode> statuses) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            statuses.Add(response.StatusCode);
            return response;
        }
    }
}
