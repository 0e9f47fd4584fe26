using System.Security.Cryptography;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

public sealed class CompletionRecoveryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_completion_killed_after_publishing_the_bytes_can_be_repeated(bool unpublished)
    {
        using var folder = new DataDirectory();
        string id, tenant;
        await using (var api = await StartAsync(folder))
        {
            var intent = await api.PostAsync("/api/v2/files/direct-uploads", new
            {
                filename = "a.jpg",
                content_type = "image/jpeg",
                size_bytes = Samples.Photo().Length,
                claimed_file_hash = Hash,
            });
            (id, tenant) = (intent["upload_id"].GetString()!, intent["object_key"].GetString()!.Split('/')[1]);
            (await PutAsync(api, intent)).Status.Should().Be(200);
        }
        SimulateKilledCompletion(folder, id, tenant, unpublished);

        await using var again = await StartAsync(folder);
        var completed = await again.PostAsync($"/api/v2/files/direct-uploads/{id}/complete");

        completed.Status.Should().Be(unpublished ? 422 : 202, completed.Text);
        (await again.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(unpublished ? 0 : 1);
        if (unpublished) return;
        var link = (await again.GetAsync($"/api/v2/files/{completed["file_id"].GetString()}/download")).Header("Location")!;
        (await again.WithKey(null).GetAsync(link)).Bytes.Should().Equal(Samples.Photo());
    }

    private static string Hash => Convert.ToHexStringLower(SHA256.HashData(Samples.Photo()));

    private static Task<TestApi> StartAsync(DataDirectory folder) => TestApi.StartAsync(options => options with { Data = folder.Location });

    /// <summary>
    /// Creates the state that a process leaves when it is killed between publishing and recording, optionally without the bytes.
    /// </summary>
    private static void SimulateKilledCompletion(DataDirectory folder, string id, string tenant, bool unpublished)
    {
        var key = $"images/{tenant}/{Hash}.jpg";
        var uploaded = Directory
            .EnumerateFiles(Path.Combine(folder.Location, "objects", tenant, "uploads", "objects"), "*", SearchOption.AllDirectories)
            .Single();
        var published = Path.Combine(folder.Location, "objects", tenant, "objects", key);
        Directory.CreateDirectory(Path.GetDirectoryName(published)!);
        File.Move(uploaded, published);
        if (unpublished) File.Delete(published);
        using var db = new SqliteConnection($"Data Source={Path.Combine(folder.Location, "tenants", tenant + ".db")};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = "UPDATE intents SET doc = json_set(doc, '$.published_as', $1) WHERE id = $2";
        command.Parameters.AddWithValue("$1", key);
        command.Parameters.AddWithValue("$2", id);
        command.ExecuteNonQuery().Should().Be(1);
    }

    private static Task<TestResponse> PutAsync(TestApi api, TestResponse intent)
    {
        var content = new ByteArrayContent(Samples.Photo());
        foreach (var header in intent["headers"].EnumerateObject())
            content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        return api.WithKey(null).SendAsync(HttpMethod.Put, intent["presigned_url"].GetString()!, content);
    }
}
