using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>One of the API's words: those that are known have names, and a newer service's new ones are kept as they came.</summary>
/// <typeparam name="TWord">The word's own type.</typeparam>
public interface IOpenEnum<TWord> where TWord : struct, IOpenEnum<TWord>
{
    /// <summary>The word as it is on the wire.</summary>
    string Value { get; }

    /// <summary>The word of a text.</summary>
    static abstract TWord FromValue(string value);
}

/// <summary>Reads and writes a word; whatever comes is kept.</summary>
public sealed class OpenEnumConverter<TWord> : JsonConverter<TWord> where TWord : struct, IOpenEnum<TWord>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override TWord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return default;
        if (reader.TokenType == JsonTokenType.String) return TWord.FromValue(reader.GetString()!);
        using var other = JsonDocument.ParseValue(ref reader);
        return TWord.FromValue(other.RootElement.GetRawText());
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TWord value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
