using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

public sealed class FileFieldsTests
{
    [Theory]
    [InlineData("photo.jpg", "image")]
    [InlineData("guide.md", "document")]
    [InlineData("clip.mp4", "video")]
    public async Task A_file_has_only_fields_of_its_schema(string sample, string mediaType)
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Instant });
        var id = await api.UploadAndGetIdAsync(Samples.File(sample), sample);

        var details = await api.GetAsync($"/api/v2/files/{id}");
        var list = await api.GetAsync("/api/v2/files");

        FindUndocumentedFields(details.Json, Schema($"{mediaType}-file-details")).Should().BeEmpty();
        FindUndocumentedFields(list["items"][0], Schema($"{mediaType}-file-summary")).Should().BeEmpty();
    }

    private static JsonElement Schema(string name) => JsonDocument.Parse(
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "contracts", "schemas", name + ".schema.json"))).RootElement;

    /// <summary>
    /// Finds fields without a property in the schema, at any depth; an object or a list without a schema for its parts is not
    /// searched.
    /// </summary>
    private static IEnumerable<string> FindUndocumentedFields(JsonElement value, JsonElement schema) => value.ValueKind switch
    {
        JsonValueKind.Object when schema.TryGetProperty("properties", out var known) => value.EnumerateObject().SelectMany(field =>
            known.TryGetProperty(field.Name, out var part) ? FindUndocumentedFields(field.Value, part) : [field.Name]),
        JsonValueKind.Array when schema.TryGetProperty("items", out var item) =>
            value.EnumerateArray().SelectMany(one => FindUndocumentedFields(one, item)),
        _ => [],
    };
}
