using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.RequestFiles;

/// <summary>Programs from npm send all requests; the emulator's journal shows what arrived, and what was answered.</summary>
public sealed class RequestRunTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "requests");

    private static readonly ReadyRequest[] All = [.. RequestCatalogue.Files.SelectMany(file => file.Requests)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HttpYac_sends_the_request_files_and_every_answer_is_a_documented_success(bool withEnvironment)
    {
        var program = ClientScripts.RequireInstalled("httpyac");
        await using var api = await TestApi.StartAsync();
        using var copy = new DataDirectory();
        CopyRequests(copy.Location, api.Http.BaseAddress!, withEnvironment);

        var files = RequestCatalogue.Files.Select(file => file.Name + ".http");
        var (exit, output, errors) = await ClientScripts.RunAsync(program,
            ["send", .. files, "--all", "--no-color", "-o", "short", .. withEnvironment ? ["--env", "emulator"] : (string[])[]],
            folder: copy.Location);

        exit.Should().Be(0, "{0}{1}", output, errors);
        await AssertAnsweredAsync(api, All);
        (await ReadNamesAsync(api)).Should().BeEquivalentTo(ContractsFolder.Operations.Select(row => (string)row["id"]!));
    }

    [Fact]
    public async Task Newman_sends_the_collection_and_every_answer_is_a_documented_success()
    {
        await using var api = await TestApi.StartAsync();
        var origin = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');
        ReadyRequest[] expected = [.. All.Where(request => !request.IsWebSocket)];

        var run = await ClientScripts.RunAsync("collection.mjs", new
        {
            collection = Path.Combine(Folder, "scopix.postman_collection.json"),
            workingDir = RepositoryRoot.Path,
            variables = new { baseUrl = origin, llamaUrl = origin },
        });

        run.GetProperty("failures").Texts().Should().BeEmpty();
        run.Number("sent").Should().Be(expected.Length);
        await AssertAnsweredAsync(api, expected);
        (await ReadNamesAsync(api)).Should().BeEquivalentTo(ContractsFolder.Operations.Where(row => !row.ContainsKey("messages"))
            .Select(row => (string)row["id"]!), "a Postman collection has no WebSockets");
    }

    /// <summary>Every request arrived as its operation, with nothing unknown in it, and has a status of success.</summary>
    private static async Task AssertAnsweredAsync(TestApi api, ReadyRequest[] sent)
    {
        var keys = RequestVariables.Emulator.ToDictionary(one => one.Name, one => one.Value);
        foreach (var requests in sent.Where(request => request.Operation is not null).GroupBy(request => request.KeyVariable))
        {
            var tenant = api.WithKey(requests.Key is null ? null : keys[requests.Key]);
            var journal = (await tenant.GetAsync("/_emulator/requests?limit=500"))["items"].EnumerateArray()
                .Where(item => item.Text("operation")?.StartsWith("storage.", StringComparison.Ordinal) != true).ToArray();

            journal.Select(item => item.Text("operation")).Should().BeEquivalentTo(requests.Select(request => request.Operation));
            foreach (var item in journal)
            {
                item.GetProperty("unknown").GetArrayLength().Should().Be(0, item.GetRawText());
                requests.First(request => request.Operation == item.Text("operation")).SuccessStatuses.Should()
                    .Contain(item.Number("status"), item.GetRawText());
            }
        }
    }

    /// <summary>The operations that any tenant's client has reached.</summary>
    private static async Task<string[]> ReadNamesAsync(TestApi api)
    {
        var coverage = await api.WithKey(null).GetAsync("/_emulator/coverage");
        return [.. coverage["operations"].EnumerateArray().Where(row => row.Number("requests") > 0).Select(row => row.Text("id")!)];
    }

    /// <summary>
    /// The files, for another port and from another folder; without their variables where these come from <c>http-client.env.json</c>.
    /// </summary>
    private static void CopyRequests(string folder, Uri address, bool withEnvironment)
    {
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            var lines = File.ReadLines(file).Where(line => !withEnvironment || !line.StartsWith('@'));
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), string.Join('\n', lines)
                .Replace("//127.0.0.1:8340", $"//{address.Authority}", StringComparison.Ordinal)
                .Replace("../fixtures", Path.Combine(RepositoryRoot.Path, "fixtures"), StringComparison.Ordinal));
        }
    }
}
