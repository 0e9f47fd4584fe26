using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>Reads a file of a list as the record of its media type, wherever in the object that stands.</summary>
public sealed class FileSummaryConverter : JsonConverter<FileSummary>
{
    /// <inheritdoc/>
    public override FileSummary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var file = JsonDocument.ParseValue(ref reader);
        var json = file.RootElement;
        return MediaTypeReader.ReadMediaType(json) switch
        {
            "image" => json.Deserialize(ClientJson.Default.ImageFileSummary)!,
            "document" => json.Deserialize(ClientJson.Default.DocumentFileSummary)!,
            "video" => json.Deserialize(ClientJson.Default.VideoFileSummary)!,
            "link" => json.Deserialize(ClientJson.Default.LinkFileSummary)!,
            _ => json.Deserialize(ClientJson.Default.UnknownFileSummary)!,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FileSummary value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ClientJson.Default.GetTypeInfo(value.GetType())!);
}

/// <summary>Reads a file of the middle tier as the record of its media type.</summary>
public sealed class UserFileConverter : JsonConverter<UserFile>
{
    /// <inheritdoc/>
    public override UserFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var file = JsonDocument.ParseValue(ref reader);
        var json = file.RootElement;
        return MediaTypeReader.ReadMediaType(json) switch
        {
            "image" => json.Deserialize(ClientJson.Default.ImageFile)!,
            "document" => json.Deserialize(ClientJson.Default.DocumentFile)!,
            "video" => json.Deserialize(ClientJson.Default.VideoFile)!,
            "link" => json.Deserialize(ClientJson.Default.LinkFile)!,
            _ => json.Deserialize(ClientJson.Default.UnknownFile)!,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, UserFile value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ClientJson.Default.GetTypeInfo(value.GetType())!);
}

/// <summary>Reads a file's details as the record of its media type.</summary>
public sealed class FileDetailsConverter : JsonConverter<IFileDetails>
{
    /// <inheritdoc/>
    public override IFileDetails Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var file = JsonDocument.ParseValue(ref reader);
        var json = file.RootElement;
        return MediaTypeReader.ReadMediaType(json) switch
        {
            "image" => json.Deserialize(ClientJson.Default.ImageFileDetails)!,
            "document" => json.Deserialize(ClientJson.Default.DocumentFileDetails)!,
            "video" => json.Deserialize(ClientJson.Default.VideoFileDetails)!,
            "link" => json.Deserialize(ClientJson.Default.LinkFileDetails)!,
            _ => json.Deserialize(ClientJson.Default.UnknownFileDetails)!,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IFileDetails value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ClientJson.Default.GetTypeInfo(value.GetType())!);
}

/// <summary>What tells the records of a union apart.</summary>
internal static class MediaTypeReader
{
    public static string? ReadMediaType(JsonElement file) =>
        file.ValueKind == JsonValueKind.Object && file.TryGetProperty("media_type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString() : null;
}
