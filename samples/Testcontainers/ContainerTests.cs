using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using Xunit;

namespace Containers;

public sealed class ContainerTests
{
    [Fact]
    public async Task A_list_that_a_fault_refuses_is_answered_when_it_is_sent_again()
    {
        await using var scopix = await StartAsync();
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = NewKey() } };
        using var fault = new HttpRequestMessage(HttpMethod.Post, $"{scopix.GetControlUrl()}/faults")
        {
            Headers = { Authorization = http.DefaultRequestHeaders.Authorization },
            Content = JsonContent.Create(new { operation = "files.list", status = 429, times = 1 }),
        };
        fault.Headers.Add("X-Emulator-Token", ScopixContainer.ControlToken);
        using var added = await http.SendAsync(fault, TestContext.Current.CancellationToken);
        added.EnsureSuccessStatusCode();

        using var refused = await http.GetAsync($"{scopix.GetBaseUrl()}/files", TestContext.Current.CancellationToken);
        using var answered = await http.GetAsync($"{scopix.GetBaseUrl()}/files", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (refused.StatusCode, answered.StatusCode));
    }

    [Fact]
    public async Task The_default_key_has_the_files_of_the_dataset()
    {
        await using var scopix = await StartAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "scopix_Emulator0localdevelopmentkey");

        var page = await http.GetFromJsonAsync<JsonElement>($"{scopix.GetBaseUrl()}/files", TestContext.Current.CancellationToken);

        Assert.True(page.GetProperty("total_count").GetInt32() > 100);
    }

    private static async Task<ScopixContainer> StartAsync()
    {
        try
        {
            var scopix = new ScopixBuilder().WithDataset("demo").WithPipeline("instant").Build();
            await scopix.StartAsync(TestContext.Current.CancellationToken);
            return scopix;
        }
        catch (Exception problem) when (problem is DockerUnavailableException or DockerImageNotFoundException)
        {
            Assert.Skip("needs a container engine, and the image that 'docker build -t scopix-emulator .' makes");
            throw;
        }
    }

    /// <summary>Each key is a tenant of its own.</summary>
    private static AuthenticationHeaderValue NewKey() => new("Bearer", $"scopix_{Guid.NewGuid():N}");
}
