using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>The README's C# is this test's, line by line.</summary>
public sealed partial class ReadmeExampleTests
{
    [Fact]
    public async Task The_example_of_the_README_runs()
    {
        await using var api = await TestApi.StartAsync();
        var media = Path.Combine(RepositoryRoot.Path, "fixtures", "media");

        using var client = new ScopixClient(new ScopixClientOptions { ApiKey = "scopix_Emulator0localdevelopmentkey", BaseUrl = api.Http.BaseAddress! });

        var upload = await client.Files.UploadAsync(media + "/photo.jpg", new UploadOptions { Tags = ["site"], WaitForDescription = true });
        Console.WriteLine(upload.Description);

        await foreach (var file in client.Files.ListAllAsync(new FileQuery { Tags = ["site"] }))
            Console.WriteLine($"{file.Filename} ({file.MediaType}) {file.PrimaryStatus}");

        await client.Files.UpdateAsync(upload.ImageId, title: "Pillar 4", userDescription: "Seen from the north.");
        await client.Files.UpdateAsync(upload.ImageId, userDescription: null); // back to the AI's

        var results = await client.Files.UploadBatchAsync(Directory.GetFiles(media, "notes*.txt"));
        Console.WriteLine(results.GetSummary());

        upload.Description.Should().NotBeNullOrEmpty();
        (await client.Files.GetAsync(upload.ImageId)).Should().Match<IFileDetails>(file => file.Title == "Pillar 4" && file.UserDescription == null);
        (results.Count, results.HasFailures).Should().Be((3, false));
    }

    [Fact]
    public async Task The_example_is_the_one_of_the_README()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "README.md"));
        var test = (await File.ReadAllLinesAsync(Path.Combine(RepositoryRoot.Path, "tests", "Client", "ReadmeExampleTests.cs"))).Select(line => line.Trim()).ToHashSet();

        var printed = CSharp().Match(readme).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()
            .Replace("new Uri(\"http://127.0.0.1:8340\")", "api.Http.BaseAddress!", StringComparison.Ordinal)
            .Replace("\"fixtures/media/photo.jpg\"", "media + \"/photo.jpg\"", StringComparison.Ordinal)
            .Replace("\"fixtures/media\"", "media", StringComparison.Ordinal)).ToArray();

        printed.Should().HaveCountGreaterThan(5);
        printed.Should().BeSubsetOf(test);
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
