using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Clients;

/// <summary>The clients on which <c>survive</c> is judged, without any trouble: <c>survive</c> and <c>../SurviveClient</c>.</summary>
public sealed class SurviveClientTests
{
    [Theory]
    [InlineData("naive.mjs")]
    [InlineData("careful.mjs")]
    [InlineData("fetch.mjs")]
    [InlineData("axios.mjs")]
    public async Task A_script_leaves_three_processed_files_and_no_open_upload(string script)
    {
        await using var api = await TestApi.StartAsync();

        var (exit, _, errors) = await ClientScripts.RunAsync(ClientScripts.RequireNode(), [ClientScripts.PathTo($"survive/{script}")],
            environment: DescribeService(api));

        (exit, errors).Should().Be((0, ""));
        await ShouldHaveThreeFilesAsync(api);
    }

    [Fact]
    public async Task The_program_with_our_client_leaves_the_same()
    {
        await using var api = await TestApi.StartAsync();

        var (exit, _, errors) = await ClientScripts.RunAsync("dotnet", [ProgramFile], environment: DescribeService(api));

        (exit, errors).Should().Be((0, ""));
        await ShouldHaveThreeFilesAsync(api);
    }

    [Fact]
    public async Task LlamaClouds_SDK_leaves_two_files_of_three()
    {
        await using var api = await LlamaCloud.LlamaRequests.StartAsync();

        var (exit, _, errors) = await ClientScripts.RunAsync(ClientScripts.RequireNode(), [ClientScripts.PathTo("survive/llama.mjs")],
            environment: DescribeService(api));

        (exit, errors).Should().Be((0, ""));
        (await api.GetAsync("/api/v1/beta/files"))["items"].EnumerateArray().Select(file => file.Text("name")).Should()
            .BeEquivalentTo("photo.jpg", "guide.md");
    }

    /// <summary>The program of <c>tests/SurviveClient</c>, which is built with the tests.</summary>
    private static string ProgramFile => Path.Combine(RepositoryRoot.Path, "tests", "SurviveClient", "bin",
        Path.GetRelativePath(Path.Combine(RepositoryRoot.Path, "tests", "bin"), AppContext.BaseDirectory), "Scopix.SurviveClient.dll");

    private static Dictionary<string, string> DescribeService(TestApi api)
    {
        var address = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');
        return new()
        {
            ["SCOPIX_BASE_URL"] = address + "/api/v2",
            ["SCOPIX_API_KEY"] = api.Key!,
            ["LLAMA_CLOUD_BASE_URL"] = address,
            ["LLAMA_CLOUD_API_KEY"] = api.Key!,
        };
    }

    private static async Task ShouldHaveThreeFilesAsync(TestApi api)
    {
        var files = (await api.GetAsync("/api/v2/files"))["items"].EnumerateArray().ToArray();
        files.Select(file => file.Text("filename")).Should().BeEquivalentTo("photo.jpg", "guide.md", "poster.jpg");
        files.Select(file => file.Text("primary_status")).Should().OnlyContain(status => status == "completed");
        (await api.GetAsync("/api/v2/files/sessions?status=uploading"))["total_count"].GetInt32().Should().Be(0);
    }
}
