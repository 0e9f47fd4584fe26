using System.Text.Encodings.Web;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>
/// The JSON of what the LlamaCloud API receives and sends: source-generated, snake_case, null where the documents show null.
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
    /// <summary>The one instance. Text is written as UTF-8, not as escapes.</summary>
    public static LlamaJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
