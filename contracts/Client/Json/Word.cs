using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>
/// A value of an open enum of the API: known values have names, and unknown ones of a newer service are kept as received.
/// </summary>
/// <typeparam name="TWord">The type of the enum.</typeparam>
public interface IOpenEnumeration<TWord> where TWord : struct, IOpenEnumeration<TWord>
{
    /// <summary>The value as it is on the wire.</summary>
    string Value { get; }

    /// <summary>Creates a value from its text.</summary>
    static abstract TWord FromValue(string value);
}

/// <summary>Reads and writes a value of an open enum; any value is kept as received.</summary>
public sealed class OpenEnumConverter<TWord> : JsonConverter<TWord> where TWord : struct, IOpenEnumeration<TWord>
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
