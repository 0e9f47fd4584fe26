using System.Text.Encodings.Web;

namespace Scopix.Emulator.Engine;

/// <summary>The JSON of what a tenant stores about itself, and of plain values.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(ClockState))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(KeyRecord))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class EngineJsonContext : JsonSerializerContext
{
    /// <summary>Writes text as UTF-8, without escapes.</summary>
    public static EngineJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
