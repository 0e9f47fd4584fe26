using FluentAssertions;
using Scopix.Emulator.Tests.Logging;
using Xunit;

namespace Scopix.Emulator.Tests.Hints;

/// <summary>What is said of keys, presigned URLs and other tenants' ids.</summary>
public sealed class KeyAndStorageHintsTests
{
    [Theory]
    [InlineData("/api/v2/files", EmulatorOptions.DefaultApiKey, "send the key as Authorization: Bearer KEY")]
    [InlineData("/api/v2/files", "Bearer aion_live_1234567890123456",
        "this is a key of an older generation of the API: keys begin with scopix_ now")]
    [InlineData("/api/v2/files", "Bearer scopix_live_1234567890123456", "keys have no live or test in their prefix: scopix_, 8 letters or "
        + "digits, and at least 12 more characters; the emulator's default key is " + EmulatorOptions.DefaultApiKey)]
    [InlineData("/api/v2/files", "Bearer llx-abcdef", "an llx- key is LlamaCloud's, whose API is under /api/v1/beta/files")]
    [InlineData("/api/v1/beta/files", "Bearer " + EmulatorOptions.DefaultApiKey, "a scopix_ key belongs to /api/v2")]
    [InlineData("/api/v2/files", "Bearer secret", null)]
    public async Task A_refused_key_is_answered_with_the_reason_and_without_the_key(string path, string authorization, string? hint)
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await api.SendAsync(HttpMethod.Get, path, null, ("Authorization", authorization));

        (response.Status, response.Header("X-Emulator-Hint")).Should().Be((401, hint));
    }

    [Fact]
    public async Task A_key_in_another_place_and_one_that_is_not_registered_are_explained()
    {
        await using var api = await TestApi.StartAsync(options => options with { Auth = AuthMode.Strict }, key: null);

        var header = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("X-API-Key", EmulatorOptions.DefaultApiKey));
        var query = await api.GetAsync("/api/v2/files?api_key=" + EmulatorOptions.DefaultApiKey);
        var unregistered = await api.WithKey(TestApi.CreateKey(1)).GetAsync("/api/v2/files");

        header.Header("X-Emulator-Hint").Should()
            .Be("the key belongs into Authorization: Bearer KEY, not into another header or the query");
        query.Header("X-Emulator-Hint").Should().Be(header.Header("X-Emulator-Hint"));
        unregistered.Header("X-Emulator-Hint").Should()
            .Be("--auth strict accepts registered keys only: register this one with POST /_emulator/keys");
    }

    [Theory]
    [InlineData("PUT", 403)]
    [InlineData("HEAD", 403)]
    [InlineData("POST", 405)]
    [InlineData("DELETE", 405)]
    public async Task A_presigned_URL_with_another_method_is_answered_with_its_own(string method, int status)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Headers.Location!.PathAndQuery;

        var response = await SendAsync(url);
        var forged = await SendAsync(url.Replace("X-Amz-Signature=", "X-Amz-Signature=0", StringComparison.Ordinal));

        (response.Status, response.Header("X-Emulator-Hint")).Should().Be((status, "this URL is signed for GET"));
        forged.Header("X-Emulator-Hint").Should().BeNull();

        Task<TestResponse> SendAsync(string target) => api.WithKey(null)
            .SendAsync(new HttpMethod(method), target, method is "PUT" or "POST" ? new ByteArrayContent([1]) : null);
    }

    [Fact]
    public async Task A_key_beside_a_signature_is_answered_with_how_to_send_the_URL()
    {
        await using var api = await TestApi.StartAsync(options => options with { StorageAuth = StorageAuth.S3 });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Headers.Location!.PathAndQuery;

        var response = await api.GetAsync(url);

        (response.Status, response.Header("X-Emulator-Hint")).Should()
            .Be((400, "a presigned URL is used without an Authorization header: the signature in its query is enough"));
    }

    [Fact]
    public async Task An_id_of_another_tenant_is_named_in_the_log_alone()
    {
        var (api, log) = await LogRecorder.StartAsync();
        await using var _ = api;
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var folder = (await api.PostAsync("/api/v2/folders", new { name = "a" }))["id"].GetString();
        var other = api.WithKey(TestApi.CreateKey(7));

        var foreign = await other.GetFileAsync(id);
        var unknown = await other.GetFileAsync("00000000-0000-4000-8000-000000000000");
        await other.DeleteAsync($"/api/v2/folders/{folder}");
        await api.GetFileAsync("00000000-0000-4000-8000-000000000000");

        foreign.Text.Replace(foreign.Header("X-Request-ID")!, "", StringComparison.Ordinal).Should()
            .Be(unknown.Text.Replace(unknown.Header("X-Request-ID")!, "", StringComparison.Ordinal));
        Names(foreign).Should().BeEquivalentTo(Names(unknown));
        (await log.NextRequestAsync()).Text.Should().EndWith(": File not found; the id belongs to default");
        (await log.NextRequestAsync()).Text.Should().EndWith(": File not found");
        (await log.NextRequestAsync()).Fields.Should().Contain("owner", "default");
        (await log.NextRequestAsync()).Text.Should().EndWith(": File not found");

        static IEnumerable<string> Names(TestResponse response) => response.Headers.Select(header => header.Key);
    }
}
