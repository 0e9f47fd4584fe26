using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.TestHost;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>Emulators in a test: on a port, in memory, with options and tenants.</summary>
public sealed class EmulatorStartTests
{
    [Fact]
    public async Task Emulators_without_options_listen_on_different_ports_of_this_machine()
    {
        await using var one = await ScopixEmulator.StartAsync();
        await using var other = await ScopixEmulator.StartAsync();
        using var http = new HttpClient();

        var health = await http.GetStringAsync(new Uri(one.BaseAddress, "_emulator/health"));

        health.Should().Be("""{"status":"ready"}""");
        one.BaseAddress.Host.Should().Be("127.0.0.1");
        one.BaseAddress.Port.Should().NotBe(other.BaseAddress.Port).And.NotBe(8340);
        one.ApiKey.Should().Be(EmulatorOptions.DefaultApiKey);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_uploads_and_downloads_the_same_bytes(bool inMemory)
    {
        await using var scopix = await StartAsync(inMemory);
        using var http = scopix.CreateClient();

        var id = await http.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var bytes = await http.GetByteArrayAsync($"/api/v2/files/{id}/download");
        var thumbnail = (string)(await http.GetJsonAsync($"files/{id}"))["thumbnail_url"]!;

        bytes.Should().Equal(Samples.Photo());
        (await http.GetByteArrayAsync(new Uri(thumbnail))).Should().NotBeEmpty();
        (await scopix.Requests.ListAsync("storage.get")).TotalCount.Should()
            .Be(2, "the redirect led to storage, and the picture lies there");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_API_client_works_with_the_test_kit(bool inMemory)
    {
        await using var scopix = await StartAsync(inMemory);
        var tenant = scopix.NewTenant();
        using var client = tenant.CreateScopixClient();
        var note = Path.Combine(AppContext.BaseDirectory, "media", "photo.jpg");

        var upload = await client.Files.UploadAsync(note, new UploadOptions { WaitForDescription = true, Tags = ["kit"] });
        var listed = await client.Files.ListAllAsync(new FileQuery { Tags = ["kit"] }).ToListAsync();

        upload.Description.Should().NotBeNullOrEmpty();
        listed.Should().ContainSingle().Which.Id.Should().Be(upload.ImageId);
    }

    [Fact]
    public async Task A_handler_follows_no_redirect_and_adds_no_key()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync(WithInstantPipeline);
        using var clientWithKey = scopix.CreateClient();
        var id = await clientWithKey.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        using var clientWithoutKey = new HttpClient(scopix.CreateHandler()) { BaseAddress = scopix.BaseAddress };

        var statusWithoutKey = await clientWithoutKey.GetAsync($"/api/v2/files/{id}/download");
        clientWithoutKey.DefaultRequestHeaders.Add("Authorization", "Bearer " + scopix.ApiKey);
        var statusWithKey = await clientWithoutKey.GetAsync($"/api/v2/files/{id}/download");

        statusWithoutKey.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        statusWithKey.StatusCode.Should().Be(HttpStatusCode.Redirect);
        statusWithKey.Headers.Location!.AbsoluteUri.Should().StartWith("http://localhost/_s3/");
    }

    [Fact]
    public async Task A_host_with_a_test_server_of_its_own_is_reached_in_memory()
    {
        await using var scopix = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 }, host => host.UseTestServer());
        using var http = scopix.CreateClient();

        (await http.GetJsonAsync("files"))["total_count"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    public async Task New_tenants_have_distinct_keys_that_are_the_same_in_each_run()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync(options => options with { Seed = 7 });
        await using var again = await ScopixEmulator.StartInMemoryAsync(options => options with { Seed = 7 });
        await using var other = await ScopixEmulator.StartInMemoryAsync(options => options with { Seed = -8 });

        var keys = Enumerable.Range(0, 20).AsParallel().Select(_ => scopix.NewTenant().ApiKey).ToArray();

        keys.Should().OnlyHaveUniqueItems().And.NotContain(scopix.ApiKey);
        keys.Order().First().Should().Be("scopix_00000001-tenant-of-seed-7");
        again.NewTenant().ApiKey.Should().Be("scopix_00000001-tenant-of-seed-7");
        (await other.NewTenant().CreateClient().GetStatusAsync("files")).Should().Be(200);
    }

    [Fact]
    public async Task A_new_tenant_is_accepted_in_strict_mode_and_has_the_tier_that_was_set()
    {
        await using var scopix =
            await ScopixEmulator.StartInMemoryAsync(options => options with { Auth = AuthMode.Strict, EnforceLimits = true });
        using var free = scopix.NewTenant(Tier.Free).CreateClient();
        using var unregistered = scopix.GetTenant("scopix_Stranger0123456789abcdef").CreateClient();

        var statuses = new List<int>();
        for (var i = 0; i < 11; i++) statuses.Add(await free.GetStatusAsync("files"));

        statuses.Should().Equal([.. Enumerable.Repeat(200, 10), 429]);
        (await unregistered.GetStatusAsync("files")).Should().Be(401);
    }

    [Fact]
    public async Task A_tenant_needs_a_valid_key_of_either_vendor()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        using var llama = scopix.GetTenant("llx-anything").CreateClient();

        (await llama.GetStringAsync("/api/v1/beta/files")).Should().Contain("\"items\":[]");
        FluentActions.Invoking(() => scopix.GetTenant("scopix_short")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task The_test_kit_sends_the_control_token()
    {
        await using var scopix = await ScopixEmulator.StartAsync(options => options with { ControlToken = "a-token-of-sixteen" });

        (await scopix.Clock.GetAsync()).Frozen.Should().BeFalse();
    }

    private static Task<ScopixEmulator> StartAsync(bool inMemory) => inMemory
        ? ScopixEmulator.StartInMemoryAsync(WithInstantPipeline) : ScopixEmulator.StartAsync(WithInstantPipeline);

    private static EmulatorOptions WithInstantPipeline(EmulatorOptions options) => options with { Pipeline = PipelineMode.Instant };
}
