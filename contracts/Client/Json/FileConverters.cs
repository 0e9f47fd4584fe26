using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Scopix.Client;

/// <summary>Reads a file of a list as the record of its media type; <c>media_type</c> may be anywhere in the object.</summary>
public sealed class FileSummaryConverter : JsonConverter<FileSummary>
{
    /// <inheritdoc/>
    public override FileSummary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (FileSummary)FileUnion.Read(ref reader, FindType);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FileSummary value, JsonSerializerOptions options) => FileUnion.Write(writer, value);

    private static JsonTypeInfo FindType(string? mediaType) => mediaType switch
    {
        "image" => ClientJson.Default.ImageFileSummary,
        "document" => ClientJson.Default.DocumentFileSummary,
        "video" => ClientJson.Default.VideoFileSummary,
        "link" => ClientJson.Default.LinkFileSummary,
        _ => ClientJson.Default.UnknownFileSummary,
    };
}

/// <summary>Reads a file's details as the record of its media type; <c>media_type</c> may be anywhere in the object.</summary>
public sealed class FileDetailsConverter : JsonConverter<IFileDetails>
{
    /// <inheritdoc/>
    public override IFileDetails Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (IFileDetails)FileUnion.Read(ref reader, FindType);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IFileDetails value, JsonSerializerOptions options) => FileUnion.Write(writer, value);

    private static JsonTypeInfo FindType(string? mediaType) => mediaType switch
    {
        "image" => ClientJson.Default.ImageFileDetails,
        "document" => ClientJson.Default.DocumentFileDetails,
        "video" => ClientJson.Default.VideoFileDetails,
        "link" => ClientJson.Default.LinkFileDetails,
        _ => ClientJson.Default.UnknownFileDetails,
    };
}

/// <summary>A union of records that <c>media_type</c> tells apart.</summary>
internal static class FileUnion
{
    public static object Read(ref Utf8JsonReader reader, Func<string?, JsonTypeInfo> findType)
    {
        using var file = JsonDocument.ParseValue(ref reader);
        return file.RootElement.Deserialize(findType(GetMediaType(file.RootElement)))!;
    }

    public static void Write(Utf8JsonWriter writer, object value) =>
        JsonSerializer.Serialize(writer, value, ClientJson.Default.GetTypeInfo(value.GetType())!);

    private static string? GetMediaType(JsonElement file) =>
        file.ValueKind == JsonValueKind.Object && file.TryGetProperty("media_type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString() : null;
}
