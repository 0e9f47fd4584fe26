using System.Text.Encodings.Web;

namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>
/// The JSON that the LlamaCloud API receives and sends, in snake_case. Null values are written, as the documents show them.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(LlamaFilePage))]
[JsonSerializable(typeof(LlamaFileQuery))]
[JsonSerializable(typeof(LlamaFileResource))]
[JsonSerializable(typeof(PresignedUrl))]
internal sealed partial class LlamaJsonContext : JsonSerializerContext
{
    /// <summary>Writes non-ASCII characters as UTF-8 instead of escapes.</summary>
    public static LlamaJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
