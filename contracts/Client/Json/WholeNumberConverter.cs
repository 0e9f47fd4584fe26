using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>Reads a number that the SDK types as an int: fractions are rounded.</summary>
public sealed class WholeNumberConverter : JsonConverter<int>
{
    /// <inheritdoc/>
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        int.CreateSaturating(Math.Round(reader.GetDouble()));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
