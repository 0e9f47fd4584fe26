using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.LlamaCloud.LlamaRequests;

namespace Scopix.Emulator.Tests.LlamaCloud;

/// <summary>Operations of the control API that only Scopix tenants have are refused by name and change nothing.</summary>
public sealed class LlamaControlTests
{
    [Theory]
    [InlineData("POST", "/links", """{"url":"https://example.com/status"}""", "links")]
    [InlineData("POST", "/stubs", """{"description":"A crane."}""", "AI to be stubbed")]
    [InlineData("GET", "/credits", null, "credits")]
    [InlineData("POST", "/credits", """{"prepaid":1}""", "credits")]
    [InlineData("POST", $"/files/{UnknownFileId}/stages/description", """{"action":"hold"}""", "stages")]
    [InlineData("POST", $"/files/{UnknownFileId}/restore", null, "files to be restored")]
    [InlineData("POST", $"/data/exports/{UnknownFileId}/stages/export", """{"action":"fail"}""", "exports")]
    [InlineData("POST", "/faults", """{"stage":"description","stall":true}""", "stages")]
    [InlineData("POST", "/faults", """{"operation":"files.*","status":500}""", "files.*")]
    [InlineData("POST", "/faults", """{"bundle":"quota-exhausted"}""", "quota-exhausted")]
    [InlineData("POST", "/faults", """{"bundle":"slow-ai"}""", "slow-ai")]
    [InlineData("POST", "/faults", """{"bundle":"stuck-uploads"}""", "stuck-uploads")]
    public async Task Control_operations_that_LlamaCloud_lacks_are_refused_by_name(string method, string path, string? body, string what)
    {
        await using var api = await StartAsync();

        var response = body is null
            ? await api.SendAsync(new HttpMethod(method), "/_emulator" + path)
            : await api.SendTextAsync(new HttpMethod(method), "/_emulator" + path, body);

        (response.Status, response.Field).Should().Be((422, "Authorization"), response.Text);
        response.Issue.Should().StartWith($"is a LlamaCloud key, and LlamaCloud has no {what}").And.EndWith("send a scopix_ key");
        (await api.GetAsync("/_emulator/info"))["files"].GetInt32().Should().Be(0);
        (await api.GetAsync("/_emulator/faults"))["total_count"].GetInt32().Should().Be(0);
        (await api.GetAsync("/_emulator/stubs"))["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData("""{"operation":"*","status":503}""")]
    [InlineData("""{"operation":"llama.*","status":503}""")]
    [InlineData("""{"operation":"llama.files.list","status":503}""")]
    [InlineData("""{"bundle":"rate-limited"}""")]
    [InlineData("""{"bundle":"flaky-network"}""")]
    [InlineData("""{"bundle":"storage-down"}""")]
    [InlineData("""{"storage":"get","status":503}""")]
    public async Task Faults_that_apply_to_LlamaCloud_are_accepted(string fault)
    {
        await using var api = await StartAsync();

        (await api.SendTextAsync(HttpMethod.Post, "/_emulator/faults", fault)).Status.Should().Be(201);
    }
}
