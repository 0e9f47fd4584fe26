using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.RequestFiles;

/// <summary>The files in <c>requests</c> are those that the contracts make; <c>make requests</c> writes them.</summary>
public sealed class RequestFilesTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "requests");

    private static readonly Dictionary<string, string> Generated = RequestCatalogue.Files
        .ToDictionary(file => file.Name + ".http", HttpFileWriter.Write)
        .Append(new("http-client.env.json", RequestVariables.WriteEnvironments()))
        .Append(new("scopix.postman_collection.json", PostmanWriter.Write(RequestCatalogue.Files)))
        .ToDictionary();

    public static TheoryData<string> Names => [.. Generated.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_file_is_what_the_contracts_make(string name)
    {
        var path = Path.Combine(Folder, name);

        if (Environment.GetEnvironmentVariable("SCOPIX_REQUESTS") == "write")
            await File.WriteAllTextAsync(path, Generated[name], TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Should()
            .Be(Generated[name], "make requests rewrites it after a change of the contracts");
    }

    [Fact]
    public void There_is_no_other_request_file() =>
        Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Except(["README.md", "httpyac.config.js"])
            .Should().BeEquivalentTo(Generated.Keys);

    [Fact]
    public void Every_operation_has_a_request() =>
        RequestCatalogue.Files.SelectMany(file => file.Requests).Select(request => request.Operation).OfType<string>().Distinct()
            .Should().BeEquivalentTo(ContractsFolder.Operations.Select(row => (string)row["id"]!));

    [Fact]
    public void A_request_has_a_name_of_its_own_and_refers_to_earlier_requests_of_its_file_alone()
    {
        RequestCatalogue.Files.SelectMany(file => file.Requests).Select(request => request.Name).Should().OnlyHaveUniqueItems();

        foreach (var requests in RequestCatalogue.Files.Select(file => file.Requests))
            for (var i = 0; i < requests.Length; i++)
                requests[i].FindReferences().Select(reference => reference.Groups["name"].Value)
                    .Should().BeSubsetOf(requests[..i].Select(request => request.Name));
    }
}
